import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Rendering
@testable import Search
@testable import Theming

/// What guides say, wherever they say it, finds them.
@Suite(.timeLimit(.minutes(15))) struct SearchedTextTests {
    private static let body = """
        It was delayed in a queue. **Bold** words, `coded` ones, Straße and C++.

        > A quoted word.

        | tag | meaning |
        | --- | --- |
        | `p=none` | Celled text, S3140 and AS(42004). |

        ```
        fenced ~all _dmarc 4.7.27
        ```

        1. Listed first.
           - Nested second.

        It isn’t five o’clock, and the wake‑up call is ten-ish.

        Emoji: 🚀launched, 👍🏽thumbed, ⚠️warned and done✅ticked.

        A [linked](https://example.com/unseen) word, &lt;escaped&gt;, and a note.[^1]

        [^1]: Footnoted word.

        ## Fix Common Issues

        ### Hinge Squeaks

        The checker saw rusting.

        1. Lubricate it.

        Tailword.

        """

    @Test(
        arguments: [
            "delayed", "delay", "bold", "coded", "strasse", "straße", "c++", "quoted", "celled", "p=none",
            "S3140",
            "42004", "AS(42004)", "fenced", "~all", "_dmarc", "4.7.27", "listed", "nested", "linked",
            "escaped",
            "footnoted", "launched", "thumbed", "warned", "ticked", "🚀launched", "⚠️warned", "👍🏽thumbed ",
            "o'clock", "o’clock", "oclock", "wake-up", "wake‑up", "wakeup", "ten‐ish",
        ].flatMap { word in [word, word.uppercased()] })
    func eachPartOfATextIsFound(_ word: String) async throws {
        let site = try TemporarySite([
            "a.md": RankingTests.guide("Alpha", Self.body), "b.md": RankingTests.guide("Beta"),
        ])
        let search = try await RankingTests.search(site)
        #expect(try search.results(word + " ", most: 5).first?.url == "/guides/a", "\(word)")
    }

    @Test(arguments: ["rusting", "lubricate", "tailword"]) func issuesAreFoundByTheirTexts(_ word: String)
        async throws
    {
        let site = try TemporarySite(["a.md": RankingTests.guide("Alpha", Self.body)])
        let search = try await RankingTests.search(site)
        #expect(
            try search.results(word + " ", most: 5).map(\.url) == ["/guides/a#hinge-squeaks"])
    }

    /// Words that most texts have are passed over by the site's language: `will` is one in English, and says something in German.
    @Test(arguments: [
        ("en", "will", false), ("en", "der", true), ("de", "will", true), ("de", "der", false),
        ("de-AT", "FÜR", false), ("fr", "für", true), ("fr", "être", false), ("es", "más", false),
        ("pt", "não", false), ("ar", "هذا", false), ("ja", "です", false), ("pl", "the", true),
        ("pl", "the will", true),
    ])
    func wordsOfMostTextsAreThoseOfTheLanguage(_ language: String, _ word: String, _ isFound: Bool)
        async throws
    {
        let text = "will der für être más não هذا です the."
        let site = try TemporarySite([
            "a.md": RankingTests.guide("Alpha", text), "b.md": RankingTests.guide("Server", "Text."),
        ])
        let search = try await RankingTests.search(site, language: language)
        // Beside another word it adds nothing where it is passed over.
        let found = try search.results(word + " server", of: .guide, most: 5).map(\.url)
        #expect(Set(found) == (isFound ? ["/guides/a", "/guides/b"] : ["/guides/b"]), "\(found)")
    }

    /// What no reader sees finds nothing.
    @Test(arguments: ["unseen", "strong", "href", "td"]) func markupIsNotFound(_ word: String) async throws {
        let site = try TemporarySite(["a.md": RankingTests.guide("Alpha", Self.body)])
        #expect(try await RankingTests.search(site).results(word + " ", most: 5).isEmpty)
    }

    @Test(arguments: [("weather", "/guides/categories/one"), ("rainy", "/guides/categories/one")])
    func categoriesAreFound(_ word: String, _ url: String) async throws {
        let site = try TemporarySite([
            "a.md": RankingTests.guide("Alpha"),
            "Content/site.yml": TemporarySite.settings.replacing(
                "title: Category One", with: "title: Weather"
            ).replacing(
                "summary: The first.", with: "summary: On rainy days."),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let search = try await RankingTests.search(try await AnalyzedSite(options))
        #expect(try search.results(word + " ", most: 5).first?.url == url)
    }

    /// The words of a guide that is mentioned often come before those of one that mentions them once, and a short text that
    /// has a word comes before a long one.
    @Test func textsAreWeighedByCountAndLength() async throws {
        let filler = (0..<400).map { "filler\($0)" }.joined(separator: " ")
        let site = try TemporarySite([
            "often.md": RankingTests.guide("Alpha", "zebra zebra zebra zebra. \(filler)"),
            "once.md": RankingTests.guide("Beta", "zebra. \(filler) \(filler)"),
            "short.md": RankingTests.guide("Gamma", "zebra zebra zebra zebra."),
        ])
        let found = try await RankingTests.search(site).results("zebra ", most: 5).map(\.url)
        #expect(found.last == "/guides/once" && found.count == 3, "\(found)")
    }

    /// The index does not depend on which worker reads which guide.
    @Test func theIndexIsTheSameWithAnyNumberOfWorkers() async throws {
        let site = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: (0..<60).map { number in
                    (
                        "g\(number).md",
                        RankingTests.guide("Title \(number)", "own\(number) shared\(number % 7) all")
                    )
                }))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        var made: Set<[String]> = []
        for jobs in [1, 2, 3, 8] {
            let result = try await Rendering(reading, jobs: jobs).write(
                to: DiscardingSink(), kinds: [.searchIndex], keeping: [OutputKind.searchIndex.name],
                addsFiles: false)
            made.insert(
                result.kept.map { "\($0.path) \(String(decoding: $0.bytes, as: UTF8.self))" }.sorted())
        }
        #expect(made.count == 1)
    }

    /// Of the queries that say where they were seen, a third are set aside, whatever else is changed.
    @Test func aThirdOfTheQueriesThatWereSeenAreSetAside() async throws {
        let site = try TemporarySite(["a.md": RankingTests.guide("Alpha")])
        let queries = (0..<600).map { "question number \($0)" }
        try site.write(
            "Content/queries.yml",
            queries.map { "- {query: \($0), finds: a, seen: 'https://example.com/\($0.hashValue)'}\n" }
                .joined()
                + "- {query: question number 1, finds: a}\n- {query: alpha, finds: a}\n")
        var options = AnalyzedSite.Options()
        options.site = site.path
        let read = try await AnalyzedSite(options).content.queries
        let aside = read.filter(\.isSetAside).map(\.text.text)
        #expect((170...230).contains(aside.count), "\(aside.count)")
        #expect(read.suffix(2).allSatisfy { !$0.isSetAside })
        // The hash is a promise: a question that is set aside stays so.
        #expect(
            aside.prefix(4) == [
                "question number 3", "question number 5", "question number 6", "question number 9",
            ])
        let result = try run(["check", "--site", site.path, "--only", "search/missed"])
        #expect(!aside.contains { result.output.contains("\"\($0)\"") })
        let report = try run(["queries", "--site", site.path])
        #expect(report.code == 0)
        #expect(report.output.contains("checked") && report.output.contains("set aside"))
        let json = try run(["queries", "--site", site.path, "--format", "json"]).output
        #expect(json.contains("\"first-three\""))
    }

    /// A measure that leaves queries out says so.
    @Test(arguments: [
        ("- {query: alpha, finds: a}", 0), ("- {query: beta, finds: a}", 0),
        ("- {query: alpha, finds: b}", 1),
        ("- {query: alpha}", 1), ("- alpha", 1), ("query: alpha", 1), ("- {query: [", 1), ("", 0),
    ])
    func faultsOfQueriesAreReported(_ queries: String, _ code: Int32) throws {
        let site = try TemporarySite(["a.md": RankingTests.guide("Alpha")])
        try site.write("Content/queries.yml", queries + "\n")
        let result = try run(["queries", "--site", site.path])
        #expect(result.code == code && result.output.contains("set aside"), "\(result)")
        #expect(result.error.contains("Content/queries.yml has 1 fault") == (code == 1), "\(result)")
    }
}
