import Library
import Support

/// The state of the bar and the panel of one page, made again for each request. `panel.js` reads it as JSON.
struct PanelState: Encodable, Sendable {
    var number: Int
    /// Whether the checks of the whole library are through.
    var checked: Bool
    /// The reason why the site's folders could not be read; nil where they could.
    var failure: String?
    var notices: [String]
    /// Guards what changes files.
    var token: String
    /// The number of findings of the site, by severity.
    var counts: [String: Int]
    /// Errors of the whole site, at most `mostErrors`.
    var errors: [FindingItem]
    var errorCount: Int
    /// Whether the page shows an earlier version of the guide, or of the site.
    var isHeld: Bool
    /// Whether the page says itself why it cannot be shown.
    var isStandIn: Bool
    var guide: GuideState?
    var drafts: [Draft]

    static let mostErrors = 20

    struct GuideState: Encodable, Sendable {
        var slug: String
        var title: String
        var file: String
        var editor: String
        var findings: [FindingItem]
        var twin: String
        var characters: Int
        var tokens: Int
        var linkedFrom: [Link]
        var issues: [Issue]
    }

    /// A guide that leads to this one, and how.
    struct Link: Encodable, Sendable {
        var title: String
        var page: String
        /// The number of links in its text.
        var inText: Int
        /// Whether its list of resources, or of related guides, names this one.
        var isResource: Bool
        var isRelated: Bool
    }

    struct Issue: Encodable, Sendable {
        var id: String
        var title: String
    }

    struct Draft: Encodable, Sendable {
        var title: String
        var file: String
        var editor: String
        /// Its page, where drafts are shown.
        var page: String?
    }

    /// - Parameter path: the page's address.
    init(_ snapshot: Snapshot, path: String, token: String, editor: EditorLink) {
        let reading = snapshot.reading
        let library = reading.library
        let known = snapshot.known
        number = snapshot.number
        checked = snapshot.findings != nil
        failure = snapshot.failure
        notices = reading.notices
        self.token = token
        counts = ["error": 0, "warning": 0, "note": 0]
        for finding in known { counts[finding.severity.rawValue, default: 0] += 1 }
        var items = FindingItems(reading, editor: editor)
        let slug = SiteResponder(snapshot: snapshot).slug(of: path) ?? ""
        let shownGuide = library.resolver.guidesBySlug[slug].map { library.guides[$0] }
        let failing = snapshot.byCause(snapshot.known, first: shownGuide?.files ?? []).filter {
            $0.severity == .error
        }
        errorCount = failing.count
        errors = failing.prefix(Self.mostErrors).map { items.item($0) }
        drafts =
            (reading.content.drafts.map { ($0.frontMatter.title.text, $0.file, String?.none) }
            + library.guides.indices.filter { library.guides[$0].frontMatter.isDraft }.map {
                (library.guides[$0].title, library.guides[$0].file, library.pages[$0])
            }).map { Draft(title: $0.0, file: $0.1, editor: editor.address($0.1, 1, 1), page: $0.2) }
        isStandIn = snapshot.shown == nil || snapshot.lacksPage(slug)
        isHeld = !isStandIn && (snapshot.held[slug] != nil || !reading.siteErrors.isEmpty)
        guard let guide = shownGuide, let index = library.index(ofSlug: slug) else { return }
        let own = known.filter { guide.files.contains($0.file) }
        let anchors = PageAnchor.anchors(
            of: own.map { ($0.file, Int($0.location.line)) }, in: guide, html: library.site.html)
        let twin =
            snapshot.outputs(of: slug).flatMap { try? $0.file(library.addresses.output(path, ".md")) } ?? []
        self.guide = GuideState(
            slug: slug, title: guide.title, file: guide.file, editor: editor.address(guide.file, 1, 1),
            findings: zip(own, anchors).map { items.item($0, at: $1) }, twin: library.pages[index] + ".md",
            characters: Tokens.characters(twin.span), tokens: Tokens.estimate(twin),
            linkedFrom: Self.linkedFrom(index, library),
            issues: guide.document.headings.filter(\.isIssue).map { Issue(id: $0.anchor, title: $0.text) })
    }

    private static func linkedFrom(_ index: Int, _ library: Library) -> [Link] {
        library.guides.indices.filter { $0 != index }.compactMap { other in
            let links = library.targets[other].count { target in
                if case .guide(index, _) = target { true } else { false }
            }
            let link = Link(
                title: library.guides[other].title, page: library.pages[other],
                inText: links + library.termLinks[other].count { $0.guide == index },
                isResource: library.resourceGuides[other].contains(index),
                isRelated: library.related[other].contains { $0.guide == index })
            return link.inText > 0 || link.isResource || link.isRelated ? link : nil
        }
    }
}
