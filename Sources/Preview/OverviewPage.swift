import Findings
import Library

/// All guides in one table, to be sorted and filtered, what is wrong with the site, and the map of its links.
enum OverviewPage {
    static func make(_ snapshot: Snapshot, editor: EditorLink) -> [UInt8] {
        let library = snapshot.reading.library
        let links = LinkMap.links(library)
        var page = DashboardPage("Overview", snapshot, kind: .overview)
        if let failure = snapshot.failure { page.element("p", failure, attributes: [("class", "error")]) }
        page.element(
            "p",
            "\(library.guides.count, "guide"), \(links.count, "link") between them, \(snapshot.known.count, "finding")"
                + (snapshot.findings == nil ? " so far; the checks are running." : "."),
            attributes: [("class", "lead")])
        page.raw("\n")
        let known = snapshot.byCause(snapshot.known)
        let errors = known.filter { $0.severity == .error }
        if !errors.isEmpty {
            page.element("h2", snapshot.shown == nil ? "The site cannot be shown yet" : "Errors")
            page.raw("\n")
            page.errors(errors, snapshot, editor, at: "/_guides/")
        }
        appendTable(snapshot, links, &page, editor)
        let others = known.filter { $0.severity != .error && library.index(ofFile: $0.file) == nil }
        if !others.isEmpty {
            page.raw("<h2>Findings in other files</h2>\n")
            var items = FindingItems(snapshot.reading, editor: editor)
            page.findings(others.map { items.item($0) })
        }
        page.raw("<h2>How guides link</h2>\n")
        page.raw("<div class=\"frame map\" role=\"region\" aria-label=\"Map of links\" tabindex=\"0\">")
        page.raw(LinkMap.svg(library))
        page.raw("</div>\n")
        return page.finished()
    }

    /// The columns with the kind by which each is sorted.
    private static let columns = [
        ("Guide", "text"), ("Errors", "number"), ("Warnings", "number"), ("Notes", "number"),
        ("Category", "text"), ("Related", "number"), ("Linked from", "number"), ("Minutes", "number"),
        ("Updated", "date"), ("File", "text"),
    ]

    private static func appendTable(
        _ snapshot: Snapshot, _ links: [(from: Int, to: Int)], _ page: inout DashboardPage,
        _ editor: EditorLink
    ) {
        let library = snapshot.reading.library
        let known = Dictionary(grouping: snapshot.known, by: \.file)
        var reached = [Int](repeating: 0, count: library.guides.count)
        for (_, to) in links { reached[to] += 1 }
        page.raw("<h2>Guides</h2>\n")
        page.raw("<p class=\"controls\"><label>Filter <input type=\"search\" id=\"filter\"></label>\n")
        page.raw("<label><input type=\"checkbox\" id=\"faulty\"> Only with findings</label>\n")
        page.raw("<output id=\"shown\" for=\"filter faulty\"></output></p>\n")
        page.raw("<div class=\"frame\" role=\"region\" aria-label=\"Guides\" tabindex=\"0\">")
        page.raw("<table id=\"guides\">\n<thead><tr>")
        for (name, kind) in columns {
            page.raw(
                "<th scope=\"col\" class=\"\(kind)\"><button type=\"button\">\(name)</button></th>")
        }
        page.raw("</tr></thead>\n<tbody>\n")
        for (index, guide) in library.guides.enumerated() {
            appendRow(index, library, known[guide.file] ?? [], reached: reached[index], &page, editor)
        }
        page.raw("</tbody>\n</table></div>\n")
    }

    private static func appendRow(
        _ index: Int, _ library: Library, _ found: [Finding], reached: Int, _ page: inout DashboardPage,
        _ editor: EditorLink
    ) {
        let guide = library.guides[index]
        page.raw("<tr><th scope=\"row\">")
        page.link(guide.title, library.pages[index])
        if guide.frontMatter.isDraft { page.raw(" <small>draft</small>") }
        if !guide.isListed { page.raw(" <small>unlisted</small>") }
        page.raw("</th>")
        for severity in [Severity.error, .warning, .note] {
            let count = found.count { $0.severity == severity }
            append(count, count == 0 ? "none" : severity.rawValue, &page)
        }
        page.element("td", library.site.category(guide.frontMatter.category.text)?.title.text ?? "none")
        let related = library.related[index].count
        let hasFew = related < Library.wantedRelated
        append(
            related, hasFew ? "warning" : "", why: "fewer than \(Library.wantedRelated) related guides", &page
        )
        append(reached, reached == 0 ? "error" : "", why: "no other guide leads here", &page)
        append(library.readingMinutes(of: index), "", &page)
        page.element("td", guide.updated.map { "\($0)" } ?? "", attributes: [("class", "date")])
        page.raw("<td>")
        page.link(guide.pathInGuides, editor.address(guide.file, 1, 1))
        page.raw("</td></tr>\n")
    }

    /// - Parameters:
    ///   - mood: the class of a number that is worth a look; empty where it is as it should be.
    ///   - reason: why it is worth a look.
    private static func append(
        _ number: Int, _ mood: String, why reason: String = "", _ page: inout DashboardPage
    ) {
        var attributes = [("class", mood.isEmpty ? "number" : "number \(mood)")]
        if !mood.isEmpty, !reason.isEmpty { attributes.append(("title", reason)) }
        page.element("td", "\(number)", attributes: attributes)
    }
}
