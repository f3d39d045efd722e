import Findings
import Markdown
import Support

/// A fence of code, or HTML, that nothing closes, so that all text after it belongs to it.
enum StructureUnclosedFence: GuideCheck {
    static let check = CheckID.structureUnclosedFence
    static let finds = "A code fence, a comment or a tag such as `<pre>` that is never closed."
    static let why =
        "All text after it is shown as code or as HTML."
    static let examples = [
        Example(
            bad: "⟦```sh\ndig example.com\n\nThen wait.", good: "```sh\ndig example.com\n```\n\nThen wait."),
        Example(bad: "⟦<!-- To do\n\nThen wait.", good: "<!-- To do -->\n\nThen wait."),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let code = context.document.codeBlocks.filter { !$0.isClosed }.map { block in
            Finding(
                self, file: context.file, at: block.location, "the code that starts here is never closed",
                help: "after its last line, add a line with at least as many of the same marks")
        }
        return code
            + context.document.rawHTML.compactMap { html in
                missingEnd(html).map { end in
                    Finding(
                        self, file: context.file, at: start(of: html, in: context.document),
                        "the HTML that starts here is never closed",
                        help: "close it with \(end), or write a backslash before its first bracket")
                }
            }
    }

    /// Where its first bracket is: a block starts with the marks of the quotes and lists that it is in.
    private static func start(of html: Document.RawHTML, in document: Document) -> SourceLocation {
        guard let range = html.range,
            let bracket = document.source.bytes[range].firstIndex(of: UInt8(ascii: "<"))
        else { return html.location }
        return document.source.location(of: bracket)
    }

    /// Starts of HTML that goes on to its end, however many empty lines are between, each with that end (CommonMark 0.31, section
    /// 4.6, conditions 1 to 5).
    private static let ends: [(start: String, end: String)] = [
        ("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<script", "</script>"), ("<pre", "</pre>"),
        ("<style", "</style>"), ("<textarea", "</textarea>"),
    ]

    /// The end that a block of HTML needs and does not have; nil for any other HTML.
    static func missingEnd(_ html: Document.RawHTML) -> String? {
        guard html.isBlock else { return nil }
        let text = html.text.drop { $0 == " " }.lowercased()
        guard let (start, end) = ends.first(where: { text.utf8.starts(with: $0.start.utf8) }) else {
            return nil
        }
        let rest = text.utf8.dropFirst(start.utf8.count)
        if start.utf8.last.map(\.isASCIILetter) ?? false {
            // `<prefix>` is none of them. Any of the four closing tags ends any of the four.
            guard rest.first.map({ !$0.isASCIILetterOrDigit && $0 != UInt8(ascii: "-") }) ?? true else {
                return nil
            }
            return ends.suffix(4).contains { text.contains($0.end) } ? nil : end
        }
        return text.dropFirst(start.count).contains(end) ? nil : end
    }
}
