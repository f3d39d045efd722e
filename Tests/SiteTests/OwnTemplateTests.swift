import TestSupport
import Testing

@testable import Support

/// Templates of a site beside those of the theme.
@Suite(.timeLimit(.minutes(15))) struct OwnTemplateTests {
    /// A name that no page has is reported in the site's own file, wherever the theme includes it.
    @Test(arguments: [
        ("footer", "<p>\n{{summry}}</p>\n", 2, 1), ("guide-item", "<li>{{titel}}</li>\n", 1, 5),
        ("head", "<title>{{#nothing-known}}x{{/nothing-known}}</title>\n", 1, 8),
    ])
    func unknownNamesAreReportedWhereTheyAre(_ name: String, _ text: String, _ line: Int, _ column: Int)
        async throws
    {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "Text."), "Templates/\(name).mustache": text],
            templates: false)
        let found = try await site.build().findings.filter { $0.id == "templates/invalid" }
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.file == "Templates/\(name).mustache")
        #expect(found.first?.location == SourceLocation(line: line, column: column))
    }

    /// Hosts tell files apart by time and size, and a page has one address with its twin: the two never have one length.
    @Test func aPageAndItsTwinDifferInLength() async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", String(repeating: "Text. ", count: 200))])
        func lengths(_ padding: Int) async throws -> (page: Int, twin: Int) {
            let text =
                "<!doctype html>\n<title>{{title}}</title>\n{{{body}}}"
                + String(repeating: "x", count: padding)
            try site.write("Templates/guide.mustache", text)
            let report = try await site.build()
            #expect(!report.hasErrors, "\(report.findings)")
            return (
                try site.read("Public/guides/a.html").utf8.count,
                try site.read("Public/guides/a.md").utf8.count
            )
        }
        let plain = try await lengths(0)
        let missing = plain.twin - plain.page
        try #require(missing > 1)
        for padding in (missing - 1)...(missing + 1) {
            let found = try await lengths(padding)
            #expect(found.page != found.twin && found.twin == plain.twin)
            #expect((found.page - plain.page - padding == 1) == (padding == missing))
        }
    }

    /// Titles of callouts are in the site's language, and those that a site gives are text, no HTML.
    @Test(arguments: [
        ("language: de", "Hinweis", "Warnung"), ("language: ar", "ملاحظة", "تحذير"),
        ("language: en-GB", "Note", "Warning"),
        ("strings: {callout-note: '<b>&', callout-warning: Watch Out}", "&lt;b&gt;&amp;", "Watch Out"),
    ])
    func calloutsAreInTheLanguage(_ settings: String, _ note: String, _ warning: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "> [!NOTE]\n> Eins.\n>\n> > [!WARNING]\n> > Zwei.\n")],
            templates: false)
        try site.write("Content/site.yml", TemporarySite.settings + settings + "\n")
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings)")
        let page = try site.read("Public/guides/a.html")
        for title in [note, warning] {
            #expect(page.contains("<p class=\"callout-title\">\(title)</p>"), "\(page)")
        }
    }
}
