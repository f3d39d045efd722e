import Analysis
import Comparison
import Support

/// The page of what a branch changes, as `guides changed` tells it, with links.
enum ChangedPage {
    /// - Parameters:
    ///   - since: the revision to compare with; nil before one was asked for.
    ///   - compares: whether to compare at once, or when the editor asks for it.
    static func make(
        _ snapshot: Snapshot, since: String?, _ options: AnalyzedSite.Options, editor: EditorLink,
        compares: Bool
    ) async -> [UInt8] {
        var page = DashboardPage("Changed")
        let revision = since.flatMap { $0.isEmpty ? nil : $0 } ?? "HEAD"
        page.raw("<form method=\"get\"><label>Since <input name=\"since\" value=\"")
        page.text(revision)
        page.raw("\"></label> <button>Compare</button></form>\n")
        guard compares else {
            page.element("p", "Another site linked here. Press Compare to see what differs.")
            return page.finished()
        }
        do {
            let changes = try await SiteDiff(since: revision, snapshot.reading, options)
            append(changes, revision, &page, editor)
        } catch {
            page.element("p", "\(error)", attributes: [("class", "error")])
        }
        return page.finished()
    }

    private static func append(
        _ changes: SiteDiff, _ revision: String, _ page: inout DashboardPage, _ editor: EditorLink
    ) {
        if changes.isEmpty { page.element("p", "Nothing that is published differs from \(revision).") }
        for guide in changes.guides where !guide.isPageAlone {
            page.raw("<h2>\(guide.kind.rawValue.capitalized): ")
            if guide.kind == .removed { page.text(guide.title) } else { page.link(guide.title, guide.page) }
            page.raw("</h2>\n")
            if let former = guide.formerPage { page.element("p", "It was at \(former).") }
            if let related = guide.related {
                page.element(
                    "p",
                    "Related guides: \(related.before.joined(separator: ", ")) → \(related.now.joined(separator: ", "))"
                )
            }
            page.raw("<pre class=\"diff\" tabindex=\"0\">")
            for line in guide.diff.lines.dropLast() {
                let kind = line.hasPrefix("+") ? "ins" : line.hasPrefix("-") ? "del" : "span"
                page.element(kind, TerminalText.line(line) + "\n")
            }
            page.raw("</pre>\n")
        }
        if !changes.pagesAlone.isEmpty {
            page.raw("<p>Pages whose twins are the same: ")
            for (number, guide) in changes.pagesAlone.enumerated() {
                if number > 0 { page.raw(", ") }
                page.link(guide.title, guide.page)
            }
            page.raw("</p>\n")
        }
        if !changes.files.isEmpty {
            page.element("p", "Other files: \(changes.files.joined(separator: ", "))")
        }
        for (title, findings) in [("New findings", changes.new), ("Fixed findings", changes.fixed)]
        where !findings.isEmpty {
            page.element("h2", title)
            page.raw("<ul>\n")
            for finding in findings {
                page.raw("<li class=\"\(finding.severity.rawValue)\">")
                page.location(finding, editor)
                page.text(" \(finding.severity.rawValue): \(finding.message) [\(finding.id)]")
                page.raw("</li>\n")
            }
            page.raw("</ul>\n")
        }
    }
}
