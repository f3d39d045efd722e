import Foundation
import Testing

@testable import GuideKit
@testable import Markdown

/// Front matter and settings as people write them: the slip is named at its place, and the fix that is offered makes the
/// file readable.
@Suite struct ReadingTests {
    static func guide(_ head: String, _ body: String = "Text.") -> String { "---\n\(head)\n---\n\n\(body)\n" }

    struct Slip: Sendable, CustomTestStringConvertible {
        /// The front matter, with `⟦` right before the place of the finding.
        var head: String
        /// What the value reads as once it is fixed.
        var value: String
        var words: String
        var testDescription: String { head }
    }

    static func titled(_ title: String, _ value: String, _ words: String) -> Slip {
        Slip(
            head:
                "title: \(title)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one",
            value: value,
            words: words)
    }

    static let slips: [Slip] = [
        titled("Sending⟦: The Basics", "Sending: The Basics", "as a key"),
        titled("Ends⟦:", "Ends:", "as a key"),
        titled("⟦\"Quoted\" Title", "\"Quoted\" Title", "starts with `\"`"),
        titled("⟦@Home", "@Home", "starts with `@`"),
        titled("⟦`code` first", "`code` first", "starts with ``"),
        titled("⟦[Draft] x", "[Draft] x", "starts with `[`"),
        titled("⟦%d of them", "%d of them", "starts with `%`"),
        titled("⟦> x", "> x", "starts with `>`"),
        titled("⟦- x", "- x", "starts with `-`"),
        titled("⟦{a} and b", "{a} and b", "starts with `{`"),
        titled("⟦, first", ", first", "starts with `,`"),
        titled("⟦'Tis' the season", "'Tis' the season", "starts with `'`"),
        titled("Back\\slash⟦: \"It\"", "Back\\slash: \"It\"", "as a key"),
        titled("Überblick⟦: é", "Überblick: é", "as a key"),
    ]

    @Test(arguments: slips) func slipsAreNamedAndFixed(_ slip: Slip) async throws {
        let text = Self.guide(slip.head)
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(found.map(\.id) == ["content/no-front-matter"])
        #expect(
            found.first.map { "\($0.place.line):\($0.place.column)" }
                == "\(before.count):\(before.last!.unicodeScalars.count + 1)")
        #expect(found.first?.message.contains(slip.words) == true, "\(found.map(\.message))")
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try await site.library().guides.first?.title == slip.value)
        #expect(try await site.build().findings.allSatisfy { $0.severity != .error })
    }

    /// The same in settings.
    @Test func slipsInSettings() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("Test Guides", with: "Guides: The Test"))
        #expect(
            try await site.build().findings.map { "\($0.file):\($0.place.line):\($0.place.column)" } == [
                "Content/site.yml:1:13"
            ])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("Content/site.yml").hasPrefix("name: \"Guides: The Test\"\n"))
    }

    /// A ` #` that takes the rest of a list with it is found where it is.
    @Test func aCutList() async throws {
        let site = try TemporarySite(
            [
                "a.md": Self.guide(
                    "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\nkeywords: [text, issue #5, more text]"
                )
            ], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map { "\($0.place.line):\($0.place.column)" } == ["5:23"])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [text, \"issue #5\", more text]\n"))
    }

    // MARK: Text that is cut

    @Test(arguments: [
        ("title: Update⟦ #2 (New Limits)", "\"Update #2 (New Limits)\""),
        (
            "summary: Answers to ticket⟦ #554 about bounced mail and its limits.",
            "\"Answers to ticket #554 about bounced mail and its limits.\""
        ),
        (
            "resources: [{title: Page, url: https://example.net/, note: See it.}]\nagent-notes:\n  - A note⟦ #1 of it",
            "\"A note #1 of it\""
        ),
        ("resources:\n  - title: Page⟦ #3\n    url: https://example.net/\n    note: See it.", "\"Page #3\""),
    ])
    func cutTextIsFound(_ lines: String, _ fixed: String) async throws {
        var keys = [
            "title": "title: A Guide",
            "summary": "summary: A summary that is long enough to be one of a guide.",
            "category": "category: one",
        ]
        keys[String(lines.prefix { $0 != ":" })] = lines
        let text = Self.guide(
            ["title", "summary", "category"].map { keys[$0]! }.joined(separator: "\n")
                + (lines.hasPrefix("resources") ? "\n" + lines : ""))
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.id == "content/cut-text" }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(
            found.map { "\($0.place.line):\($0.place.column)" } == [
                "\(before.count):\(before.last!.count + 1)"
            ])
        _ = try run(["check", "--site", site.path, "--fix", "--only", "content/cut-text"])
        #expect(try site.read("a.md").contains(fixed + "\n"))
    }

    @Test(arguments: [
        "title: Update  # a comment", "title: \"Update #2\"", "title: 'It' # a comment", "title: C# and F#",
        "title: Update\n# a comment",
    ])
    func commentsAreAllowed(_ title: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": Self.guide(
                    "\(title)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "content/cut-text" || $0.severity == .error }
                == [])
    }

    // MARK: Callouts

    @Test(arguments: ["NOTE", "Note", "note", "nOtE", "TIP", "Tip", "important", "Warning", "caution"])
    func calloutsInAnyLetterCase(_ kind: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "> [!\(kind)]\n> Ask first.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity > .note } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(
            page.contains(
                "<aside class=\"callout callout-\(kind.lowercased())\">\n<p class=\"callout-title\">\(kind.lowercased().capitalized)</p>\n<p>Ask first.</p>\n</aside>"
            ))
        #expect(try site.read("Public/guides/a.md").contains("> [!\(kind)]\n> Ask first."))
    }

    /// Whatever is behind the marker, there is no empty paragraph and no break before the text.
    @Test(arguments: [
        "> [!TIP]\n>\n> Text.", "> [!TIP]\n> ```\n> a\n> ```", "> [!TIP]  \n> Text.", "> [!TIP]\\\n> Text.",
        "> [!TIP]", "- > [!TIP]\n  >\n  > Text.",
    ])
    func calloutsHaveNothingEmpty(_ body: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", body + "\n\nMore.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(page.contains("<p class=\"callout-title\">Tip</p>\n"))
        #expect(!page.contains("<p></p>") && !page.contains("<p><br>") && !page.contains("<p>\n"))
    }

    // MARK: Titles, references, addresses

    @Test(arguments: ["Paths with / and \\\\", "Ends in ]", "\\\\\\\\", "A \\\\] B", "[x](y)"])
    func titlesWithMarksAreListed(_ title: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide(title, "Text.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    @Test func collapsedReferencesNameTheirLabel() async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "See [this essay][] and [that][].\n")], templates: false)
        let found = try await site.build().findings.filter { $0.id == "links/undefined-reference" }
        #expect(
            found.map(\.help) == [
                "add a line `[this essay]: address`, or write the address in parentheses",
                "add a line `[that]: address`, or write the address in parentheses",
            ])
    }

    @Test(arguments: [
        ("See https://example.net/a）。 It is.", "See <https://example.net/a>）。 It is."),
        ("参照：https://example.net/b、次へ", "参照：<https://example.net/b>、次へ"),
        ("See www.example.net/b、次へ", "See [www.example.net/b](https://www.example.net/b)、次へ"),
        ("“https://example.net/c”.", "“<https://example.net/c>”."),
    ])
    func addressesEndBeforeForeignPunctuation(_ body: String, _ fixed: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "links/bare-end" }.count == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "links/bare-end"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + fixed))
    }

    @Test(arguments: [
        "(see https://en.example.org/wiki/Foo_(bar))", "https://example.net/größe",
        "<https://example.net/a、b>", "[x](https://example.net/a、b)", "\"https://example.net/c\".",
    ])
    func otherAddressesAreLeftAlone(_ body: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "links/bare-end" } == [])
    }

    /// A term is found where it is misspelled inside a longer form of it.
    @Test(arguments: [
        ("Publish the Dmarc record.", "Publish the DMARC record."),
        ("Read the Mta-Sts policy.", "Read the MTA-STS policy."),
        ("The Spf records fail.", "The SPF records fail."), ("Publish Dmarc.", "Publish DMARC."),
        ("The dmarc-record is.", "The DMARC-record is."),
        ("An Spf include mechanism.", "An SPF include mechanism."),
    ])
    func misspelledTermsInLongerForms(_ body: String, _ fixed: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", body),
                "Content/terms.yml":
                    "- {term: DMARC, synonyms: [DMARC record], guide: none}\n- {term: MTA-STS, synonyms: [MTA-STS policy], guide: none}\n- {term: SPF, synonyms: [SPF record, SPF include mechanism], guide: none}\n",
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "keywords/spelling" }.count == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "keywords/spelling"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + fixed))
    }

    /// Two keywords that a fingerprint once took for one are both kept.
    @Test func fixesDeleteNoOtherKeyword() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha", more: "keywords: [IPv6, IPTV, fs files, d3 files, FS-Files]",
                    "IPv6, IPTV, fs files, d3 files.")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "keywords/repeated" }.map(\.message) == [
                "\"FS-Files\" is \"fs files\" once more"
            ])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [IPv6, IPTV, fs files, d3 files]"))
    }

    @Test func titlesAreTheSameInLetterCaseAlone() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Page", "Text."), "b.md": TemporarySite.guide("Pages", "Text."),
                "c.md": TemporarySite.guide("PAGE", "Text."),
            ],
            templates: false)
        func found() async throws -> [String] {
            try await site.build().findings.filter { $0.id == "keywords/contested" }.map {
                "\($0.file) \($0.severity.rawValue)"
            }
        }
        #expect(try await found() == ["Content/guides/c.md error"])
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {keywords/contested: warning}\n")
        #expect(try await found() == ["Content/guides/c.md warning"])
    }

    // MARK: Shapes that cost too much

    static func table(_ columns: Int, _ rows: Int) -> String {
        "|" + String(repeating: "a|", count: columns) + "\n|" + String(repeating: "-|", count: columns) + "\n"
            + String(repeating: "|a|\n", count: rows)
    }

    /// A body that is too long to be shown, with what is said of it.
    struct Shape: Sendable, CustomTestStringConvertible {
        var body: String
        var words: String
        init(_ body: String, _ words: String) { (self.body, self.words) = (body, words) }
        var testDescription: String { words }
    }

    @Test(arguments: [
        Shape(table(2000, 2000), "2000 columns"), Shape(table(CostlyShape.mostColumns + 1, 1), "501 columns"),
        Shape(table(100, 1001), "100100 cells"),
        Shape("Text.\n\n> " + table(300, 400).replacing("\n", with: "\n> "), "cells"),
        Shape("a\n:-\n" + String(repeating: "b\n", count: 100_001), "100001 cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 501), "500 `)`"),
        Shape(String(repeating: "a@", count: 501), "500 `@`"),
        Shape(String(repeating: "a@b ", count: 20_001), "20001 `@`"),
        Shape(String(repeating: "![[]()", count: 501), "500 images"),
        Shape("|a|\n|\u{C}-|" + String(repeating: "-|", count: 600) + "\n", "601 columns"),
        Shape("- x\n\n  " + table(501, 1).replacing("\n", with: "\n  "), "501 columns"),
    ])
    func costlyShapesAreNamed(_ shape: Shape) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", shape.body)], templates: false)
        let found = try await site.build().findings
        #expect(found.map(\.id).filter { $0 != "content/control-character" } == ["content/too-complex"])
        #expect(found.first?.message.contains(shape.words) == true, "\(found)")
    }

    @Test(arguments: [
        Shape(table(CostlyShape.mostColumns, 3), "as many columns as may be"),
        Shape(table(100, 999), "as many cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 500), "as many signs"),
        Shape(String(repeating: "a) ", count: 2000), "signs apart"),
        Shape(String(repeating: "[a](b.md)", count: 2000), "links without a space"),
    ])
    func shapesWithinBoundsAreRead(_ shape: Shape) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", shape.body), "b.md": TemporarySite.guide("Beta", "Text.")],
            templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// Guides of half a megabyte and more, each of a shape that once took minutes: what is found is counted, and told apart
    /// up to a bound.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("[]", 300_000, "", 0), ("[a](b.md) ", 60_000, "", 0),
            ("[a](c.md) ", 60_000, "links/unknown-guide", 1000),
            ("[a](#c) ", 60_000, "links/unknown-anchor", 1000),
            ("https://a.example/ ", 40_000, "links/vague-text", 1000),
            ("[a]: http://a.example/\n", 30_000, "links/shadowed-definition", 1000),
            ("# a\n", 100_000, "structure/duplicate-heading", 1000),
            ("a\n=\n", 100_000, "structure/duplicate-heading", 1000),
            ("[b][] ", 60_000, "links/undefined-reference", 1000),
            ("\u{200B}a", 100_000, "", 0), ("&amp;", 100_000, "", 0), ("|a|\n|-|\n|b|\n\n", 40_000, "", 0),
        ])
    func longGuidesAreRead(_ piece: String, _ count: Int, _ id: String, _ found: Int) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", String(repeating: piece, count: count)),
                "b.md": TemporarySite.guide("Beta", "Text."),
            ], templates: false)
        let findings = try await site.build().findings
        guard !id.isEmpty else { return }
        let own = findings.filter { $0.id == id }
        #expect(own.count == found)
        #expect(own.contains { $0.help.hasSuffix(" more like it in this file") })
    }

    /// Settings of any size are read in time that grows with them.
    @Test(.timeLimit(.minutes(5))) func longSettingsAreRead() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        let keywords = (0..<20_000).map { "k\($0)" }.joined(separator: ", ")
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("[site keyword]", with: "[\(keywords)]"))
        #expect(try await site.build().findings.allSatisfy { $0.severity != .error })
        try site.write(
            "Content/terms.yml", "- {term: \(String(repeating: "word ", count: 100_000)), guide: none}\n")
        #expect(
            try await site.build().findings.filter { $0.severity == .error }.map(\.id) == [
                "content/wrong-type"
            ])
        try site.write("Content/terms.yml", "")
        try site.write("Content/queries.yml", (0..<5000).map { "- {query: q\($0), finds: a}\n" }.joined())
        #expect(try await site.build().findings.contains { $0.message.contains("one query too many") })
        try site.write(
            "Content/queries.yml", "- {query: \(String(repeating: "word ", count: 100_000)), finds: a}\n")
        #expect(try await site.build().findings.contains { $0.message.contains("this query has") })
    }

    /// What is written as a block of lines, or with a bar in a table, has no plain place for a fix: it is left as it is.
    @Test(arguments: [
        ("related:\n  - >-\n    othr\n  - |\n    othr", "Text.", "links/unknown-guide"),
        ("resources:\n  - guide: >-\n      othr\n    note: See it.", "Text.", "links/unknown-guide"),
        ("term-links: true", "| a | b |\n| - | - |\n| [x](OTHER.md?x\\|y) | c |", "links/wrong-case"),
        (
            "term-links: true", "| a | b |\n| - | - |\n| [x](other.md?a\\|b#stepz) | c |",
            "links/unknown-anchor"
        ),
    ])
    func fixesLeaveWhatHasNoPlainPlace(_ more: String, _ body: String, _ id: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", more: more, body),
                "other.md": TemporarySite.guide("Other", "Text.\n\n## Steps\n\nText."),
            ], templates: false)
        let before = try site.read("a.md")
        #expect(try await site.build().findings.contains { $0.id == id })
        _ = try run(["check", "--site", site.path, "--fix", "--only", id])
        #expect(try site.read("a.md") == before)
    }

    /// No build writes over what it is made from.
    @Test(arguments: ["Content", "Content/guides", "Templates", ".guides", "linked"])
    func sourcesAreNoOutput(_ output: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try await site.build()
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/linked", withDestinationPath: "Content")
        let before = try site.read("a.md")
        await #expect(throws: DiskError.self) {
            try await site.build { $0.output = site.path + "/" + output }
        }
        #expect(try site.read("a.md") == before)
    }
}
