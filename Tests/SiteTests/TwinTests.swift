import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct TwinTests {
    /// A guide's body, and what its twin's body has to be.
    @Test(
        arguments: [
            ("[b](b.md)", "[b](https://example.org/guides/b.md)"),
            ("[b](b.md#part-two \"T\")", "[b](https://example.org/guides/b.md#part-two \"T\")"),
            ("[b](<b.md>)", "[b](<https://example.org/guides/b.md>)"),
            ("[b](deep/c.md)", "[b](https://example.org/guides/c.md)"),
            ("[b](./b.md?x=1)", "[b](https://example.org/guides/b.md?x=1)"),
            ("[self](#here)\n\n## Here\n\nx", "[self](https://example.org/guides/a.md#here)\n\n## Here\n\nx"),
            ("[self](a.md)", "[self](https://example.org/guides/a.md)"),
            (
                "![i](i.png) [d](deep/file.zip)",
                "![i](https://example.org/guides/i.png) [d](https://example.org/guides/deep/file.zip)"
            ),
            (
                "[x](https://example.com/a.md) <https://example.com>",
                "[x](https://example.com/a.md) <https://example.com>"
            ),
            ("[mail](mailto:a@example.com)", "[mail](mailto:a@example.com)"),
            (
                "[root](/prices) [index](/guides)",
                "[root](https://example.org/prices) [index](https://example.org/guides.md)"
            ),
            ("[own](https://example.org/guides/b)", "[own](https://example.org/guides/b.md)"),
            ("[cat](/guides/categories/one)", "[cat](https://example.org/guides/categories/one.md)"),
            ("[old](former.md)", "[old](https://example.org/guides/b.md)"),
            ("[p](//example.com/x)", "[p](https://example.com/x)"),
            (
                "[b][r] [b][R]\n\n[r]: b.md 'T'\n[r]: deep/c.md\n[u]: <b.md>",
                "[b][r] [b][R]\n\n[r]: https://example.org/guides/b.md 'T'\n[r]: https://example.org/guides/c.md\n[u]: <https://example.org/guides/b.md>"
            ),
            (
                "[![i](i.png)](b.md)",
                "[![i](https://example.org/guides/i.png)](https://example.org/guides/b.md)"
            ),
            (
                "- [b](b.md)\n\n> [b](b.md)\n> [b\n> c](b.md)",
                "- [b](https://example.org/guides/b.md)\n\n> [b](https://example.org/guides/b.md)\n> [b\n> c](https://example.org/guides/b.md)"
            ),
            (
                "| a |\n| :-: |\n| [b \\| c](b.md) |",
                "| a |\n| :-: |\n| [b \\| c](https://example.org/guides/b.md) |"
            ),
            ("x[^n]\n\n[^n]: [b](b.md)", "x[^n]\n\n[^n]: [b](https://example.org/guides/b.md)"),
            ("```\n[b](b.md)\n[b]: b.md\n```", "```\n[b](b.md)\n[b]: b.md\n```"),
            ("`[b](b.md)` and \\[b](b.md)", "`[b](b.md)` and \\[b](b.md)"),
            ("> [!NOTE]\n> Read [b](b.md).", "> [!NOTE]\n> Read [b](https://example.org/guides/b.md)."),
            (
                "[b\nc](b.md)  \nbreak &amp; &copy; &#35;",
                "[b\nc](https://example.org/guides/b.md)  \nbreak &amp; &copy; &#35;"
            ),
            (
                "[b](b.md)\r\n\r\n* [c](deep/c.md)",
                "[b](https://example.org/guides/b.md)\n\n* [c](https://example.org/guides/c.md)"
            ),
            (
                "\u{202B}שלום [b](b.md) e\u{301}\u{202C}",
                "\u{202B}שלום [b](https://example.org/guides/b.md) e\u{301}\u{202C}"
            ),
            ("\tcode\n\n- a\n\n\t[b](b.md)", "\tcode\n\n- a\n\n\t[b](https://example.org/guides/b.md)"),
            (
                "[sp](with%20space.txt) [sp](<with space.txt>)",
                "[sp](https://example.org/guides/with%20space.txt) [sp](<https://example.org/guides/with%20space.txt>)"
            ),
            ("[paren](paren\\(1\\).txt)", "[paren](https://example.org/guides/paren\\(1\\).txt)"),
        ])
    func keepsTheAuthorsBytes(_ body: String, _ expected: String) async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("A", body),
            "b.md": TemporarySite.guide("B", more: "aliases: [former]", "## Part Two\n\nText."),
            "deep/c.md": TemporarySite.guide("C", "Text."), "i.png": TemporarySite.picture,
            "deep/file.zip": "x",
            "with space.txt": "x", "paren(1).txt": "x",
        ])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        let twin = try site.read("Public/guides/a.md")
        let start = try #require(
            twin.range(of: "### A\n\nWhat A is about, notwithstanding all characteristics.\n\n")
        ).upperBound
        let end = twin.range(of: "\n\n## Related Guides")?.lowerBound ?? twin.endIndex
        #expect(String(twin[start..<end]) == expected)
    }

    @Test func escapesWhatIsPlainText() async throws {
        let title = "A *b* _c_ `d` [e](f) <g> &amp; #h ~i~ 1. j | k\\\\l"
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                title,
                more:
                    "resources: [{title: '- x *y*', url: 'https://example.com/a_b_(c)', note: '# not a heading'}]",
                "Ask a@example.com or www.example.com."),
            "1.md": TemporarySite.guide(
                "1. First! [!NOTE]", more: "agent-notes: ['> quoted', '+ listed', '2) counted']", "x"),
        ])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
    }

    @Test func keepsAByteOrderMarkOut() async throws {
        let site = try TemporarySite()
        try site.write("a.md", [0xEF, 0xBB, 0xBF] + Array(TemporarySite.guide("A", "Text.").utf8))
        let report = try await site.build()
        #expect(!report.hasErrors)
        #expect(try !site.read("Public/guides/a.md").contains("\u{FEFF}"))
    }

    @Test func derivesKeywordsAndNotes() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", category: "two",
                more: """
                    keywords: [ALPHA, own words]
                    agent-notes: [A note of the guide.]
                    resources:
                      - guide: b
                      - {title: RFC 1, url: 'https://example.com/1', note: First.}
                    """, "Text."),
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try await site.build()
        let twin = try site.read("Public/guides/a.md")
        #expect(
            twin.contains(
                "- Related keywords: Alpha, Alpha guide, Category Two, Category Two guide, site keyword, Beta, RFC 1, own words\n"
            ))
        #expect(
            twin.contains("- A note of the site.\n\n- A note of the category.\n\n- A note of the guide.\n"))
        #expect(
            twin.contains(
                "Related resources:\n- [Beta](https://example.org/guides/b.md)\n- [RFC 1](https://example.com/1): First.\n"
            ))
        #expect(twin.contains("- Guide index: https://example.org/llms.txt\n"))
    }

    /// An agent that reads the start alone learns how old a guide is, and of which issues it tells.
    @Test func theStartNamesDateAndIssues() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "updated: 2026-11-20",
                "Text.\n\n## Fix Common Issues\n\n### Missing *Record*\n\nIt says so.\n\n1. Check it.\n\n### `p=none` Is Set\n\nIt says so.\n\n1. Check it.\n"
            ),
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try await site.build()
        let lines = try site.read("Public/guides/a.md").split(separator: "\n").map(String.init)
        let names = lines.prefix { !$0.hasPrefix("## ") && !$0.hasPrefix("### ") }
            .filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2).prefix { $0 != ":" }) }
        #expect(
            names == [
                "Human page", "Markdown page", "Category", "Reading time", "Updated", "Related keywords",
                "Issues",
                "Guide index",
            ])
        #expect(
            lines.contains("- Updated: 2026-11-20")
                && lines.contains("- Issues: Missing Record, p=none Is Set"))
        #expect(try site.read("Public/guides/i/missing-record.md").contains("\n- Updated: 2026-11-20\n"))
        let other = try site.read("Public/guides/b.md")
        #expect(!other.contains("- Issues:") && !other.contains("- Updated:"))
    }

    @Test(arguments: [(1, 1), (173, 1), (174, 2), (357, 3)])
    func roundsReadingTimeUp(_ words: Int, _ minutes: Int) async throws {
        // The summary has seven words.
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("A", String(repeating: "word ", count: words))
        ])
        try await site.build()
        #expect(try site.read("Public/guides/a.md").contains("- Reading time: \(minutes) min read\n"))
    }
}
