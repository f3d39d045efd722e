import Library
import Markdown
import Support

/// The list of a guide's issues before the first of them, with what the checker saw, on the page alone: all of it is
/// below in full, and agents have the catalog.
enum IssueList {
    /// - Parameters:
    ///   - texts: what the issues say, in the same order.
    ///   - page: the body of the page, from which `texts` were read.
    static func insert(
        _ issues: [Issue], _ texts: [IssueText], into page: ByteWriter, _ writer: TemplateFiller
    ) {
        guard issues.count > 1, let first = texts.first else { return }
        let list = writer.list(Array(zip(issues, texts)), .issueItem) { values, entry in
            let (issue, text) = entry
            values.set(.title, issue.heading.text)
            values.set(.url, "#" + issue.anchor)
            values.set(.note, text.signal)
        }
        var values = TemplateFiller.Values(.issueList)
        values.set(.issues, list)
        page.insert(writer.page(values), at: first.start)
    }
}
