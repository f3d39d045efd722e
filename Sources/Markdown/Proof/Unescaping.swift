import Support

/// Reads backslashes and entities the way cmark reads them, by asking cmark.
package enum Unescaping {
    /// The address that `raw`, the bytes of a link destination, stands for.
    static func destination(_ raw: Span<UInt8>, parser: Parser) -> String {
        guard raw.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else {
            return raw.text
        }
        let markdown = Array("[x](<".utf8) + raw.array + Array(">)".utf8)
        let read = parser.withTree(of: markdown.span) { root -> String? in
            guard let link = root.firstChild?.firstChild, link.kind == .link else { return nil }
            return link.url.text
        }
        return (read ?? nil) ?? raw.text
    }

    /// The text of an entity such as `&amp;`, or nil where it is none.
    package static func decode(_ entity: [UInt8]) -> [UInt8]? {
        Parser().withTree(of: entity.span) { root -> [UInt8]? in
            guard let text = root.firstChild?.firstChild, text.next == nil else { return nil }
            return text.literal.array
        } ?? nil
    }
}
