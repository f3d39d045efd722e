import TestSupport
import Testing

@testable import Analysis
@testable import Preview

@Suite(.timeLimit(.minutes(15))) struct PageAnchorTests {
    @Test func findsLinesOnThePage() async throws {
        let folder = try TemporarySite(["a.md": TemporarySite.guide("Alpha", TemporarySite.twoIssues)])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let guide = try await AnalyzedSite(options).library.guides[0]
        let lines = try folder.read("Content/guides/a.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        func anchor(_ text: String) throws -> PageAnchor? {
            let line = try #require(lines.firstIndex { $0.contains(text) }) + 1
            return PageAnchor.anchors(of: [(guide.file, line)], in: guide, html: .all)[0]
        }
        #expect(try anchor("category:") == nil)
        #expect(try anchor("Before all") == PageAnchor(heading: "", block: 0))
        #expect(try anchor("| 1 | 2 |") == PageAnchor(heading: "", block: 1))
        #expect(try anchor("## Fix Common") == PageAnchor(heading: "fix-common-issues", block: 0))
        #expect(try anchor("### Missing") == PageAnchor(heading: "missing-record", block: 0))
        #expect(try anchor("Run `dig`") == PageAnchor(heading: "missing-record", block: 2))
        #expect(try anchor("- A part.") == PageAnchor(heading: "wrong-record", block: 2))
    }

    /// Lines around comments and included files, lines of these, and headings with an id of their own.
    @Test func findsLinesOfTextsThatArePutTogether() async throws {
        let folder = try TemporarySite([
            "Content/includes/steps.md": "One.\n\n## Steps {#own}\n\nTwo.\n\nThree {{value: v}}.",
            "a.md": TemporarySite.guide(
                "Alpha",
                "First.\n\n<!-- one\ntwo\nthree -->\n\n## Part {#part}\n\n{{include: steps.md}}\n\nLast."),
        ])
        try folder.write("Content/site.yml", TemporarySite.settings + "values: {v: x}\n")
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let guide = try await AnalyzedSite(options).library.guides[0]
        func anchor(_ file: String, _ text: String) throws -> PageAnchor? {
            let lines = try folder.read(file).split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.hasPrefix(text) }) + 1
            return PageAnchor.anchors(of: [(file, line)], in: guide, html: .all)[0]
        }
        let included = "Content/includes/steps.md"
        #expect(try anchor(guide.file, "First.") == PageAnchor(heading: "", block: 0))
        #expect(try anchor(guide.file, "## Part") == PageAnchor(heading: "part", block: 0))
        #expect(try anchor(included, "One.") == PageAnchor(heading: "part", block: 1))
        #expect(try anchor(included, "## Steps") == PageAnchor(heading: "own", block: 0))
        #expect(try anchor(included, "Three") == PageAnchor(heading: "own", block: 2))
        #expect(try anchor(guide.file, "Last.") == PageAnchor(heading: "own", block: 3))
    }
}
