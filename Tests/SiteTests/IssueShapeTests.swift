import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Rendering
@testable import Support

/// What a catalog and a twin take out of an issue, whatever lists, quotes and references it is made of: none, one, two,
/// and two of unlike kinds.
@Suite(.timeLimit(.minutes(15))) struct IssueShapeTests {
    /// An entry of `issues.json`.
    private struct Entry: Decodable {
        var id, title, signal: String
        var formerIds, formerTitles, steps: [String]
        var verify: String?
    }

    private static func site(_ issues: String, before: String = "Text.", more: String = "") throws
        -> TemporarySite
    {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: more, before + "\n\n## Fix Common Issues\n\n" + issues),
            "b.md": TemporarySite.guide("Beta", "Text."), "i.png": TemporarySite.picture,
        ])
        try site.write(
            "Content/site.yml", TemporarySite.settings + "checks: {issues: off, keywords: off, links: off}\n")
        return site
    }

    private static func catalog(_ site: TemporarySite) async throws -> [Entry] {
        struct Catalog: Decodable { var issues: [Entry] }
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        return try JSONDecoder().decode(
            Catalog.self, from: Data(try site.read("Public/guides/issues.json").utf8)
        )
        .issues
    }

    /// The body of an issue, and the steps that tools are told.
    @Test(
        arguments: [
            ("The checker saw none.", []),
            ("Saw.\n\n- One.\n- Two.", []),
            ("Saw.\n\n1. One.", ["One."]),
            ("Saw.\n\n1. One.\n2. Two.", ["One.", "Two."]),
            (
                "Saw.\n\n1. One.\n2. Two.\n\nThen:\n\n1. Three.\n2. Four.",
                ["One.", "Two.", "Three.", "Four."]
            ),
            ("1. One.\n\nThen:\n\n3. Two.\n\nThen:\n\n7. Three.", ["One.", "Two.", "Three."]),
            ("1. One.\n2. Two.\n\n1) Three.\n2) Four.", ["One.", "Two.", "Three.", "Four."]),
            ("1. One.\n\n- Not this.\n\n1. Two.", ["One.", "Two."]),
            ("- Not this.\n\n1. One.\n\n- Nor that.", ["One."]),
            ("1. One.\n\n#### Then\n\n1. Two.\n\n##### At last\n\n1. Three.", ["One.", "Two.", "Three."]),
            // Loose lists, and those with blocks of their own.
            ("1. One.\n\n2. Two.", ["One.", "Two."]),
            ("1. One:\n\n   ```text\n   a <b>\n   ```\n\n2. Two.", ["One: a <b>", "Two."]),
            ("1. One.\n\n   More.\n\n2. Two.", ["One. More.", "Two."]),
            // A list in a list belongs to its item.
            ("1. One:\n   - a\n   - b\n2. Two.", ["One: a b", "Two."]),
            ("1. One:\n   1. a\n   2. b\n2. Two.", ["One: a b", "Two."]),
            ("1. One:\n   - a\n     1. deep\n   - b\n2. Two:\n   1) c", ["One: a deep b", "Two: c"]),
            ("- Not this:\n  1. a\n  2. b\n\n1. One.", ["One."]),
            ("- Not this:\n  - nor this:\n    1. a\n- x\n\n1. One.\n2. Two.", ["One.", "Two."]),
            // Lists of quotes, callouts and tables are no steps, before, between and after the steps.
            ("> 1. a\n> 2. b\n\n1. One.", ["One."]),
            ("> [!NOTE]\n> 1. a\n> 2. b\n\n1. One.", ["One."]),
            ("1. One.\n\n> [!TIP]\n> First.\n>\n> 1. a\n> 2. b\n\n1. Two.", ["One.", "Two."]),
            ("1. One.\n\n> [!TIP]\n> 1. a\n\nText.", ["One."]),
            ("> > 1. a\n>\n> 1. b\n\n1. One.", ["One."]),
            (
                "> [!NOTE]\n> A.\n>\n> > [!WARNING]\n> > 1. a\n\n1. One.\n\n> - x\n>   1. b\n\n1. Two.",
                ["One.", "Two."]
            ),
            ("1. One:\n   > 1. a\n   > 2. b\n2. Two.", ["One: a b", "Two."]),
            (
                "| a | b |\n| - | - |\n| 1. x | y |\n\n1. One.\n\n| c |\n| - |\n| d |\n\n1. Two.",
                ["One.", "Two."]
            ),
            // Marks within a line leave no space, line ends one.
            ("1. A **b**c *d* `e` ~~f~~ [g](b.md)h.\n2. I\n   j.", ["A bc d e f gh.", "I j."]),
            ("1. A &amp; \\<b> \"c\" 'd' `&lt;`.", ["A & <b> \"c\" 'd' &lt;."]),
            ("1. [ ] One.\n2. [x] Two.", ["One.", "Two."]),
            ("1. ![seen](i.png) One.\n2. Größe 域 😀.", ["One.", "Größe 域 😀."]),
        ] as [(String, [String])])
    func stepsAreTheItemsOfEachOrderedList(_ body: String, _ steps: [String]) async throws {
        let entries = try await Self.catalog(
            try Self.site("### One Thing\n\n\(body)\n\n### Other Thing\n\nIt saw.\n\n1. The other's.\n"))
        #expect(entries.map(\.steps) == [steps, ["The other's."]], "\(body)")
    }

    @Test(arguments: [
        ("The checker saw none.", "The checker saw none."),
        ("First\nparagraph.\n\nSecond.", "First paragraph."),
        ("1. One.\n\nText.", ""), ("- One.\n\nText.", ""), ("> Quote.\n\nText.", ""),
        ("> [!NOTE]\n> Note.\n\nText.", ""), ("```\ncode\n```\n\nText.", ""), ("#### Part\n\nText.", ""),
        ("| a |\n| - |\n| b |\n\nText.", ""),
        ("A **b** *c* `d <e>` ~~f~~ [g](b.md) & \"h\".", "A b c d <e> f g & \"h\"."),
        ("Größe 域 é.", "Größe 域 é."), ("A\\\nb  \nc.", "A b c."),
    ])
    func theSignalIsTheFirstParagraph(_ body: String, _ signal: String) async throws {
        let entries = try await Self.catalog(try Self.site("### One Thing\n\n\(body)\n"))
        #expect(entries.map(\.signal) == [signal])
    }

    /// An issue with references, and the labels of the definitions and footnotes that its twin has, in order.
    @Test(
        arguments: [
            ("No reference.", "[a]: b.md\n\n[^n]: Unused.", []),
            ("One [x][a].", "[a]: b.md\n[c]: b.md", ["a"]),
            ("Two [x][a], [c].", "[c]: b.md\n[a]: b.md\n[d]: b.md", ["c", "a"]),
            ("One.[^n]", "[^n]: Note.\n\n[^m]: Other.", ["^n"]),
            ("Two.[^n][^m]", "[^n]: Note.\n\n[^m]: Other.", ["^n", "^m"]),
            ("Back.[^m][^n]", "[^n]: Note.\n\n[^m]: Other.", ["^n", "^m"]),
            // A footnote that names a definition, a footnote, a chain, itself in a ring.
            ("One.[^n]", "[a]: b.md\n\n[^n]: See [x][a].", ["a", "^n"]),
            ("One.[^n]", "[^n]: See.[^m]\n\n[^m]: End.", ["^n", "^m"]),
            ("One.[^n]", "[^m]: End.\n\n[^n]: See.[^m]", ["^m", "^n"]),
            (
                "One.[^1]", "[^1]: See.[^2]\n\n[^2]: And.[^3]\n\n[^3]: End, [x][a].\n\n[a]: b.md",
                ["^1", "^2", "^3", "a"]
            ),
            ("One.[^1]", "[^1]: See.[^2]\n\n[^2]: Back.[^1]", ["^1", "^2"]),
            ("One.[^1]", "[^1]: See.[^2] And.[^3]\n\n[^2]: Two.\n\n[^3]: Three.", ["^1", "^2", "^3"]),
            (
                "One.[^1]", "[^1]: First.\n\n    See.[^2]\n\n    - [x][a]\n\n[^2]: Two.\n\n[a]: b.md",
                ["^1", "^2", "a"]
            ),
            // Of two with one label the first counts, however the label is written, and wherever the second is.
            ("One [x][a].", "[a]: b.md\n[a]: https://example.com/second", ["a"]),
            ("One [x][a].", "[a]: https://example.com/first\n[c]: b.md\n[A]: b.md", ["a"]),
            (
                "One [x][a], [c].", "[a]: b.md\n[c]: b.md\n[c]: /second\n[a]: https://example.com/",
                ["a", "c"]
            ),
            ("One [x][A].", "[c]: b.md\n\n[a]: <https://example.com/third>\n[a]: b.md", ["a"]),
            ("One.[^n]", "[^n]: First.\n\n[^n]: Second.", ["^n"]),
            ("One.[^n]", "[^n]: First [x][a].\n\n[^N]: Second.\n\n[a]: b.md\n[a]: /other", ["^n", "a"]),
            // Letter case and spaces of labels do not count.
            ("One [x][A  b].[^N]", "[a B]: b.md\n\n[^n]: Note.", ["a B", "^n"]),
            (
                "1. One.[^n]\n2. Two [x][a].\n\n> [!NOTE]\n> Three [c].\n\nEnd.",
                "[a]: b.md\n[c]: b.md\n\n[^n]: Note.", ["a", "c", "^n"]
            ),
        ] as [(String, String, [String])])
    func twinsHaveWhatTheyName(_ body: String, _ references: String, _ labels: [String]) async throws {
        // What only the text before names is in none of them; the second issue names what the first does.
        for before in ["Text.", "Before.[^0]\n\n[^0]: Elsewhere."] {
            let site = try Self.site(
                "### One Thing\n\n\(body)\n\n### Other Thing\n\nIt saw no more.\n\n### Same Thing\n\n\(body)\n\n\(references)\n",
                before: before)
            #expect(try await site.build().findings.filter { $0.severity == .error } == [])
            for (id, wanted) in [("one-thing", labels), ("same-thing", labels), ("other-thing", [])] {
                let twin = try site.read("Public/guides/i/\(id).md")
                let lines = twin.split(separator: "\n")
                let found = lines.compactMap { line in
                    line.prefixMatch(of: #/\[([^\]]+)\]: /#).map { String($0.1) }
                }
                #expect(found == wanted, "\(id) of \(body), \(references)")
                #expect(!Self.isOpen(twin), "\(twin)")
            }
        }
    }

    /// Definitions within quotes and lists of another issue, and how they are in the twin of the issue that names them.
    @Test(arguments: [
        ("One.[^n]", "> [^n]: Note.", "[^n]: Note."),
        ("One.[^n]", "> > [^n]: Note.\n> > more\n>\n> Text.", "[^n]: Note.\nmore"),
        // Within a quote, cmark-gfm ends a footnote at its first empty line.
        ("One.[^n]", "> [^n]: Note.\n>\n>     Code.", "[^n]: Note."),
        ("One.[^n]", "> [^n]: - Note.\n>       > a", "[^n]: - Note.\n      > a"),
        ("One.[^n]", "- [^n]: Note.\n\n      More.\n\n- x", "[^n]: Note.\n\n    More."),
        ("One.[^n]", "1. x\n\n   [^n]: Note.", "[^n]: Note."),
        ("One.[^n]", "> - [^n]: Note.\n>\n> x", "[^n]: Note."),
        ("One [x][a].", "> [a]: b.md\n> \"b\"", "[a]: https://example.org/guides/b.md\n\"b\""),
        ("One [x][a].", "- [a]:\n  b.md\n- x", "[a]:\nhttps://example.org/guides/b.md"),
    ])
    func definitionsLeaveQuotesAndLists(_ body: String, _ container: String, _ last: String) async throws {
        for more in ["", "\n\nText.", "\n\n## Other Part\n\nMore."] {
            let site = try Self.site(
                "### One Thing\n\n\(body)\n\n### Other Thing\n\nMore.\n\n\(container)\(more)")
            #expect(try await site.build().findings.filter { $0.severity == .error } == [], "\(container)")
            let twin = try site.read("Public/guides/i/one-thing.md")
            #expect(twin.hasSuffix("\n\n\(last)\n"), "\(twin)")
        }
    }

    /// Whether a twin names something that it does not have: brackets are then text.
    private static func isOpen(_ twin: String) -> Bool {
        let html = HTML.of(twin)
        return html.contains("[^") || html.contains("][") || html.contains("[x]") || html.contains("[c]")
    }

    /// A last part of an issue that became a link, and the last line of its twin.
    @Test(arguments: [
        ("Ends with TLS", "Ends with [TLS](https://example.org/guides/b.md)"),
        ("1. Ends with TLS", "1. Ends with [TLS](https://example.org/guides/b.md)"),
        ("Ends with *TLS*", "Ends with *[TLS](https://example.org/guides/b.md)*"),
        ("Ends with **TLS**.", "Ends with **[TLS](https://example.org/guides/b.md)**."),
        ("Ends with [it](b.md)", "Ends with [it](https://example.org/guides/b.md)"),
        ("- [it]\n\n[it]: b.md", "[it]: https://example.org/guides/b.md"),
        ("TLS", "[TLS](https://example.org/guides/b.md)"),
    ])
    func aPartMayEndWithALink(_ body: String, _ last: String) async throws {
        for after in ["", "\n\n### Other Thing\n\nMore.\n", "\n\n## Other Part\n\nMore.\n"] {
            let site = try Self.site("### One Thing\n\n\(body)\(after)")
            try site.write("Content/terms.yml", "- {term: TLS, guide: b}\n")
            #expect(try await site.build().findings.filter { $0.severity == .error } == [], "\(body)")
            let twin = try site.read("Public/guides/i/one-thing.md")
            #expect(twin.split(separator: "\n").last.map(String.init) == last, "\(twin)")
        }
    }

    /// Names that a renamed issue had, oldest first: the first stays its id, and all others lead to it.
    @Test(arguments: [[], ["first"], ["first", "second"], ["first", "second", "third"]])
    func theFirstNameStays(_ former: [String]) async throws {
        let site = try Self.site(
            "### One Thing\n\nIt saw.\n",
            more: former.isEmpty
                ? "" : "issues: [{issue: one-thing, former-ids: [\(former.joined(separator: ", "))]}]")
        let entry = try #require(try await Self.catalog(site).first)
        let all = former + ["one-thing"]
        #expect(entry.id == all[0] && entry.formerIds.sorted() == Set(all.dropFirst()).sorted())
        let files = try site.published().keys.filter { $0.hasPrefix("guides/i/") && $0.hasSuffix(".html") }
        #expect(files.sorted() == all.map { "guides/i/\($0).html" }.sorted())
        for name in all.dropFirst() {
            #expect(try site.read("Public/guides/i/\(name).html").contains("/guides/a#one-thing"))
        }
    }

    /// Titles under which an issue was published, and those that the catalog calls former ones.
    @Test(
        arguments: [
            ([], []), (["One Thing"], []), (["Old Thing"], ["Old Thing"]),
            (["One Thing", "Old Thing"], ["Old Thing"]),
            (["Old Thing", "Older Thing"], ["Old Thing", "Older Thing"]),
            (["one thing"], ["one thing"]),
        ] as [([String], [String])])
    func thePresentTitleIsNoFormerOne(_ recorded: [String], _ former: [String]) async throws {
        let site = try Self.site(
            "### One Thing\n\nIt saw.\n", more: "issues: [{issue: one-thing, former-ids: [first, second]}]")
        let addresses = ["first", "second", "one-thing"]
        try site.write(
            "Content/addresses.txt",
            zip(addresses, recorded).map { "/guides/i/\($0)\t\($1)\n" }.joined())
        let entry = try #require(try await Self.catalog(site).first)
        #expect(entry.title == "One Thing" && entry.formerTitles.sorted() == former.sorted())
    }
}
