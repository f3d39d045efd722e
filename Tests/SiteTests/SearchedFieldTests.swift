import TestSupport
import Testing

@testable import Search

/// Everything that a guide, an issue and a term say in a list is found, not the first of it alone.
@Suite(.timeLimit(.minutes(15))) struct SearchedFieldTests {
    /// Everything that is in the index of a guide or an issue: the first of its kind, the second and the last.
    @Test func eachOfItsKindIsFound() async throws {
        func words(_ name: String) -> [String] { ["First", "Second", "Third"].map { "\(name)\($0)x" } }
        func list(_ name: String) -> String { words(name).joined(separator: ", ") }
        let resources = words("Link").map { "{title: \($0), url: 'https://example.com/\($0)', note: N.}" }
        let site = try TemporarySite(
            [
                "all.md": RankingTests.guide(
                    "Everything Titleword",
                    more: """
                        keywords: [\(list("Key"))]
                        resources: [\(resources.joined(separator: ", "))]
                        issues: [{issue: oddword, former-ids: [\(list("id").lowercased())], matches: [\(list("Match"))]}]
                        """,
                    words("Head").map { "## \($0)\n\nText.\n\n### Sub\($0)\n\nText.\n\n" }.joined()
                        + "## Fix Common Issues\n\n### Oddword\n\nIt saw Signalx.\n\n1. Look."
                ).replacing("Something.", with: "About \(words("Sum").joined(separator: " and "))."),
                "other.md": RankingTests.guide("Other", "Text."),
                "Content/terms.yml":
                    "- {term: Termx, guide: all, synonyms: [\(list("Syn"))], definition: About \(words("Def").joined(separator: " ")).}\n",
            ], templates: false)
        let search = try await RankingTests.search(site)
        func holds(_ all: [String], _ address: String) throws {
            for word in all {
                let found = try search.results(word.lowercased(), most: 20).map(\.url)
                #expect(found.contains(address), "\(word): \(found)")
            }
        }
        let ofGuide =
            ["Key", "Link", "Head", "SubHead", "Sum", "Syn"].flatMap(words) + ["Titleword", "Termx"]
        try holds(ofGuide, "/guides/all")
        try holds(["id", "Match"].flatMap(words) + ["Oddword", "Signalx"], "/guides/all#oddword")
        try holds(["Syn", "Def"].flatMap(words) + ["Termx"], "/guides/glossary#termx")
        #expect(try search.results("nothingx", most: 20).isEmpty)
    }
}
