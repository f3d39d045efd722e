import Support

/// One tag that guides may hold, as it is written (CommonMark 0.29, section 6.10).
struct Tag {
    /// The kinds of tags.
    enum Element {
        case br, sub, sup, kbd, mark, abbr, details, summary, anchor
    }

    var element: Element
    var isClosing = false
    /// Whether it ends with `/>`.
    var isSelfClosing = false
    /// The id of an anchor, or the title of an abbreviation, as it is written; empty where it has none.
    var value: [UInt8] = []
    /// Whether `details` has the attribute `open`.
    var isOpen = false

    /// Reads a tag from its first byte through its last. Nil for any other tag, and for one with an attribute that it may not
    /// have.
    init?(_ bytes: Span<UInt8>, _ allowed: AllowedHTML) {
        guard bytes.count > 2, bytes[0] == UInt8(ascii: "<"), bytes[bytes.count - 1] == UInt8(ascii: ">")
        else {
            return nil
        }
        isClosing = bytes[1] == UInt8(ascii: "/")
        var at = isClosing ? 2 : 1
        let start = at
        while at < bytes.count, bytes[at].isASCIILetterOrDigit { at += 1 }
        guard let named = Self.named(bytes.extracting(start..<at)), allowed.contains(named.kind.html) else {
            return nil
        }
        element = named.element
        guard readAttributes(bytes, from: at), isClosing ? hasNone : isWhole else { return nil }
    }

    private static func named(_ name: Span<UInt8>) -> (element: Element, kind: AllowedHTML.Kind)? {
        switch name.text.lowercased() {
        case "br": (.br, .br)
        case "sub": (.sub, .sub)
        case "sup": (.sup, .sup)
        case "kbd": (.kbd, .kbd)
        case "mark": (.mark, .mark)
        case "abbr": (.abbr, .abbr)
        case "details": (.details, .details)
        case "summary": (.summary, .details)
        case "a": (.anchor, .anchor)
        default: nil
        }
    }

    /// Whether it has no attribute, as a closing tag.
    private var hasNone: Bool { value.isEmpty && !isOpen && !isSelfClosing && element != .br }

    /// Whether an opening tag has what it needs: an anchor its id. Only a line break and an anchor, which are empty, may end
    /// with a slash.
    private var isWhole: Bool {
        switch element {
        case .br: true
        case .anchor: Self.isID(value)
        default: !isSelfClosing
        }
    }

    /// Reads the attributes. Returns false where there is one that the element may not have, or one twice.
    private mutating func readAttributes(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var at = start
        let end = bytes.count - 1
        while true {
            while at < end, bytes[at].isHTMLSpace { at += 1 }
            if at == end { return true }
            if bytes[at] == UInt8(ascii: "/") {
                isSelfClosing = true
                return at + 1 == end
            }
            let name = at
            while at < end, bytes[at].isASCIILetterOrDigit { at += 1 }
            guard at > name else { return false }
            let attribute = bytes.extracting(name..<at).text.lowercased()
            var after = at
            while after < end, bytes[after].isHTMLSpace { after += 1 }
            var text: [UInt8]?
            if after < end, bytes[after] == UInt8(ascii: "=") {
                guard let found = Self.value(bytes, from: after + 1, to: end) else { return false }
                text = found.text
                at = found.end
            }
            guard take(attribute, text) else { return false }
        }
    }

    /// The value of an attribute, without its quotes.
    private static func value(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> (
        text: [UInt8], end: Int
    )? {
        var at = start
        while at < end, bytes[at].isHTMLSpace { at += 1 }
        guard at < end else { return nil }
        let quote = bytes[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = bytes.extracting(0..<end).position(of: quote, from: at + 1) else { return nil }
            return (bytes.extracting((at + 1)..<close).array, close + 1)
        }
        let first = at
        while at < end, !bytes[at].isHTMLSpace, bytes[at] != UInt8(ascii: "/") || at + 1 < end { at += 1 }
        return at > first ? (bytes.extracting(first..<at).array, at) : nil
    }

    private mutating func take(_ attribute: String, _ text: [UInt8]?) -> Bool {
        switch (element, attribute) {
        case (.anchor, "id"), (.anchor, "name"), (.abbr, "title"):
            guard let text, value.isEmpty else { return false }
            value = text
            return true
        case (.details, "open"):
            isOpen = true
            return text?.isEmpty ?? true
        default: return false
        }
    }

    /// The longest id that a place may have (200 bytes).
    private static let longestID = 200

    /// Whether a text can be the id of a place in a page: letters, digits, `-`, `_` and `.`. Ids with a colon are those of
    /// footnotes and of the theme.
    static func isID(_ text: [UInt8]) -> Bool {
        guard !text.isEmpty, text.count <= longestID,
            text.allSatisfy({ $0 >= 128 || $0.isASCIILetterOrDigit || "-_.".utf8.contains($0) })
        else { return false }
        if text.allSatisfy({ $0 < 128 }) { return true }
        // As a link to it is read: composed, without invisible characters.
        let id = String(decoding: text, as: UTF8.self)
        return id.utf8.elementsEqual(Anchor.named(by: id).utf8)
            && id.unicodeScalars.allSatisfy {
                $0.isASCII || $0.properties.isAlphabetic || $0.properties.numericType != nil
            }
    }
}

extension UInt8 {
    /// Whether it separates attributes (HTML, section 13.1.2).
    fileprivate var isHTMLSpace: Bool { isSpaceOrTab || self == 10 || self == 13 || self == 12 }
}
