import Analysis
import Comparison
import Findings
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
        var page = DashboardPage("Changed", snapshot, kind: .changed)
        let revision = since.flatMap { $0.isEmpty ? nil : $0 } ?? "HEAD"
        page.raw("<form method=\"get\" class=\"controls\"><label>Since <input name=\"since\" value=\"")
        page.text(revision)
        page.raw("\" autocapitalize=\"off\" spellcheck=\"false\"></label> <button>Compare</button></form>\n")
        guard compares else {
            page.element("p", "Another site linked here. Press Compare to see what differs.")
            return page.finished()
        }
        do {
            let changes = try await SiteDiff(since: revision, snapshot.reading, options)
            append(changes, revision, &page, snapshot, editor)
        } catch {
            page.element("p", "\(error)", attributes: [("class", "error")])
        }
        return page.finished()
    }

    private static func append(
        _ changes: SiteDiff, _ revision: String, _ page: inout DashboardPage, _ snapshot: Snapshot,
        _ editor: EditorLink
    ) {
        page.element("p", summary(changes, revision), attributes: [("class", "lead")])
        page.raw("\n")
        // Errors and the like come before long differences of texts.
        for (title, findings) in [("New findings", changes.new), ("Fixed findings", changes.fixed)]
        where !findings.isEmpty {
            page.element("h2", title)
            page.raw("\n<ul class=\"lines\">\n")
            for finding in snapshot.byCause(findings) {
                page.raw("<li>")
                page.element(
                    "b", finding.severity.rawValue, attributes: [("class", finding.severity.rawValue)])
                page.text(" \(finding.message) ")
                page.element("code", "\(finding.id)")
                page.raw("<br>")
                let (line, column) = (Int(finding.location.line), Int(finding.location.column))
                page.link("\(finding.file):\(line):\(column)", editor.address(finding.file, line, column))
                page.raw("</li>\n")
            }
            page.raw("</ul>\n")
        }
        for guide in changes.guides where !guide.isPageAlone { append(guide, &page) }
        if !changes.pagesAlone.isEmpty {
            page.raw("<h2>Pages whose twins are the same</h2>\n<ul class=\"files\">\n")
            for guide in changes.pagesAlone {
                page.raw("<li>")
                page.link(guide.title, guide.page)
                page.raw("</li>\n")
            }
            page.raw("</ul>\n")
        }
        if !changes.files.isEmpty {
            page.raw("<h2>Other files</h2>\n<ul class=\"files\">\n")
            for file in changes.files {
                page.element("li", file)
                page.raw("\n")
            }
            page.raw("</ul>\n")
        }
    }

    /// What changed, in numbers: `Since HEAD: 2 guides, 3 other files, 1 new finding.`
    private static func summary(_ changes: SiteDiff, _ revision: String) -> String {
        let numbers = [
            changes.guides.isEmpty ? nil : "\(changes.guides.count, "guide")",
            changes.files.isEmpty ? nil : "\(changes.files.count, "other file")",
            changes.new.isEmpty ? nil : "\(changes.new.count, "new finding")",
            changes.fixed.isEmpty ? nil : "\(changes.fixed.count, "fixed finding")",
        ].compactMap(\.self)
        let nothing = "Nothing that is published differs from \(revision)."
        guard !numbers.isEmpty else { return nothing }
        return (changes.isEmpty ? nothing + " " : "Since \(revision): ") + numbers.joined(separator: ", ")
            + "."
    }

    private static func append(_ guide: SiteDiff.Guide, _ page: inout DashboardPage) {
        page.raw("<section>\n<h2>")
        if guide.kind == .removed { page.text(guide.title) } else { page.link(guide.title, guide.page) }
        page.raw(" <small>\(guide.kind.rawValue)</small></h2>\n")
        if let former = guide.formerPage {
            page.element("p", "It was at \(former).")
            page.raw("\n")
        }
        if let related = guide.related {
            let (before, now) = (related.before.joined(separator: ", "), related.now.joined(separator: ", "))
            page.element("p", "Related guides were \(before.isEmpty ? "none" : before).")
            page.element("p", "Now they are \(now.isEmpty ? "none" : now).")
            page.raw("\n")
        }
        if !guide.diff.isEmpty { append(DiffLine.lines(of: guide.diff), of: guide, &page) }
        page.raw("</section>\n")
    }

    private static func append(_ lines: [DiffLine], of guide: SiteDiff.Guide, _ page: inout DashboardPage) {
        page.raw("<pre class=\"diff\" role=\"region\" tabindex=\"0\" aria-label=\"")
        page.text("Twin of \(guide.title)")
        page.raw("\">")
        for line in lines {
            let name =
                switch line.kind {
                case .removed: "del"
                case .added: "ins"
                case .same, .head: "span"
                }
            page.raw(line.kind == .head ? "<span class=\"head\">" : "<\(name)>")
            if let sign = line.sign { page.raw("<i>\(sign)</i>") }
            for piece in line.pieces {
                let text = TerminalText.line(piece.text)
                if piece.isMarked { page.element("mark", text) } else { page.text(text) }
            }
            page.raw("\n</\(name)>")
        }
        page.raw("</pre>\n")
    }
}
