import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Findings
@testable import Markdown
@testable import OutputChecks
@testable import Rendering
@testable import Support
@testable import Theming

/// Each limit that has a name: one below it and the limit itself are fine, one above is not. A limit of the sources
/// that neither has a row here nor is held by another test makes a test fail.
@Suite(.timeLimit(.minutes(15))) struct NamedLimitTests {
    /// On which side of a limit something is found; `within` is for a check that looks no further.
    enum Side { case below, above, within }

    struct Row: Sendable, CustomTestStringConvertible {
        /// Such as `LinksCrowded.most`: the file and the name of the limit.
        var name: String
        var limit: Int
        var id: String
        /// Where the check finds something.
        var finds: Side = .above
        /// A part of the message, where a check has several.
        var words = ""
        /// Files of a site that has so many.
        var files: @Sendable (Int) -> [String: String]
        var testDescription: String { name }

        init(
            _ name: String, _ limit: Int, _ id: String, _ finds: Side = .above, words: String = "",
            files: @escaping @Sendable (Int) -> [String: String]
        ) {
            (self.name, self.limit, self.id, self.finds, self.words, self.files) =
                (name, limit, id, finds, words, files)
        }
    }

    private static func guide(
        title: String = "Example Guide",
        summary: String = "A guide that shows what is meant by an example of it.",
        _ more: String = "updated: 2026-11-20", _ body: String = "Text."
    ) -> [String: String] {
        [
            "Content/guides/example.md":
                "---\ntitle: \(title)\nsummary: \(summary)\ncategory: basics\n\(more)\n---\n\n\(body)\n"
        ]
    }

    private static func settings(_ line: String) -> [String: String] {
        ["Content/site.yml": (ExampleTests.site["Content/site.yml"] ?? "") + line + "\n"]
    }

    private static func body(_ text: String) -> [String: String] { guide("updated: 2026-11-20", text) }

    private static func words(_ count: Int) -> String {
        (0..<count).map { "word\($0)" }.joined(separator: " ")
    }

    /// A title of exactly so many pixels beside the site's name.
    private static func title(_ pixels: Int) -> String {
        for wide in (0...40).reversed() {
            for narrow in 0...60 {
                let title = "T" + String(repeating: "m", count: wide) + String(repeating: "i", count: narrow)
                if TextWidth.pixels("\(title) · Example Site", size: 20) == pixels { return title }
            }
        }
        return ""
    }

    /// Guides of which each leads to the next one, the first of them from the index.
    private static func chain(_ steps: Int) -> [String: String] {
        var files = [
            "Content/site.yml": (ExampleTests.site["Content/site.yml"] ?? "")
                + "checks: {content/unknown-category: off, agents/unlisted: off}\n"
        ]
        // Each names three others as related, so that likeness makes no shorter way.
        let listed = ["tls", "spf", "example"]
        for slug in listed {
            let path = "Content/guides/\(slug).md"
            let others = listed.filter { $0 != slug } + ["step-1"]
            files[path] = ExampleTests.site[path]!.replacing(
                "category: basics\n", with: "category: basics\nrelated: [\(others.joined(separator: ", "))]\n"
            )
        }
        for step in 1...steps {
            files["Content/guides/step-\(step).md"] = """
                ---
                title: Step \(step)
                summary: The guide of step \(step), which leads to the one that comes after it.
                category: \(step == 1 ? "basics" : "unlisted")
                related: [\(listed.joined(separator: ", "))]
                ---

                \(step == steps ? "The end." : "See [what is next](step-\(step + 1).md).")

                """
        }
        return files
    }

    private static func term(_ letters: Int) -> [String: String] {
        [
            "Content/terms.yml": (ExampleTests.site["Content/terms.yml"] ?? "")
                + "- {term: \(String(repeating: "x", count: letters)), guide: tls}\n"
        ]
    }

    /// A guide of so many bytes.
    private static func sized(_ bytes: Int) -> [String: String] {
        let text = body("Text.").first!
        let rest = bytes - text.value.utf8.count
        return [
            text.key: text.value + String(repeating: "A line of 16 b.\n", count: rest / 16)
                + String(repeating: "x", count: rest % 16)
        ]
    }

    static let rows: [Row] = [
        Row(
            "StructureSummaryLength.shortest", StructureSummaryLength.shortest, "structure/summary-length",
            .below
        ) {
            guide(summary: "S" + String(repeating: "é", count: $0 - 2) + ".")
        },
        Row("StructureSummaryLength.longest", StructureSummaryLength.longest, "structure/summary-length") {
            guide(summary: "S" + String(repeating: "é", count: $0 - 2) + ".")
        },
        Row("StructureTitleLength.widest", StructureTitleLength.widest, "structure/title-length") {
            guide(title: title($0))
        },
        Row("StructureLongStep.most", StructureLongStep.most, "structure/long-step") {
            body("1. \(words($0)).")
        },
        Row("KeywordsTooLong.most", KeywordsTooLong.most, "keywords/too-long") {
            guide("keywords: [\(words($0))]", words($0))
        },
        Row(
            "KeywordsStuffed.mostInSentence", KeywordsStuffed.mostInSentence, "keywords/stuffed",
            words: "in one sentence"
        ) {
            body("So " + Array(repeating: "example guide", count: $0).joined(separator: " and ") + ".")
        },
        // Of 400 words.
        Row("KeywordsStuffed.share", 4 * KeywordsStuffed.share, "keywords/stuffed", words: "of 400 words") {
            body(
                Array(repeating: "Example guide.", count: $0).joined(separator: " ") + " "
                    + words(400 - 2 * $0) + ".")
        },
        Row("KeywordsStuffed.fewest", KeywordsStuffed.fewest, "keywords/stuffed", words: "words, more than") {
            body(
                Array(repeating: "Example guide.", count: 20).joined(separator: " ") + " " + words($0 - 40)
                    + ".")
        },
        // So many words before the term.
        Row("KeywordsNotInOpening.opening", KeywordsNotInOpening.opening - 1, "keywords/not-in-opening") {
            [
                "Content/guides/tls.md": ExampleTests.site["Content/guides/tls.md"]!.replacing(
                    "TLS keeps a", with: "\(words($0)) TLS keeps a")
            ]
        },
        Row("LinksCrowded.most", LinksCrowded.most, "links/crowded") {
            body((0..<$0).map { "[page \(words($0 + 1))](https://example.com/x)" }.joined(separator: ", "))
        },
        Row("LinksDepth.most", LinksDepth.most, "links/depth", files: chain),
        Row("LinksReversed.longest", 999, "links/reversed", .within) {
            body("See (\(String(repeating: "x", count: $0)))[tls.md].")
        },
        Row("ContentReviewDue.graceDays", ContentReviewDue.graceDays, "content/review-due") { days in
            let day = Day(secondsSince1970: (Day("2026-11-24")!.number - days) * 86_400)
            return guide("updated: 2026-01-01\nreview: \(day)")
        },
        Row(
            "Terms.longestForm", Term.longestForm, "content/wrong-type", words: "a form of this term",
            files: term),
        Row(
            "PathPatterns.mostPatterns", PathPatterns.mostPatterns, "content/wrong-type",
            words: "`elsewhere` has"
        ) {
            let list = (0..<$0).map { "/\($0)" }.joined(separator: ", ")
            return [
                "Content/site.yml": (ExampleTests.site["Content/site.yml"] ?? "").replacing(
                    "elsewhere: [/pricing]", with: "elsewhere: [\(list)]")
            ]
        },
        Row(
            "StringsReading.longestText", Strings.longestText, "content/wrong-type",
            words: "a string is longer"
        ) {
            settings("strings: {search: \(String(repeating: "x", count: $0))}")
        },
        Row("StringsReading.mostNames", Strings.mostNames, "content/wrong-type", words: "`section-names` has")
        {
            settings(
                "section-names: {issues: [\((0..<$0).map { "name \($0)" }.joined(separator: ", "))]}")
        },
        Row("StartReading.mostAudiences", Site.mostAudiences, "content/wrong-type", words: "`start` has") {
            settings(
                "start: [\((0..<$0).map { "{title: R \($0), guides: [example]}" }.joined(separator: ", "))]")
        },
        Row(
            "StartReading.mostFirstGuides", Site.mostFirstGuides, "content/wrong-type",
            words: "a reader starts with"
        ) {
            settings("start: [{title: R, guides: [\((0..<$0).map { "g\($0)" }.joined(separator: ", "))]}]")
        },
        Row("SiteReading.mostWordings", Site.mostWordings, "content/wrong-type", words: "`words` has") {
            settings("words: {\((0..<$0).map { "a\($0): b" }.joined(separator: ", "))}")
        },
        Row(
            "SiteReading.longestWording", Site.longestWording, "content/wrong-type",
            words: "an entry of `words`"
        ) {
            settings("words: {a: \(String(repeating: "é", count: $0))}")
        },
        Row("Query.longest", Query.longest, "content/wrong-type", words: "this query has") {
            ["Content/queries.yml": "- {query: \(String(repeating: "é", count: $0)), finds: tls}\n"]
        },
        Row("Query.most", Query.most, "content/wrong-type", words: "queries; the limit") {
            ["Content/queries.yml": (1...$0).map { "- {query: \"tls \($0)\", finds: tls}\n" }.joined()]
        },
        Row("SiteContent.largestGuide", SiteContent.largestGuide, "content/unreadable", files: sized),
        Row("SiteContent.largestFrontMatter", SiteContent.largestFrontMatter, "content/unreadable") { bytes in
            let head = guide("keywords: [x]").first!.value
            let own = head.utf8.count - "---\n".utf8.count * 2 - "\nText.\n".utf8.count
            return guide("keywords: [x\(String(repeating: "x", count: bytes - own))]")
        },
        Row("YAML.deepestNesting", YAML.deepestNesting, "content/no-front-matter", words: "nests deeper") {
            guide(
                "keywords: " + String(repeating: "[", count: $0 - 1) + String(repeating: "]", count: $0 - 1))
        },
        Row("CostlyShape.mostColumns", CostlyShape.mostColumns, "content/too-complex") {
            body(CostlyShapeTests.table($0, 1))
        },
        Row("CostlyShape.mostCells", CostlyShape.mostCells / 100, "content/too-complex") {
            body(CostlyShapeTests.table(100, $0))
        },
        Row("CostlyShape.mostSigns", CostlyShape.mostSigns, "content/too-complex", words: "`)`") {
            body("https://example.com/" + String(repeating: ")", count: $0))
        },
        Row("CostlyShape.mostMails", CostlyShape.mostMails, "content/too-complex", words: "`@`") {
            body(String(repeating: "a@b ", count: $0))
        },
        Row("CostlyShape.mostQuotes", CostlyShape.mostQuotes, "content/too-complex", words: "`>`") {
            body(String(repeating: ">", count: $0) + " a")
        },
        Row("CostlyShape.mostOpenImages", CostlyShape.mostOpenImages, "content/too-complex") {
            body(String(repeating: "![[]()", count: $0))
        },
    ]

    private static func findings(_ files: [String: String]) async throws -> [Finding] {
        let site = try TemporarySite(ExampleTests.site.merging(files) { $1 }, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-24")
        return try await AnalyzedSite(options).allFindings(options)
    }

    @Test(arguments: rows, [-1, 0, 1]) func areWhereTheyAreSaidToBe(_ row: Row, _ offset: Int) async throws {
        let found = try await Self.findings(row.files(row.limit + offset)).filter {
            // The note becomes a warning at the end of the days of grace.
            $0.id == row.id && (row.words.isEmpty || $0.message.contains(row.words))
                && ($0.id != "content/review-due" || $0.severity == .warning)
        }
        let isBeyond =
            switch row.finds {
            case .below: offset < 0
            case .above: offset > 0
            case .within: offset <= 0
            }
        #expect(found.isEmpty == !isBeyond, "\(row.limit + offset): \(found.map(\.message))")
    }

    /// The twin says how long it is; guides that are shorter and longer by one are made by it.
    @Test func aTwinMayHaveSoManyCharacters() async throws {
        let limit = GuideRenderer.mostCharacters
        func count(_ letters: Int) async throws -> Int? {
            let text =
                String(repeating: "é word. ", count: letters / 8) + String(repeating: "x", count: letters % 8)
            let found = try await Self.findings(Self.body(text)).first { $0.id == "structure/too-long" }
            return found?.message.firstMatch(of: /has (\d+) characters/).flatMap { Int($0.output.1) }
        }
        let frame = try #require(try await count(limit)) - limit
        #expect(try await count(limit - frame - 1) == nil)
        #expect(try await count(limit - frame) == nil)
        #expect(try await count(limit - frame + 1) == limit + 1)
    }

    /// Of one check in one file so many are shown, and the last of them counts the rest.
    @Test(arguments: [-1, 0, 1, 2]) func soManyFindingsAreShown(_ offset: Int) async throws {
        let limit = AppliedFindings.most
        let lines = (0..<(limit + offset)).map { "[a \($0)](nowhere.md)" }.joined(separator: "\n\n")
        let found = try await Self.findings(Self.body(lines)).filter { $0.id == "links/unknown-guide" }
        #expect(found.count == limit + min(0, offset))
        let last = try #require(found.last)
        #expect(last.help.contains("there are \(offset) more like it") == (offset > 0), "\(last.help)")
        #expect(found.dropLast().allSatisfy { !$0.help.contains("more like it") })
    }

    /// Numbers that a site sets begin at one, and are read as written.
    @Test(arguments: [
        ("0", true), ("-1", true), ("1.5", true), ("fast", true), ("", true), ("[1]", true), ("1e3", true),
        ("0x10", true),
        ("9999999999999999999999", true), ("1", false), ("180", false), ("9223372036854775807", false),
        ("\"200\"", false),
    ])
    func readingSpeedsAreAboveNothing(_ value: String, _ isWrong: Bool) async throws {
        let settings = (ExampleTests.site["Content/site.yml"] ?? "") + "words-per-minute: \(value)\n"
        let site = try TemporarySite(ExampleTests.site.merging(["Content/site.yml": settings]) { $1 })
        let found = try await site.build().findings.filter { $0.file == "Content/site.yml" }
        #expect(found.map(\.id) == (isWrong ? ["content/wrong-type"] : []), "\(found)")
        let line = settings.split(separator: "\n").count
        #expect(found.allSatisfy { $0.location.line == line && $0.severity == .error }, "\(found)")
    }
}
