import Support

/// Reads a link's destination and title as CommonMark 0.29 writes them (section 6.6, "Links"), to find the very
/// bytes that may be replaced.
enum Destination {
    /// A destination in a text.
    struct Parsed {
        /// The destination's bytes, without the angle brackets.
        var range: Range<Int>
        var isBracketed: Bool
        /// The byte after the destination, its title and the white space after them.
        var end: Int
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

    /// Passes over white space.
    private static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count, isSpace(text[index]) { index += 1 }
        return index
    }

    /// The destination alone, at `start`.
    static func parse(_ text: Span<UInt8>, at start: Int) -> (
        range: Range<Int>, bracketed: Bool
    )? {
        guard start < text.count else { return nil }
        var index = start
        if text[index] == UInt8(ascii: "<") {
            index += 1
            let from = index
            while index < text.count {
                switch text[index] {
                case UInt8(ascii: ">"): return (from..<index, true)
                case UInt8(ascii: "\\") where index + 1 < text.count && isPunctuation(text[index + 1]):
                    index += 1
                case UInt8(ascii: "<"), 10, 13: return nil
                default: break
                }
                index += 1
            }
            return nil
        }
        var depth = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "\\"), index + 1 < text.count, isPunctuation(text[index + 1]) {
                index += 2
                continue
            }
            if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            } else if isSpace(byte) || byte < 32 {
                break
            }
            index += 1
        }
        return (start..<min(index, text.count), false)
    }

    /// `[text](HERE)`: what is between the parentheses that open before `start`, when they close at `close`.
    static func parseInline(_ text: Span<UInt8>, at start: Int, closingAt close: Int)
        -> Parsed?
    {
        let from = skipSpace(text, start)
        guard let (range, bracketed) = parse(text, at: from) else { return nil }
        var index = bracketed ? range.upperBound + 1 : range.upperBound
        let afterSpace = skipSpace(text, index)
        if afterSpace > index, let titleEnd = parseTitle(text, at: afterSpace) {
            index = skipSpace(text, titleEnd)
        } else {
            index = afterSpace
        }
        guard index == close, close < text.count, text[close] == UInt8(ascii: ")") else { return nil }
        return Parsed(range: range, isBracketed: bracketed, end: index)
    }

    /// The byte after a title that starts at `start`, or nil where none does.
    static func parseTitle(_ text: Span<UInt8>, at start: Int) -> Int? {
        guard start < text.count else { return nil }
        let closer: UInt8
        switch text[start] {
        case UInt8(ascii: "\""): closer = UInt8(ascii: "\"")
        case UInt8(ascii: "'"): closer = UInt8(ascii: "'")
        case UInt8(ascii: "("): closer = UInt8(ascii: ")")
        default: return nil
        }
        var index = start + 1
        while index < text.count {
            if text[index] == UInt8(ascii: "\\"), index + 1 < text.count, isPunctuation(text[index + 1]) {
                index += 2
                continue
            }
            if text[index] == closer { return index + 1 }
            index += 1
        }
        return nil
    }

    static func isPunctuation(_ byte: UInt8) -> Bool {
        (33...47).contains(byte) || (58...64).contains(byte) || (91...96).contains(byte)
            || (123...126).contains(byte)
    }
}
