import Library
import Markdown
import Support

/// The list of a guide's issues before the first of them, on the page alone: all of them are below, and agents have the
/// catalog.
enum IssueList {
    /// - Parameters:
    ///   - texts: what the issues say, in the same order.
    ///   - page: the body of the page, from which `texts` were read.
    static func insert(
        _ issues: [Issue], _ texts: [IssueText], into page: ByteWriter, _ writer: TemplateFiller
    ) {
        guard issues.count > 1, let first = texts.first else { return }
        let list = writer.list(
            issues.map { TemplateFiller.Item(title: $0.heading.text, url: "#" + $0.anchor) }, .issueItem)
        var values = TemplateFiller.Values(.issueList)
        values.set(.issues, list)
        page.insert(writer.page(values), at: first.start)
    }
}
