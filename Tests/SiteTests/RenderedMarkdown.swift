@testable import Markdown
@testable import Support

/// What a page would show of markdown: the tool's own reading of it, through cmark-gfm.
enum HTML {
    /// The HTML, without the addresses of links.
    static func of(_ markdown: String) -> String {
        String(decoding: document(Array(markdown.utf8)).html, as: UTF8.self)
    }

    /// Where the links lead, in order.
    static func destinations(in markdown: [UInt8]) -> [String] { document(markdown).links.map(\.destination) }

    private static func document(_ bytes: [UInt8]) -> Document {
        Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
    }
}
