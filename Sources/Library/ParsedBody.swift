import Content
import Findings
import Markdown
import Support

/// The body of a guide, parsed, without its suppression comments.
struct ParsedBody {
    let document: Document
    /// Suppressions that are comments in it.
    let suppressions: [Suppression]
    /// Edits that take the comments out of its twin.
    let suppressionEdits: [Edit]
    /// The bytes as they are in the file, where comments were read as blank; else nil.
    let written: [UInt8]?

    init(_ source: SiteContent.GuideSource, _ parser: Parser, _ buffer: ByteWriter) {
        func read(_ text: SourceText) -> Document {
            Document(text, body: source.body, parser: parser, out: buffer)
        }
        let document = read(SourceText(source.source.bytes))
        guard document.rawHTML.contains(where: { $0.text.contains(SuppressionComments.mark) }) else {
            self.document = document
            suppressions = []
            suppressionEdits = []
            written = nil
            return
        }
        let comments = SuppressionComments(document, file: source.file, read: read)
        // What a guide that cannot be read would need is not known.
        suppressions = source.isReadable ? comments.suppressions : []
        suppressionEdits = comments.edits
        written = source.source.bytes
        self.document = read(comments.source)
    }
}
