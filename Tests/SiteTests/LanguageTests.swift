import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Findings
@testable import Fixing
@testable import OutputChecks
@testable import Support

/// Spelling and wording: what fixes leave alone, limits, and a dictionary that is missing.
@Suite(.timeLimit(.minutes(15))) struct LanguageTests {
    private static func settings(
        _ lines: String, categories: String = "{id: basics, title: Basics, summary: The basics.}"
    )
        -> String
    {
        """
        name: Example Site
        summary: A site in which the examples of the checks are.
        base-url: https://example.org
        \(lines)
        categories:
          - \(categories)

        """
    }

    private static func site(_ files: [String: String]) throws -> (TemporarySite, AnalyzedSite.Options) {
        let site = try TemporarySite(ExampleTests.site.merging(files) { $1 }, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        return (site, options)
    }

    private static func findings(_ files: [String: String]) async throws -> [Finding] {
        let (site, options) = try site(files)
        let found = try await AnalyzedSite(options).allFindings(options)
        return withExtendedLifetime(site) { found }
    }

    /// A file before and after the fixes of wordings.
    private struct Fixed {
        var words: String
        var head = ""
        var before: String
        var after: String
    }

    private static let rows: [Fixed] = [
        Fixed(words: "look-up: lookup", before: "A look-up, and look-ups.", after: "A lookup, and lookups."),
        // What markdown would read as something else stays.
        Fixed(words: "'placeholder': '<name>'", before: "A placeholder.", after: "A placeholder."),
        Fixed(words: "nix: '*nix'", before: "A nix and a nix.", after: "A nix and a nix."),
        Fixed(
            words: "alpha: 'a | b'", before: "| A |\n| --- |\n| alpha |", after: "| A |\n| --- |\n| alpha |"),
        Fixed(words: "zeta: '# h'", before: "zeta is here.", after: "zeta is here."),
        Fixed(words: "site: example.com", before: "A site.", after: "A site."),
        Fixed(words: "first: 1. that", before: "first is this.", after: "first is this."),
        // Names of definitions, and addresses of headings.
        Fixed(
            words: "look-up: lookup", before: "See [look-up] and [a look-up][look-up].\n\n[look-up]: tls.md",
            after: "See [look-up] and [a look-up][look-up].\n\n[look-up]: tls.md"),
        Fixed(
            words: "look-up: lookup", before: "See [look-up][].\n\n[look-up]: tls.md",
            after: "See [look-up][].\n\n[look-up]: tls.md"),
        Fixed(words: "look-up: lookup", before: "See [a look-up](tls.md).", after: "See [a lookup](tls.md)."),
        Fixed(words: "look-up: lookup", before: "## A look-up\n\nText.", after: "## A look-up\n\nText."),
        // Words of others and no words.
        Fixed(
            words: "utilize: use",
            before:
                "“utilize” ‘utilize’ «utilize» 'utilize' \"utilize\" „utilize“ --utilize $utilize utilize() re-utilize utilize:1",
            after:
                "“utilize” ‘utilize’ «utilize» 'utilize' \"utilize\" „utilize“ --utilize $utilize utilize() re-utilize utilize:1"
        ),
        Fixed(
            words: "utilize: use", before: "A 6\" pipe to utilize. Don't utilize it, it's to utilize.",
            after: "A 6\" pipe to use. Don't use it, it's to use."),
        Fixed(
            words: "utilize: use", before: "| 6\" | utilize |\n| --- | --- |\n| 7\" | utilize |",
            after: "| 6\" | use |\n| --- | --- |\n| 7\" | use |"),
        Fixed(
            words: "utilize: use", before: "A `\"` to utilize, and a `\"`.",
            after: "A `\"` to use, and a `\"`."),
        // Over a line end it is left to the author.
        Fixed(
            words: "mail program: client", before: "A mail\nprogram, a mail program.",
            after: "A mail\nprogram, a client."),
        // Values of YAML.
        Fixed(
            words: "look-up: lookup",
            head:
                "resources:\n  - {title: A look-up, url: \"https://www.example.com/look-up\", note: Its look-up.}",
            before: "Text.",
            after:
                "resources:\n  - {title: A look-up, url: \"https://www.example.com/look-up\", note: Its lookup.}"
        ),
        Fixed(
            words: "corge: 'a, b'", head: "agent-notes: [Say corge., 'It''s corge.', \"The corge.\"]",
            before: "Text.",
            after: "agent-notes: [\"Say a, b.\", 'It''s a, b.', \"The a, b.\"]"),
        Fixed(
            words: "foo: it's",
            head: "agent-notes:\n  - 'The foo in it.'\n  - The foo.\n  - \"The \\\"foo\\\" and foo.\"",
            before: "Text.",
            after: "agent-notes:\n  - \"The it's in it.\"\n  - The it's.\n  - \"The \\\"foo\\\" and it's.\""),
        Fixed(
            words: "waldo: '- x'", head: "agent-notes:\n  - Waldo is here.\n  - Is waldo.", before: "Text.",
            after: "agent-notes:\n  - \"- x is here.\"\n  - Is - x."),
        Fixed(
            words: "say: 'note: say'", head: "agent-notes:\n  - They say so.", before: "Text.",
            after: "agent-notes:\n  - They say so."),
        Fixed(
            words: "eg: 'such as: one'", head: "agent-notes:\n  - Things eg this.", before: "Text.",
            after: "agent-notes:\n  - \"Things such as: one this.\""),
        Fixed(
            words: "look-up: lookup",
            head: "agent-notes:\n  - |\n    A look-up\n    and look-up.\n  - >-\n    A look-up.",
            before: "Text.",
            after: "agent-notes:\n  - |\n    A look-up\n    and look-up.\n  - >-\n    A look-up."),
    ]

    @Test(arguments: rows.indices) func fixesChangeNothingElse(_ row: Int) async throws {
        let row = Self.rows[row]
        let isHead = !row.head.isEmpty
        let text = ExampleTests.guide(head: row.head, body: row.before)
        let (site, options) = try Self.site([
            "Content/site.yml": Self.settings("words: {\(row.words)}"), "Content/guides/example.md": text,
        ])
        let selection = try FindingSelection(only: ["language/wording"], files: [], site: site.path)
        _ = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
        let expected = ExampleTests.guide(
            head: isHead ? row.after : "", body: isHead ? row.before : row.after)
        #expect(try site.read("Content/guides/example.md") == expected)
        // Another run changes nothing.
        let second = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
        #expect(try site.read("Content/guides/example.md") == expected, "\(second)")
    }

    /// Ids, slugs, names of terms and addresses are no texts, whatever words they have.
    @Test func fixesLeaveNamesAlone() async throws {
        let (site, options) = try Self.site([
            "Content/site.yml": Self.settings(
                "words: {look-up: lookup}",
                categories:
                    "{id: basics, title: A look-up, summary: The look-up.}\n  - {id: look-up, title: Others, summary: What a look-up is.}"
            ),
            "Content/guides/look-up.md": ExampleTests.guide(head: "", body: "Text."),
            "Content/guides/example.md": ExampleTests.guide(
                head: "related: [look-up]\nresources:\n  - {note: A look-up., guide: look-up}",
                body: "See [it](look-up.md)."),
            "Content/terms.yml":
                "- {term: TLS, guide: tls, definition: What a look-up is.}\n- {term: Look-up, synonyms: [look-up table], guide: none, definition: A look-up.}\n",
        ])
        let before = try ["Content/site.yml", "Content/guides/example.md", "Content/terms.yml"].map(site.read)
        let selection = try FindingSelection(only: ["language/wording"], files: [], site: site.path)
        _ = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
        let after = try ["Content/site.yml", "Content/guides/example.md", "Content/terms.yml"].map(site.read)
        #expect(
            after == [
                before[0].replacing("A look-up,", with: "A lookup,").replacing(
                    "The look-up.", with: "The lookup."
                )
                .replacing("What a look-up", with: "What a lookup"),
                before[1].replacing("A look-up.", with: "A lookup."),
                before[2].replacing("What a look-up", with: "What a lookup").replacing(
                    "definition: A look-up.", with: "definition: A lookup."),
            ])
    }

    /// Entries that would replace each other for ever, or could never be found.
    @Test(arguments: [
        ("{client: email client}", 1), ("{colour: color, color: colour}", 2), ("{a b: c, c: d}", 1),
        ("{'++': b}", 1),
        ("{client: email program, programs: tools}", 0), ("{look-up: lookup, look up: search}", 0),
        ("{Internet: internet}", 0),
    ])
    func entriesThatCannotBe(_ words: String, _ count: Int) async throws {
        let found = try await Self.findings([
            "Content/site.yml": Self.settings("words: \(words)"),
            "Content/guides/example.md": ExampleTests.guide(head: "", body: "The client, a colour and a b."),
        ])
        #expect(found.count { $0.id == "content/wrong-type" } == count, "\(found)")
    }

    @Test func moreEntriesThanAllowedAreOneFinding() async throws {
        let words = (0..<Site.mostWordings + 3).map { "a\($0): b" }.joined(separator: ", ")
        let found = try await Self.findings(["Content/site.yml": Self.settings("words: {\(words)}")])
        #expect(found.map(\.id) == ["content/wrong-type"], "\(found.prefix(5))")
    }

    /// Different words that no dictionary has.
    private static func wrongWords(_ count: Int) -> [String] {
        (0..<count).map { number in
            "qzxj"
                + String(number, radix: 26).map {
                    String(UnicodeScalar(UInt8(97 + Int(String($0), radix: 26)!)))
                }.joined()
        }
    }

    @Test(arguments: [19, 20, 21]) func soManyWordsGetSuggestions(_ count: Int) async throws {
        let found = try await Self.findings([
            "Content/site.yml": Self.settings("spelling: en_US"),
            "Content/guides/example.md": ExampleTests.guide(
                head: "", body: Array(repeating: "untill", count: count).joined(separator: " ")),
        ]).filter { $0.id == "language/spelling" }
        #expect(found.count == count)
        #expect(found.count { $0.help.contains("until") } == min(count, 20))
    }

    @Test(arguments: [99, 100, 101]) func soManyWordsOfATextAreReported(_ count: Int) async throws {
        let words = Self.wrongWords(count).joined(separator: " ")
        for (settings, text) in [
            ("spelling: en_US", words),
            ("words: {look-up: lookup}", Array(repeating: "look-up", count: count).joined(separator: " ")),
        ] {
            let found = try await Self.findings([
                "Content/site.yml": Self.settings("\(settings)\nagent-notes: [\(text)]")
            ]).filter { $0.group == "language" }
            #expect(found.count == min(count, 100))
            // Each at its place, though words are alike.
            #expect(Set(found.map(\.location)).count == found.count)
        }
    }

    @Test(arguments: [-1, 0, 1]) func longTextsAreNotFixed(_ more: Int) async throws {
        let note = "look-up " + String(repeating: "x", count: 10_000 + more - 8)
        let found = try await Self.findings([
            "Content/site.yml": Self.settings("words: {look-up: lookup}\nagent-notes: [\(note)]")
        ]).filter { $0.id == "language/wording" }
        #expect(found.count == 1 && (found[0].fix != nil) == (more <= 0))
    }

    @Test(arguments: ["", "''", "~", "qq_QQ", "en-US", "../en_US"])
    func aDictionaryThatIsMissingIsAlwaysAnError(_ name: String)
        async throws
    {
        let (site, options) = try Self.site(["Content/site.yml": Self.settings("spelling: \(name)")])
        let reading = try await AnalyzedSite(options)
        let found = try await reading.allFindings(options)
        #expect(found.count == 1 && found[0].severity == .error, "\(found)")
        if name == "en-US" { #expect(found[0].help == "did you mean en_US?") }
        guard found.first?.id == "language/dictionary" else { return }
        for only in [
            ["language/spelling"], ["language/wording"], ["language"], ["Content/guides/example.md"],
        ] {
            let selection = try FindingSelection(only: only, files: [], site: site.path)
            #expect(found.allSatisfy(selection.covers), "\(only)")
        }
        #expect(try !FindingSelection(only: ["links"], files: [], site: site.path).covers(found[0]))
    }
}
