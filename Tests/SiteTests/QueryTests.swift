import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import OutputChecks
@testable import Rendering
@testable import Search
@testable import Theming

/// A query of `queries.yml` is answered where one of its answers is among the first three results, and nowhere else.
@Suite(.timeLimit(.minutes(15))) struct QueryTests {
    /// A site of which each part has the word that is asked for, at another place.
    private static func site() throws -> TemporarySite {
        let issues =
            "\n\n## Fix Common Issues\n\n### Zebra Lost\n\nNo zebra.\n\n1. Look.\n\n### Stripes Lost\n\nNo zebra.\n\n1. Look."
        return try TemporarySite(
            [
                "Content/terms.yml": "- {term: Zebra, guide: none, definition: A horse.}\n",
                "title-1.md": RankingTests.guide("Zebra"), "title-2.md": RankingTests.guide("Zebra Care"),
                "title-3.md": RankingTests.guide("Care for Zebra", more: "aliases: [former]"),
                "keyword.md": RankingTests.guide("Hooves", more: "keywords: [zebra]"),
                "heading.md": RankingTests.guide("Manes", "Text.\n\n## Zebra\n\nMore."),
                "summary.md": RankingTests.guide("Tails").replacing("Something.", with: "About a zebra."),
                "resource.md": RankingTests.guide(
                    "Ears", more: "resources: [{title: Zebra, url: 'https://example.com/'}]"),
                "issue.md": RankingTests.guide(
                    "Coats", more: "issues: [{issue: stripes-lost, former-ids: [lines-lost]}]",
                    "Text." + issues),
            ], templates: false)
    }

    private static let queries = ["zebra", "lost zebra", "zebra care", "hooves", "stripes lost"]

    /// What may be given as an answer, and the address that it then has.
    private static let answers = [
        "title-1": "/guides/title-1", "title-2": "/guides/title-2", "title-3": "/guides/title-3",
        "former": "/guides/title-3", "keyword": "/guides/keyword", "heading": "/guides/heading",
        "summary": "/guides/summary", "resource": "/guides/resource", "issue": "/guides/issue",
        "zebra-lost": "/guides/issue#zebra-lost", "stripes-lost": "/guides/issue#stripes-lost",
        "lines-lost": "/guides/issue#stripes-lost", "glossary#zebra": "/guides/glossary#zebra",
    ]

    /// Whether a result is an answer; any part of a guide is an answer where the guide is asked for.
    private static func isAnswer(_ result: String, _ answer: String) -> Bool {
        result == answer || !answer.contains("#") && result.hasPrefix(answer + "#")
    }

    @Test(arguments: queries) func theFirstThreeResultsCount(_ query: String) async throws {
        let site = try Self.site()
        let results = try await RankingTests.search(site).results(query, most: 20).map(\.url)
        #expect(results.count > (["hooves", "stripes lost"].contains(query) ? 0 : 3), "\(results)")
        // Each answer by itself, and each beside one that is no result at all.
        let rows = Self.answers.keys.sorted().flatMap { [[$0], [$0, "heading"]] }
        try site.write(
            "Content/queries.yml",
            rows.map { row in
                let finds = row.map { "'\($0)'" }.joined(separator: ", ")
                return "- {query: \(query), finds: [\(finds)]}\n"
            }.joined())
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        let files = try await reading.publishedFiles().map { OutputFile($0.key, $0.value) }
        var missed: Set<[String]> = []
        var moved = 0
        for fault in try await SearchAcceptance(reading, index: files, jobs: 2).faults {
            switch fault {
            case .missed(let query, let found):
                missed.insert(query.finds.map { $0.text })
                // What was found instead is named.
                #expect(found.count == min(3, results.count), "\(found)")
            case .moved(let name, let slug):
                moved += 1
                #expect(name.text == "former" && slug == "title-3")
            default: Issue.record("\(fault)")
            }
        }
        #expect(moved == 2)
        for row in rows {
            let urls = row.compactMap { Self.answers[$0] }
            let isFound = results.prefix(3).contains { result in
                urls.contains { Self.isAnswer(result, $0) }
            }
            #expect(missed.contains(row) != isFound, "\(row): \(results)")
        }
    }
}
