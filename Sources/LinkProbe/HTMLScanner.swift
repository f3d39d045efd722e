import Support

/// Finds the tags of a page as browsers do (HTML standard, section 13.2.5).
struct HTMLScanner {
    private var rest: ArraySlice<UInt8>

    /// - Parameter html: in UTF-8.
    init(_ html: [UInt8]) { rest = html[...] }

    /// The next tag; nil where there is none, or where the page ends within it.
    mutating func nextTag() -> HTMLTag? {
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            if rest.starts(with: "!--".utf8) {
                rest = Self.afterComment(rest.dropFirst(3))
                continue
            }
            let isEnd = rest.first == UInt8(ascii: "/")
            if let letter = rest.dropFirst(isEnd ? 1 : 0).first, letter.isASCIILetter {
                return tag(isEnd: isEnd)
            }
            if isEnd || rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "?") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }
            }
        }
        return nil
    }

    private static func afterComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        // `<!-->` and `<!--->` are whole comments.
        if text.first == UInt8(ascii: ">") { return text.dropFirst() }
        if text.starts(with: "->".utf8) { return text.dropFirst(2) }
        var rest = text
        while let dash = rest.firstIndex(of: UInt8(ascii: "-")) {
            rest = rest[(dash + 1)...]
            if rest.starts(with: "->".utf8) { return rest.dropFirst(2) }
            if rest.starts(with: "-!>".utf8) { return rest.dropFirst(3) }
        }
        return []
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    private static let slash = UInt8(ascii: "/")
    private static let close = UInt8(ascii: ">")

    private static func lower(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.map { $0.isASCIIUppercase ? $0 | 0x20 : $0 }
    }

    private mutating func take(until ends: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let end = rest.firstIndex(where: ends) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// Reads a tag after its `<`; nil where the page ends within it, and then nothing is left to read.
    private mutating func tag(isEnd: Bool) -> HTMLTag? {
        if isEnd { rest = rest.dropFirst() }
        let name = take { Self.isSpace($0) || $0 == Self.slash || $0 == Self.close }
        var tag = HTMLTag(name: Self.lower(name), isEnd: isEnd)
        while true {
            rest = rest.drop { Self.isSpace($0) || $0 == Self.slash }
            if rest.first == Self.close {
                rest = rest.dropFirst()
                return tag
            }
            guard let attribute = attribute() else {
                rest = []
                return nil
            }
            tag.attributes.append(attribute)
        }
    }

    /// Reads an attribute with its value; nil where the page ends within it.
    private mutating func attribute() -> (name: [UInt8], value: ArraySlice<UInt8>)? {
        // A name may start with `=`, and with nothing else that ends it.
        let whole = rest
        guard rest.popFirst() != nil else { return nil }
        _ = take {
            Self.isSpace($0) || $0 == Self.slash || $0 == Self.close || $0 == UInt8(ascii: "=")
        }
        let name = Self.lower(whole[..<rest.startIndex])
        rest = rest.drop(while: Self.isSpace)
        guard rest.first == UInt8(ascii: "=") else { return (name, []) }
        rest = rest.dropFirst().drop(while: Self.isSpace)
        guard let quote = rest.first else { return nil }
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, take { Self.isSpace($0) || $0 == Self.close })
        }
        rest = rest.dropFirst()
        let value = take { $0 == quote }
        guard rest.popFirst() != nil else { return nil }
        return (name, value)
    }

    /// Reads what comes before the end tag of an element whose content is no markup.
    mutating func content(of name: [UInt8]) -> ArraySlice<UInt8> {
        let start = rest
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            let after = rest.dropFirst(name.count + 1)
            guard rest.first == Self.slash, rest.count > name.count,
                zip(rest.dropFirst(), name).allSatisfy({ $0 | 0x20 == $1 }),
                after.first.map({ Self.isSpace($0) || $0 == Self.slash || $0 == Self.close }) ?? false
            else { continue }
            let content = start[..<open]
            rest = rest.drop { $0 != Self.close }
            return content
        }
        rest = []
        return start
    }
}
