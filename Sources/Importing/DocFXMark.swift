/// A mark of DocFX between colons: `:::image type="content" source="a.png" alt-text="A":::`, `::: zone-end`.
struct DocFXMark: Sendable {
    /// In lower case: `image`, `zone-end`.
    let name: String
    private let tag: HTMLTag?
    /// Whether the colons close it on the same line.
    let isClosed: Bool
    /// Count of its bytes.
    private(set) var length: Int

    subscript(_ key: String) -> String? { tag?[key].flatMap { $0.isBlank ? nil : $0 } }

    /// - Parameter text: a whole mark, with nothing before or after.
    init?(_ text: String) {
        self.init(at: text[...])
        guard length == text.utf8.count else { return nil }
    }

    /// - Parameter text: starts with a mark; more may follow where it is closed.
    init?(at text: Substring) {
        guard text.begins(":::") else { return nil }
        let rest = text.dropFirst(3)
        let end = rest.position(of: ":::")
        let inner = end.map { rest[..<$0] } ?? rest
        let words = inner.trimmed
        let name = words.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
        guard let first = name.utf8.first, first.isASCIILetter else { return nil }
        self.name = name.lowercased()
        // What follows its name is written as the attributes of a tag are.
        tag = HTMLTag("<\(words.replacingBytes(">", with: "&gt;"))>")
        guard tag != nil else { return nil }
        isClosed = end != nil
        length = 3 + inner.utf8.count + (end == nil ? 0 : 3)
    }
}
