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

    /// Appends a part of a guide's page. Its headings are two levels higher, since that of the issue is the page's own.
    ///
    /// - Parameter guide: the path of the page.
    static func append(_ part: Range<Int>, of page: ByteWriter, guide: String, to out: ByteWriter) {
        let link: StaticString = "href=\"#"
        page.withSpan { html in
            var copied = part.lowerBound
            var at = part.lowerBound
            // No text of the page has a `<` or a quote that is not escaped, so both of what is changed is in tags.
            while let tag = html.position(of: "<", in: at..<part.upperBound) {
                at = tag + 1
                if let digit = levelOfHeading(html, at, part.upperBound) {
                    out.append(html.extracting(copied..<digit))
                    out.append(html[digit] - 2)
                    copied = digit + 1
                }
                let next = html.position(of: "<", in: at..<part.upperBound) ?? part.upperBound
                guard let start = html.position(of: link, in: at..<next) else { continue }
                let fragment = start + link.utf8CodeUnitCount - 1
                out.append(html.extracting(copied..<fragment))
                HTMLEscaping.appendAddress(guide, to: out)
                copied = fragment
            }
            out.append(html.extracting(copied..<part.upperBound))
        }
    }

    /// The place of the digit in the tag of a heading below an issue, such as `h4` or `/h4`; nil for another tag.
    ///
    /// - Parameter name: right after its `<`.
    private static func levelOfHeading(_ html: Span<UInt8>, _ name: Int, _ end: Int) -> Int? {
        let digit = name + (name < end && html[name] == UInt8(ascii: "/") ? 2 : 1)
        guard digit + 1 < end, html[digit - 1] == UInt8(ascii: "h"),
            (UInt8(ascii: "4")...UInt8(ascii: "6")).contains(html[digit]),
            html[digit + 1] == UInt8(ascii: ">") || html[digit + 1] == UInt8(ascii: " ")
        else { return nil }
        return digit
    }
}
