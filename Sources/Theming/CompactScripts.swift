/// Scripts as they are published: without the comments that have lines of their own, and without indentation, which are a fifth
/// of what browsers load.
enum CompactScripts {
    /// The first line of a script that is published so. Scripts without it stay as they are, since a line that looks like a
    /// comment may be a part of a text that spans lines.
    private static let mark = Array("/* guides: compact */\n".utf8)

    static func make(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: mark) else { return bytes }
        var compact: [UInt8] = []
        compact.reserveCapacity(bytes.count)
        var isComment = false
        for line in bytes.dropFirst(mark.count).split(separator: 10) {
            var text = trimmed(line)
            // What follows a comment on its last line stays.
            while isComment || text.starts(with: "/*".utf8) {
                let inner = isComment ? text : text.dropFirst(2)
                isComment = true
                guard let end = inner.firstRange(of: "*/".utf8) else {
                    text = []
                    break
                }
                isComment = false
                text = trimmed(inner[end.upperBound...])
            }
            if text.isEmpty || text.starts(with: "//".utf8) { continue }
            compact += text
            compact.append(10)
        }
        return compact
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
        let start = line.drop(while: isBlank)
        return start[..<(start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex)]
    }
}
