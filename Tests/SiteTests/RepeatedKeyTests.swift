import TestSupport
import Testing

@testable import Findings

/// A key that is given twice is found where it is given again, in each mapping that the content has, and the finding names the
/// line of the first.
@Suite(.timeLimit(.minutes(15))) struct RepeatedKeyTests {
    /// Lines of a file, with `⟪` before a key and `⟦` before the same key again.
    static let frontMatter = [
        "⟪keywords: [a b]\n⟦keywords: [c d]", "⟪keywords: [a b]\nupdated: 2026-01-01\n⟦keywords: [a b]",
        "⟪keywords:\n  - a b\n⟦\"keywords\": [c d]", "⟪'related': []\n⟦related: []",
        "resources:\n  - guide: b\n    ⟪note: One.\n    ⟦note: Two.",
        "resources:\n  - guide: b\n    note: One.\n  - ⟪guide: b\n    note: Two.\n    ⟦guide: c",
        "resources: [{guide: b, ⟪note: One., ⟦note: Two.}]",
        "resources:\n  - {⟪title: X, url: https://example.net/,\n     note: One., ⟦title: Y}",
        "issues:\n  - ⟪issue: x\n    matches: [a]\n    ⟦issue: y",
        "issues: [{issue: x, ⟪former-ids: [a], ⟦former-ids: [b]}]",
        "issues: [{issue: x, check: {⟪record: MX, name: _a, ⟦record: TXT, found: none}}]",
        "issues:\n  - issue: x\n    check:\n      ⟪found: none\n      ⟦found: many",
        "headings:\n  - ⟪heading: x\n    former-ids: [a]\n    ⟦heading: y",
        "headings: [{heading: x, ⟪former-ids: [a], ⟦former-ids: [b]}]",
    ]

    static let settings = [
        "⟪language: en\n⟦language: de", "⟪summary: One.\nlanguage: en\n⟦summary: Two.",
        "publisher:\n  ⟪name: One\n  url: https://example.net\n  ⟦name: Two",
        "publisher: {name: One, ⟪url: https://example.net, ⟦url: https://example.com}",
        "categories:\n  - ⟪id: one\n    title: One\n    ⟦id: two",
        "categories:\n  - {id: one, title: One}\n  - {id: two, ⟪title: Two, ⟦title: Three}",
        "files: {⟪allow: [svg], ⟦allow: [html]}", "checks:\n  ⟪links: off\n  content: note\n  ⟦links: error",
        "checks: {⟪links/self: off, ⟦links/self: off}",
        "suppressions:\n  - ⟪check: links\n    path: Content\n    reason: It is so.\n    ⟦check: content",
        "suppressions: [{check: links, path: Content, ⟪reason: One., ⟦reason: Two.}]",
    ]

    static let terms = [
        "- ⟪term: A\n  guide: none\n  ⟦term: B\n", "- {term: A, ⟪guide: none, ⟦guide: b}\n",
        "- {term: A, guide: none}\n- {term: B, ⟪synonyms: [c], guide: none, ⟦synonyms: [d]}\n",
    ]

    static let queries = [
        "- ⟪query: a\n  finds: b\n  ⟦query: c\n", "- {query: a, ⟪finds: b, ⟦finds: a}\n",
        "- {query: a, finds: b}\n- query: b\n  ⟪finds: b\n  ⟦finds: b\n",
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        var file: String
        var text: String
        var testDescription: String { "\(file): \(text)" }
    }

    static let rows =
        frontMatter.map {
            Row(
                file: "Content/guides/a.md",
                text: "---\ntitle: A Guide\nsummary: What it is about.\ncategory: one\n\($0)\n---\n\nText.\n")
        }
        + settings.map {
            Row(file: "Content/site.yml", text: "name: Guides\nbase-url: https://example.org\n\($0)\n")
        }
        + terms.map { Row(file: "Content/terms.yml", text: $0) }
        + queries.map { Row(file: "Content/queries.yml", text: $0) }

    private static func found(_ file: String, _ text: String) async throws -> [Finding] {
        let site = try TemporarySite(["b.md": TemporarySite.guide("Beta", "Text.")], templates: false)
        try site.write(file, text)
        return try await site.build().findings.filter { $0.message.contains("was already given") }
    }

    @Test(arguments: rows) func isFoundWhereItIsGivenAgain(_ row: Row) async throws {
        let first = try #require(ExampleTests.location(of: "⟪", in: row.text.replacing("⟦", with: "")))
        let again = ExampleTests.location(of: "⟦", in: row.text.replacing("⟪", with: ""))
        let plain = row.text.replacing("⟪", with: "").replacing("⟦", with: "")
        let found = try await Self.found(row.file, plain)
        #expect(found.map(\.location) == [again].compactMap { $0 }, "\(found)")
        #expect(found.allSatisfy { $0.file == row.file && $0.severity == .error })
        #expect(found.first?.message.hasSuffix("on line \(first.line)") == true, "\(found)")
    }

    /// A key that two entries of a list have, or that a mapping and one within it have, is given once in each.
    @Test func thoseOfOthersAreNotMeant() async throws {
        let head = "---\ntitle: A\nsummary: S.\ncategory: one\n"
        for (file, text) in [
            (
                "Content/guides/a.md",
                head + "resources:\n  - {title: B, url: https://example.net/a, note: C.}\n"
                    + "  - title: D\n    url: https://example.net/b\n    note: E.\n---\n\nText.\n"
            ),
            ("Content/site.yml", TemporarySite.settings),
            ("Content/terms.yml", "- {term: A, guide: b}\n- {term: B, guide: b}\n"),
            ("Content/queries.yml", "- {query: a, finds: b}\n- {query: c, finds: b}\n"),
        ] {
            #expect(try await Self.found(file, text) == [], "\(file)")
        }
    }
}
