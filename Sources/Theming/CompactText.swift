/// Scripts and style sheets as they are published: without the comments that have lines of their own, and without
/// indentation, which are a fifth of what browsers load.
enum CompactText {
    /// The first line of a file that is published so. Files without it stay as they are, since a line that looks like a
    /// comment may be a part of a text that spans lines.
    private static let mark = Array("/* guides: compact */\n".utf8)

    /// - Parameter bytes: a script or a style sheet.
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.starts(with: mark) else { return bytes }
        var compact: [UInt8] = []
        compact.reserveCapacity(bytes.count)
        var isComment = false
        for line in bytes.dropFirst(mark.count).split(separator: 10) {
            let text = line.drop { $0 == 32 || $0 == 9 }
            if isComment {
                isComment = !ends(text)
            } else if text.starts(with: "/*".utf8), ends(text) || !holdsEnd(text) {
                isComment = !ends(text)
            } else if !text.isEmpty, !text.starts(with: "//".utf8) {
                compact += text
                compact.append(10)
            }
        }
        return compact
    }

    /// Whether a comment ends at the end of a line.
    private static func ends(_ line: ArraySlice<UInt8>) -> Bool {
        let end = line.lastIndex { $0 != 32 && $0 != 9 } ?? line.startIndex
        return line[...end].suffix(2).elementsEqual("*/".utf8)
    }

    private static func holdsEnd(_ line: ArraySlice<UInt8>) -> Bool { line.firstRange(of: "*/".utf8) != nil }
}
