import Support

/// Blocks of properties (CSS) and tags (HTML, XML).
extension Scanner {
    /// `{`, `}` and `;`, after which a statement starts.
    mutating func blockMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: ";"): break
        default: return false
        }
        startsStatement = true
        at += 1
        return true
    }

    /// A word that may be the name of a property: the first of a statement within a block, before a colon. What ends in a
    /// brace is a selector with a pseudo-class.
    mutating func property(_ start: Int) {
        let isFirst = startsStatement
        startsStatement = false
        guard isFirst, depth > 0, byte(at) == UInt8(ascii: ":") else { return }
        var end = at
        let limit = min(at + Delimiter.mostAhead, code.count)
        while end < limit, code[end] != UInt8(ascii: ";"), code[end] != UInt8(ascii: "}"), code[end] != 10 {
            if code[end] == UInt8(ascii: "{") { return }
            end += 1
        }
        ahead += end - at
        add(.name, start, at)
    }

    /// `<`, `>` and `&` of markup: the name of an element, the end of a tag, an entity.
    mutating func tagMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ">"):
            isInTag = false
            at += 1
            return true
        case UInt8(ascii: "&"):
            return takeEntity()
        case UInt8(ascii: "<"):
            var start = at + 1
            if "/?!".utf8.contains(self.byte(start)) { start += 1 }
            guard byteClass(start).contains(.word), !byteClass(start).contains(.digit) else { return false }
            isInTag = true
            at = start
            while byteClass(at).contains(.word) { at += 1 }
            add(.keyword, start, at)
            return true
        default: return false
        }
    }

    /// `&amp;`, `&#233;`.
    private mutating func takeEntity() -> Bool {
        var end = at + 1
        let limit = min(at + Delimiter.mostAhead, code.count)
        while end < limit, code[end].isASCIILetterOrDigit || code[end] == UInt8(ascii: "#") { end += 1 }
        ahead += end - at
        guard end > at + 1, byte(end) == UInt8(ascii: ";") else { return false }
        take(.number, to: end + 1)
        return true
    }
}
