/// Scripts as they are published: without the comments that have lines of their own, without indentation, and without spaces
/// and line ends that only people need.
enum CompactScripts {
    /// The first line of a script that is published so. Scripts without it stay as they are, since a line that looks like a
    /// comment may be a part of a text that spans lines.
    private static let mark = Array("/* guides: compact */\n".utf8)

    /// Whether a script is published so.
    static func applies(to bytes: [UInt8]) -> Bool { bytes.starts(with: mark) }

    static func make(_ bytes: [UInt8]) -> [UInt8] {
        guard applies(to: bytes) else { return bytes }
        return withoutSpaces(withoutComments(bytes.dropFirst(mark.count)))
    }

    private static func withoutComments(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var compact: [UInt8] = []
        compact.reserveCapacity(bytes.count)
        var isComment = false
        for line in bytes.split(separator: 10) {
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

    /// Takes out spaces beside signs, outside of texts and regular expressions.
    private static func withoutSpaces(_ bytes: [UInt8]) -> [UInt8] {
        var compact: [UInt8] = []
        compact.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                let end = end(ofText: bytes, at)
                compact += bytes[at..<end]
                at = end
            case UInt8(ascii: "/") where startsExpression(after: compact):
                let end = end(ofExpression: bytes, at)
                compact += bytes[at..<end]
                at = end
            case 32 where isNeedless(between: compact.last, bytes, at + 1): at += 1
            case 10 where isNeedlessEnd(after: compact.last, bytes, at + 1): at += 1
            default:
                compact.append(byte)
                at += 1
            }
        }
        return compact
    }

    /// Whether a space parts nothing that would be read as one: two words, or two signs such as `+ +`.
    private static func isNeedless(between last: UInt8?, _ bytes: [UInt8], _ next: Int) -> Bool {
        guard let last, next < bytes.count else { return false }
        let next = bytes[next]
        if isWord(last) && isWord(next) { return false }
        return !("+-".utf8.contains(last) && "+-".utf8.contains(next)) && last != UInt8(ascii: "/")
            && next != UInt8(ascii: "/")
    }

    /// Whether a line's end ends no statement: after a sign that cannot end one, or that has ended it, and before a brace that
    /// does.
    private static func isNeedlessEnd(after last: UInt8?, _ bytes: [UInt8], _ next: Int) -> Bool {
        guard let last, next < bytes.count else { return false }
        return "{;,([".utf8.contains(last) || bytes[next] == UInt8(ascii: "}")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte >= 128
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    private static func end(ofText bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != bytes[start] { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(at + 1, bytes.count)
    }

    /// Whether a slash starts a regular expression here, not a division: after a sign, or after `return`.
    private static func startsExpression(after compact: [UInt8]) -> Bool {
        let before = compact[..<(compact.lastIndex { $0 != 32 }.map { $0 + 1 } ?? 0)]
        guard let last = before.last else { return true }
        return "(,=:[!&|?{};\n".utf8.contains(last) || before.suffix(6).elementsEqual("return".utf8)
    }

    private static func end(ofExpression bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        var isClass = false
        while at < bytes.count, bytes[at] != 10, bytes[at] != UInt8(ascii: "/") || isClass {
            if bytes[at] == UInt8(ascii: "[") { isClass = true }
            if bytes[at] == UInt8(ascii: "]") { isClass = false }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, bytes.count)
    }
}
