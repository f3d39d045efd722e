import Foundation
import GuideKit
import Markdown

/// What the bar of a page shows: made again for each request, for one page.
struct PanelState: Encodable, Sendable {
    var number: Int
    /// Whether the checks of the whole library are through.
    var checked: Bool
    /// Why the site's folders could not be read.
    var failure: String?
    var notices: [String]
    /// Guards what changes files.
    var token: String
    /// How many findings the site has, by severity.
    var counts: [String: Int]
    /// Errors of the whole site, at most `mostErrors`.
    var errors: [Item]
    var errorCount: Int
    /// Whether the page shows an earlier version of the guide, or of the site.
    var isHeld: Bool
    var guide: GuideState?
    var drafts: [Draft]

    static let mostErrors = 20

    /// A finding with its source line.
    struct Item: Encodable, Sendable {
        var id: String
        var severity: String
        var file: String
        var line: Int
        var column: Int
        var message: String
        var help: String
        /// The line, or the part of it that matters, and what is under it.
        var source: String
        var caret: String
        var spot: Spot?
        /// The address that opens an editor there.
        var editor: String
        var isFixable: Bool
        /// The page of the guide that it is about, if there is one.
        var page: String?
    }

    struct GuideState: Encodable, Sendable {
        var slug: String
        var title: String
        var file: String
        var editor: String
        var findings: [Item]
        var twin: String
        var characters: Int
        var tokens: Int
        var linkedFrom: [Link]
        var issues: [Issue]
    }

    struct Link: Encodable, Sendable {
        var title: String
        var page: String
        /// `prose`, `related` or `resource`.
        var kind: String
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
        var lines = SourceLines(site: reading.site, reading)
        func items(_ findings: [Finding], spots: [Spot?] = []) -> [Item] {
            findings.enumerated().map { index, finding in
                let scalars = lines.scalars(Int(finding.location.line), of: finding.file)
                let excerpt = TextReport.excerpt(of: scalars, around: Int(finding.location.column) - 1)
                let width = TerminalText.line(excerpt.before).count
                let page = library.index(ofFile: finding.file).map { library.pages[$0] }
                return Item(
                    id: finding.id, severity: finding.severity.rawValue, file: finding.file,
                    line: Int(finding.location.line), column: Int(finding.location.column),
                    message: TerminalText.line(finding.message), help: TerminalText.line(finding.help),
                    source: TerminalText.line(excerpt.text),
                    caret: scalars.isEmpty
                        ? ""
                        : String(repeating: " ", count: width)
                            + TextReport.underline(finding, scalars, shown: excerpt.shown),
                    spot: spots.isEmpty ? nil : spots[index],
                    editor: editor.address(finding.file, Int(finding.location.line), Int(finding.location.column)),
                    isFixable: finding.fix?.isSafe ?? false, page: page)
            }
        }
        let failing = known.filter { $0.severity == .error }
        errorCount = failing.count
        errors = items(Array(failing.prefix(Self.mostErrors)))
        drafts =
            (reading.content.drafts.map { ($0.frontMatter.title.text, $0.file, String?.none) }
            + library.guides.indices.filter { library.guides[$0].frontMatter.isDraft }.map {
                (library.guides[$0].title, library.guides[$0].file, library.pages[$0])
            }).map { Draft(title: $0.0, file: $0.1, editor: editor.address($0.1, 1, 1), page: $0.2) }
        let slug = SiteResponder(snapshot: snapshot).slug(of: path) ?? ""
        isHeld = snapshot.held[slug] != nil || !reading.siteErrors.isEmpty
        guard let index = library.index(ofSlug: slug), library.guides[index].slug == slug else { return }
        let guide = library.guides[index]
        let own = known.filter { $0.file == guide.file }
        let spots = library.spots(of: own.map { Int($0.location.line) }, in: index)
        let twin =
            snapshot.outputs(of: slug).flatMap { try? $0.file(library.addresses.output(path, ".md")) } ?? []
        self.guide = GuideState(
            slug: slug, title: guide.title, file: guide.file, editor: editor.address(guide.file, 1, 1),
            findings: items(own, spots: spots), twin: library.pages[index] + ".md",
            characters: Tokens.characters(twin), tokens: Tokens.estimate(twin),
            linkedFrom: Self.linkedFrom(index, library),
            issues: guide.document.headings.filter(\.isIssue).map { Issue(id: $0.anchor, title: $0.text) })
    }

    private static func linkedFrom(_ index: Int, _ library: Library) -> [Link] {
        func link(_ other: Int, _ kind: String) -> Link {
            Link(title: library.guides[other].title, page: library.pages[other], kind: kind)
        }
        let others = library.guides.indices.filter { $0 != index }
        return library.mentionedBy[index].map { link($0, "prose") }
            + others.filter { library.resourceGuides[$0].contains(index) }.map { link($0, "resource") }
            + others.filter { library.related[$0].contains { $0.guide == index } }.map { link($0, "related") }
    }
}

/// Makes the address that opens an editor at a line of a file.
package struct EditorLink: Sendable {
    /// `{path}`, `{line}` and `{column}` are filled in.
    let template: String
    let site: String

    /// How VS Code is addressed.
    package static let visualStudioCode = "vscode://file{path}:{line}:{column}"

    package init(_ template: String, site: String) {
        self.template = template
        self.site = Disk.realPath(site) ?? site
    }

    func address(_ file: String, _ line: Int, _ column: Int) -> String {
        let path = PercentEncoding.encode("\(site)/\(file)", .path)
        return template.replacingOccurrences(of: "{path}", with: path)
            .replacingOccurrences(of: "{line}", with: String(line))
            .replacingOccurrences(of: "{column}", with: String(column))
    }
}
