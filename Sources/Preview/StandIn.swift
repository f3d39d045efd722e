import Findings
import Reports
import Support

/// What is in the place of a page that cannot be shown: the reason, and the findings to fix.
struct StandIn {
    private let snapshot: Snapshot
    private let path: String
    private let title: String
    private let reason: String
    private let errors: [Finding]

    /// - Parameter path: that of the page.
    init(_ snapshot: Snapshot, path: String) {
        (self.snapshot, self.path) = (snapshot, path)
        let errors = snapshot.byCause(snapshot.known).filter { $0.severity == .error }
        let slug = SiteResponder(snapshot: snapshot).slug(of: path) ?? ""
        guard snapshot.lacksPage(slug) else {
            title = "The site cannot be shown yet"
            reason =
                "Its settings, terms or templates have errors. Fix them, and the site appears here by itself."
            self.errors = errors
            return
        }
        let library = snapshot.site.library
        let files = library.resolver.guidesBySlug[slug].map { library.guides[$0].files } ?? []
        title = "This guide cannot be shown yet"
        reason = "It has no title that can be read. Fix what is wrong, and the guide appears here by itself."
        self.errors = errors.filter { files.contains($0.file) }
    }

    /// - Parameter type: the media type that is asked for: that of markdown or HTML.
    func body(_ type: String, _ editor: EditorLink) -> [UInt8] {
        guard !type.hasPrefix("text/markdown") else {
            let lines = errors.prefix(PanelState.mostErrors).map { "- \(FindingText.line($0))\n" }
            return Array(TerminalText.lines("# \(title)\n\n\(reason)\n\n\(lines.joined())").utf8)
        }
        var page = DashboardPage(title, snapshot, kind: .standIn)
        page.element("p", reason, attributes: [("class", "lead")])
        page.errors(errors, snapshot, editor, at: path)
        return page.finished()
    }
}
