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
            return PageAnchor.anchors(of: [line], in: guide)[0]
        }
        #expect(try anchor("category:") == nil)
        #expect(try anchor("Before all") == PageAnchor(heading: "", block: 0))
        #expect(try anchor("| 1 | 2 |") == PageAnchor(heading: "", block: 1))
        #expect(try anchor("## Fix Common") == PageAnchor(heading: "fix-common-issues", block: 0))
        #expect(try anchor("### Missing") == PageAnchor(heading: "missing-record", block: 0))
        #expect(try anchor("Run `dig`") == PageAnchor(heading: "missing-record", block: 2))
        #expect(try anchor("- A part.") == PageAnchor(heading: "wrong-record", block: 2))
    }
}
