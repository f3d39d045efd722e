import Markdown
import Support

/// The part of a guide's page that is one of its issues, as the body of the issue's own page: links to parts of the guide lead to
/// the guide.
enum IssueBody {
    /// The parts of the issues in the finished body of a guide's page, without their headings, in order.
    static func parts(of page: ByteWriter) -> [Range<Int>] {
        page.withSpan { html in
            var parts: [Range<Int>] = []
            var at = 0
            // Sections are in no other section, and no text of the page has a `<` that is not escaped.
            while let section = html.position(of: "<section class=\"issue\"", in: at..<html.count),
                let heading = html.position(of: "</h3>\n", in: section..<html.count),
                let end = html.position(of: "</section", in: heading..<html.count)
            {
                parts.append((heading + 6)..<end)
                at = end
            }
            return parts
        }
    }

    /// Appends a part of a guide's page.
    ///
    /// - Parameter guide: the path of the page.
    static func append(_ part: Range<Int>, of page: ByteWriter, guide: String, to out: ByteWriter) {
        let link: StaticString = "href=\"#"
        page.withSpan { html in
            var from = part.lowerBound
            while let start = html.position(of: link, in: from..<part.upperBound) {
                let fragment = start + link.utf8CodeUnitCount - 1
                out.append(html.extracting(from..<(fragment)))
                HTMLEscaping.appendAddress(guide, to: out)
                from = fragment
            }
            out.append(html.extracting(from..<part.upperBound))
        }
    }
}
