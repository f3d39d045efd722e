import Library
import Markdown
import Support

/// The list of a guide's issues before the first of them, on the page alone: all of them are below, and agents have the
/// catalog.
enum IssueList {
    /// - Parameters:
    ///   - texts: what the issues say, in the same order.
    ///   - page: the body of the page, from which `texts` were read.
    ///   - checker: the path of the page that checks a domain, where the site has one.
    static func insert(
        _ issues: [Issue], _ texts: [IssueText], into page: ByteWriter, _ writer: TemplateFiller,
        checker: String?
    ) {
        let checker = checker.flatMap { link(to: $0, issues) } ?? ""
        guard issues.count > 1 || !checker.isEmpty, let first = texts.first else { return }
        let list =
            issues.count < 2
            ? []
            : writer.list(
                issues.map { TemplateFiller.Item(title: $0.heading.text, url: "#" + $0.anchor) }, .issueItem)
        var values = TemplateFiller.Values(.issueList)
        values.set(.issues, list)
        values.set(.url, checker)
        page.insert(writer.page(values), at: first.start)
    }

    /// The address of the page that checks what results of it lead here.
    private static func link(to path: String, _ issues: [Issue]) -> String? {
        let states = issues.flatMap { $0.details?.check?.claimed ?? [] }
        var kinds: [String] = []
        for state in states {
            let kind = String(state.text.prefix { $0 != "/" })
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        let only = kinds.map { PercentEncoding.encode($0, .location) }.joined(separator: ",")
        return kinds.isEmpty ? nil : "\(path)?only=\(only)"
    }
}
