import Findings
import Library

/// All guides in one table, to be sorted and filtered, and the map of their links.
enum OverviewPage {
    static func make(_ snapshot: Snapshot, editor: EditorLink) -> [UInt8] {
        let library = snapshot.reading.library
        let links = LinkMap.links(library)
        var page = DashboardPage(library.site.name.isEmpty ? "Overview" : library.site.name)
        page.raw("<p>")
        page.text(
            "\(library.guides.count, "guide"), \(links.count, "link") between them, \(snapshot.known.count, "finding")"
                + (snapshot.findings == nil ? " so far; the checks are running." : "."))
        page.raw("</p>\n<p class=\"filters\"><label>Filter <input type=\"search\" id=\"filter\"></label> ")
        page.raw("<label><input type=\"checkbox\" id=\"faulty\"> only with findings</label> ")
        page.raw("<output id=\"shown\" for=\"filter faulty\"></output></p>\n")
        appendTable(snapshot, links, &page, editor)
        appendOtherFindings(snapshot, &page, editor)
        page.raw("<h2>How guides link</h2>\n<div class=\"frame map\">")
        page.raw(LinkMap.svg(library))
        page.raw("</div>\n")
        return page.finished()
    }

    /// The columns with the kind by which each is sorted.
    private static let columns = [
        ("Guide", "text"), ("Category", "text"), ("Errors", "number"), ("Warnings", "number"),
        ("Notes", "number"), ("Related", "number"), ("Linked from", "number"), ("Minutes", "number"),
        ("Changed", "text"), ("File", "text"),
    ]

    private static func appendTable(
        _ snapshot: Snapshot, _ links: [(from: Int, to: Int)], _ page: inout DashboardPage,
        _ editor: EditorLink
    ) {
        let library = snapshot.reading.library
        let known = Dictionary(grouping: snapshot.known, by: \.file)
        var reached = [Int](repeating: 0, count: library.guides.count)
        for (_, to) in links { reached[to] += 1 }
        page.raw("<div class=\"frame\" tabindex=\"0\"><table id=\"guides\">\n<thead><tr>")
        for (name, kind) in columns {
            page.raw("<th scope=\"col\" data-kind=\"\(kind)\"><button type=\"button\">\(name)</button></th>")
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
        page.link(guide.title.isEmpty ? guide.slug : guide.title, library.pages[index])
        if guide.frontMatter.isDraft { page.raw(" <small>draft</small>") }
        if !guide.isListed { page.raw(" <small>unlisted</small>") }
        page.raw("</th>")
        page.element("td", library.site.category(guide.frontMatter.category.text)?.title.text ?? "none")
        for severity in [Severity.error, .warning, .note] {
            let count = found.count { $0.severity == severity }
            page.raw("<td class=\"\(count == 0 ? "none" : severity.rawValue)\">\(count)</td>")
        }
        let related = library.related[index].count
        page.raw(
            "<td\(related < Library.wantedRelated ? " class=\"warning\" title=\"fewer than \(Library.wantedRelated) related guides\"" : "")>\(related)</td>"
        )
        page.raw(
            "<td\(reached == 0 ? " class=\"error\" title=\"no other guide leads here\"" : "")>\(reached)</td>"
        )
        page.raw("<td>\(library.readingMinutes(of: index))</td>")
        page.element("td", guide.updated.map { "\($0)" } ?? "")
        page.raw("<td>")
        page.link(guide.pathInGuides, editor.address(guide.file, 1, 1))
        page.raw("</td></tr>\n")
    }

    private static func appendOtherFindings(
        _ snapshot: Snapshot, _ page: inout DashboardPage, _ editor: EditorLink
    ) {
        let library = snapshot.reading.library
        let others = snapshot.known.filter { library.index(ofFile: $0.file) == nil }
        guard !others.isEmpty else { return }
        page.raw("<h2>Findings in other files</h2>\n<ul>\n")
        for finding in others {
            page.raw("<li class=\"\(finding.severity.rawValue)\">")
            page.location(finding, editor)
            page.text(" \(finding.severity.rawValue): \(finding.message)")
            page.raw("</li>\n")
        }
        page.raw("</ul>\n")
    }
}
