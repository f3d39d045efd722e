import CCMarkGFM

/// Reads backslashes and entities the way cmark reads them, by asking cmark.
package enum Unescaping {
    /// What `raw`, the bytes of a link destination, says.
    package static func destination(_ raw: UnsafeBufferPointer<UInt8>, parser: Parser) -> String {
        guard raw.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else {
            return String(decoding: raw, as: UTF8.self)
        }
        let markdown = Array("[x](<".utf8) + raw + Array(">)".utf8)
        let read = markdown.withUnsafeBufferPointer { view in
            parser.withTree(of: view) { root -> String? in
                guard let link = root.pointee.first_child?.pointee.first_child, parser.kind(of: link) == .link
                else { return nil }
                return String(decoding: Markdown.view(link.pointee.as.link.url), as: UTF8.self)
            }
        }
        return (read ?? nil) ?? String(decoding: raw, as: UTF8.self)
    }

    /// The text of an entity such as `&amp;`, or nil where it is none.
    package static func decode(_ entity: [UInt8]) -> [UInt8]? {
        entity.withUnsafeBufferPointer { view in
            Parser().withTree(of: view) { root -> [UInt8]? in
                guard let text = root.pointee.first_child?.pointee.first_child, text.pointee.next == nil
                else { return nil }
                return Array(Markdown.view(text.pointee.as.literal))
            } ?? nil
        }
    }
}
