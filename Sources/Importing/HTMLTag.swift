/// A tag of HTML or of a component: `<a href="x">`, `</a>`, `<br/>`.
struct HTMLTag: Sendable {
    struct Attribute: Sendable {
        /// As it is written.
        var name: String
        /// With entities read; empty for an attribute without a value.
        var value: String
    }

    /// As it is written: `TabItem`.
    var name: String
    var attributes: [Attribute] = []
    var isClosing = false
    /// Whether it ends with `/>`.
    var isClosed = false
    /// Count of its bytes.
    private(set) var length = 0

    subscript(_ name: String) -> String? { attributes.first { $0.name.lowercased() == name }?.value }

    /// The most bytes of a tag.
    static let longest = 10_000

    /// - Parameter text: starts with a tag; more may follow.
    init?(_ text: some StringProtocol) { self.init(Array(text.utf8.prefix(Self.longest))[...]) }

    /// - Parameter bytes: start with a tag.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.first == UInt8(ascii: "<") else { return nil }
        let whole = bytes.prefix(Self.longest)
        var rest = whole.dropFirst()
        if rest.first == UInt8(ascii: "/") {
            isClosing = true
            rest = rest.dropFirst()
        }
        let name = rest.prefix {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
                || $0 == UInt8(ascii: ":")
        }
        guard name.first?.isASCIILetter ?? false else { return nil }
        self.name = String(decoding: name, as: UTF8.self)
        rest = rest.dropFirst(name.count)
        while true {
            rest = rest.drop(while: \.isWhiteSpace)
            guard let byte = rest.first else { return nil }
            if byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: "/") {
                rest = rest.dropFirst()
                isClosed = rest.first == UInt8(ascii: ">")
                continue
            }
            let key = rest.prefix { !$0.isWhiteSpace && !"=>/\"'<".utf8.contains($0) }
            guard !key.isEmpty else { return nil }
            rest = rest.dropFirst(key.count)
            var attribute = Attribute(name: String(decoding: key, as: UTF8.self), value: "")
            let after = rest.drop(while: \.isWhiteSpace)
            if after.first == UInt8(ascii: "=") {
                rest = after.dropFirst().drop(while: \.isWhiteSpace)
                guard let value = Self.value(&rest) else { return nil }
                attribute.value = HTMLEntities.decoded(value)
            }
            attributes.append(attribute)
        }
        length = rest.startIndex - whole.startIndex + 1
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let quote = rest.first else { return nil }
        // A component may have an expression, of which a text alone is a value.
        let close: UInt8? =
            quote == 34 || quote == 39 ? quote : quote == UInt8(ascii: "{") ? UInt8(ascii: "}") : nil
        guard let close else {
            let value = rest.prefix { !$0.isWhiteSpace && $0 != UInt8(ascii: ">") }
            rest = rest.dropFirst(value.count)
            return String(decoding: value, as: UTF8.self)
        }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: close) else { return nil }
        let value = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
        return close == UInt8(ascii: "}") ? value.trimmed.unquoted : value
    }
}
