import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import OutputChecks
@testable import Reports
@testable import Support

/// Each case holds the finding between `⟦` and `⟧`, or only its start where it has no end.
@Suite(.timeLimit(.minutes(15))) struct FindingTests {
    static func guide(_ body: String) -> [String: String] { ["a.md": TemporarySite.guide("Alpha", body)] }

    static func front(_ more: String) -> [String: String] {
        ["a.md": TemporarySite.guide("Alpha", more: more, "Text.")]
    }

    static func settings(_ from: String, _ to: String) -> [String: String] {
        ["Content/site.yml": TemporarySite.settings.replacing(from, with: to)]
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var id: String
        var files: [String: String]
        /// A part of the help line.
        var help: String
        init(_ id: String, _ files: [String: String], help: String = "") {
            self.id = id
            self.files = files
            self.help = help
        }
        var testDescription: String { "\(id): \(files.sorted { $0.key < $1.key })" }
    }

    static let cases: [Case] = [
        Case("content/unknown-key", front("⟦sumary⟧: x"), help: "did you mean `summary`?"),
        Case("content/unknown-key", front("resources:\n  - {guide: b, ⟦notes⟧: x}"), help: "`note`"),
        Case("content/unknown-key", front("⟦größe⟧: x")), Case("content/unknown-key", front("⟦日本⟧: x")),
        Case("content/unknown-key", front("⟦e\u{301}é🙂⟧: x")),
        Case("content/unknown-key", front("resources:\n  - {title: \"日é\", guide: b, ⟦größe⟧: x}")),
        Case("content/unknown-key", ["Content/site.yml": TemporarySite.settings + "⟦länge⟧: en\n"]),
        Case("content/unknown-key", ["Content/terms.yml": "- {term: É, guide: none, ⟦größe⟧: b}\n"]),
        Case("content/unknown-key", ["Content/queries.yml": "- {query: é, finds: b, ⟦größe⟧: b}\n"]),
        Case("content/wrong-type", front("draft: ⟦größe")),
        Case(
            "content/unknown-key",
            settings("language", "⟦langage⟧: en\nlanguage").merging([
                "Content/site.yml": TemporarySite.settings + "⟦langage⟧: en\n"
            ]) { $1 }, help: "`language`"),
        Case("content/unknown-key", ["Content/terms.yml": "- {term: X, ⟦guides⟧: b}\n"], help: "`guide`"),
        Case(
            "content/unknown-key",
            ["Content/site.yml": TemporarySite.settings + "checks: {⟦links/unknown-guid: off}\n"],
            help: "links/unknown-guide"),
        Case(
            "content/missing-key", ["a.md": "---\n⟦title: A\ncategory: one\n---\n\nText.\n"],
            help: "add a line `summary: …`"),
        Case("content/missing-key", ["a.md": "---\ntitle: A\n⟦summary:\ncategory: one\n---\n\nText.\n"]),
        Case("content/missing-key", ["Content/terms.yml": "- ⟦guide: b\n"]),
        Case("content/wrong-type", front("related: ⟦b")),
        Case("content/wrong-type", front("keywords: [⟦[x]]")),
        Case("content/wrong-type", front("draft: ⟦maybe"), help: "`draft: true`"),
        Case("content/wrong-type", settings("https://example.org", "⟦https://example.org/guides")),
        Case(
            "content/wrong-type", ["Content/site.yml": TemporarySite.settings + "words-per-minute: ⟦fast\n"]),
        Case(
            "content/wrong-type", ["Content/site.yml": TemporarySite.settings + "edit-url: ⟦/edit/{path}\n"],
            help: "{path}"),
        Case("content/wrong-type", ["Content/queries.yml": "⟦query: tls\n"], help: "- query"),
        Case("content/missing-key", ["Content/queries.yml": "- ⟦query: tls\n"], help: "finds"),
        Case(
            "content/unknown-key", ["Content/queries.yml": "- query: tls\n  ⟦find⟧: tls\n  finds: [tls]\n"],
            help: "finds"),
        Case(
            "content/bad-slug", ["search.md": "⟦" + TemporarySite.guide("Search", "Text.")],
            help: "another name"),
        Case("content/wrong-type", ["Content/terms.yml": "⟦terms: x\n"]),
        Case("content/no-front-matter", ["a.md": "⟦Text alone.\n"]),
        Case("content/no-front-matter", ["a.md": "⟦---\ntitle: A\n\nText.\n"], help: "---"),
        Case("content/no-front-matter", ["a.md": "---\ntitle⟦:A\n---\n\nText.\n"], help: "`title: …`"),
        Case(
            "content/no-front-matter", ["a.md": "---\ntitle: A\nrelated:\n⟦\t- b\n---\n\nText.\n"],
            help: "spaces"),
        Case(
            "content/no-front-matter", ["a.md": "---\ntitle: ⟦\"A\nsummary: B\n---\n\nText.\n"],
            help: "close it"),
        Case("content/no-front-matter", ["a.md": "---\ntitle: A\n⟦title: B\nsummary: C\n---\n\nText.\n"]),
        Case("content/no-front-matter", ["a.md": "---\ntitle: ⟦&a A\nsummary: *a\n---\n\nText.\n"]),
        Case("content/no-front-matter", ["Content/terms.yml": "- term: X\n  guide: ⟦'b\n"]),
        Case(
            "content/duplicate-slug",
            ["a.md": TemporarySite.guide("A", "x"), "deep/a.md": "⟦" + TemporarySite.guide("B", "y")]),
        Case("addresses/redirect-shadowed", front("aliases: [⟦b⟧]")),
        Case("addresses/redirect-loop", front("aliases: [⟦a⟧]")),
        Case("content/duplicate-slug", front("aliases: [b2, ⟦b2]")),
        Case("content/wrong-type", ["Content/addresses.txt": "# x\n/guides\n⟦<<<<<<< HEAD\n"]),
        Case(
            "content/bad-slug",
            [
                "a.md": TemporarySite.guide(
                    "Alpha", more: "issues: [{issue: x, former-ids: [⟦\"a b\"⟧]}]",
                    "## Fix Common Issues\n\n### X\n\nA `TXT` record.\n\n1. Run it.")
            ], help: "a-b"),
        Case(
            "content/duplicate-slug",
            [
                "c.html": "⟦x", "c.md": TemporarySite.guide("C", "x"),
                "Content/site.yml": TemporarySite.settings + "files: {allow: [html]}\n",
            ]),
        Case("content/duplicate-slug", ["llms.txt": "⟦x"]),
        Case("content/duplicate-slug", ["assets/x.css": "⟦x"]),
        Case("content/bad-slug", ["Bad Name.md": "⟦" + TemporarySite.guide("A", "x")], help: " bad-name`"),
        Case("content/bad-slug", ["index.md": "⟦" + TemporarySite.guide("A", "x")]),
        Case("content/bad-slug", front("aliases: [⟦../up]"), help: "\"up\""),
        Case("content/bad-slug", front("aliases: [⟦größe]"), help: "\"grosse\""),
        Case("content/bad-slug", front("aliases: [⟦été-à-łódź]"), help: "\"ete-a-lodz\""),
        Case("content/bad-slug", front("aliases: [⟦日本]"), help: "such as"),
        Case(
            "content/bad-slug", front("aliases: [⟦\(String(repeating: "ab-", count: 33))abc]"),
            help: "\"\(String(repeating: "ab-", count: 33))a\""),
        Case(
            "content/unknown-category", ["a.md": TemporarySite.guide("A", category: "⟦on", "x")],
            help: "did you mean one?"),
        Case("content/bad-date", front("updated: ⟦2026-02-30")),
        Case("content/bad-date", front("review: ⟦tomorrow")),
        Case("content/empty-guide", ["a.md": "---\ntitle: A\nsummary: B\ncategory: one\n---\n⟦"]),
        Case(
            "content/duplicate-summary",
            [
                "a.md": "---\ntitle: A\nsummary: All the same words in here\ncategory: one\n---\nx\n",
                "c.md": "---\ntitle: C\nsummary: ⟦All the same words in here\ncategory: one\n---\ny\n",
            ]),
        Case("content/template-leak", guide("Some ⟦{{ name }} here")),
        Case("content/template-leak", guide("x\n\n⟦:::note\ny")),
        Case("content/template-leak", guide("Use ⟦<Tabs> here")),
        Case("content/template-leak", guide("⟦import Tabs from '@x'")),
        Case("content/template-leak", guide("- é ⟦{% if x %}")),
        Case("content/example-domain", guide("Ask ⟦mail.mailer.com about it")),
        Case("content/example-domain", guide("Use `v=spf1 ip4:⟦8.8.8.8 -all`")),
        Case("content/example-domain", guide("```\ndig ⟦google.com\n```")),
        Case("links/unknown-guide", guide("See [x](⟦bb.md⟧)"), help: "did you mean b.md?"),
        Case("links/unknown-guide", guide("é [x](⟦spf-record.md⟧) and [y](b.md)")),
        Case("links/unknown-guide", guide("[x][r]\n\n[r]: ⟦nowhere.md⟧")),
        Case("links/unknown-guide", guide("[x](⟦/guides/nowhere⟧)")),
        Case("links/unknown-guide", guide("[x](⟦https://example.org/guides/nowhere⟧)")),
        Case(
            "links/unknown-guide",
            guide("[x](⟦c.md⟧)").merging(["deep/c.md": TemporarySite.guide("C", "x")]) { $1 },
            help: "deep/c.md"),
        Case("links/unknown-guide", guide("[x](⟦../../terms.md⟧)")),
        Case("links/unknown-guide", guide("[x](⟦⟧)")),
        Case("links/unknown-guide", guide("[x](⟦b⟧)"), help: "b.md"),
        Case("links/unknown-guide", front("related: [b, ⟦bx⟧]"), help: "did you mean b?"),
        Case("links/unknown-guide", front("resources:\n  - guide: ⟦nowhere-at-all⟧")),
        Case("links/unknown-guide", ["Content/terms.yml": "- {term: X, guide: ⟦nowhere⟧}\n"]),
        Case(
            "links/draft-target",
            guide("[x](⟦d.md⟧)").merging(["d.md": TemporarySite.guide("D", more: "draft: true", "x")]) { $1 }),
        Case("links/unknown-anchor", guide("[x](⟦b.md#part-tow⟧)"), help: "#part-two"),
        Case("links/unknown-anchor", guide("| a |\n| --- |\n| [x](⟦#nope⟧) |")),
        Case("links/unknown-anchor", guide("> [x](⟦b.md#nope⟧\n> \"t\")")),
        Case(
            "links/unknown-file",
            guide("![x](⟦imgae.png⟧)").merging(["image.png": TemporarySite.picture]) { $1 },
            help: "image.png"),
        Case("links/unknown-file", guide("[x](⟦../../site.yml⟧)")),
        Case("links/dangerous-scheme", guide("[x](⟦javascript:alert(1)⟧)")),
        Case("links/dangerous-scheme", guide("[x](⟦JavaScript&#58;alert⟧)")),
        Case("links/dangerous-scheme", guide("![x](<⟦data:image/png;base64,xx⟧>)")),
        Case("links/dangerous-scheme", guide("[x](<⟦java&#9;script:alert(1)⟧>)")),
        Case(
            "links/dangerous-scheme",
            front("resources:\n  - {title: X, url: '⟦javascript:x'}").mapValues {
                $0.replacing("'⟦", with: "⟦'")
            }),
        Case(
            "structure/raw-html",
            guide("x ⟦<b>bold")),
        Case("structure/raw-html", guide("x ⟦<b>bold</b> y")),
        Case("structure/raw-html", guide("x ⟦</b> y")),
        Case(
            "links/unknown-guide",
            guide("[x](⟦long-na.md⟧)").merging(["long-name.md": TemporarySite.guide("L", "x")]) { $1 },
            help: "long-name.md"),
        Case("structure/raw-html", guide("x\n\n⟦<div>\ny\n</div>")),
        Case("structure/raw-html", guide("x\n\n⟦<b>a remark</b>")),
        Case(
            "links/unknown-guide",
            [
                "Content/site.yml": TemporarySite.settings.replacing(
                    "[A note of the site.]", with: "[⟦A note on https://example.org/guides/nowhere.]")
            ]),
        Case(
            "links/unknown-anchor",
            [
                "Content/site.yml": TemporarySite.settings.replacing(
                    "[A note of the site.]", with: "[⟦See https://example.org/guides/b#nowhere]")
            ]),
        Case("links/unknown-guide", front("agent-notes: [⟦Read https://example.org/guides/nowhere too]")),
        Case(
            "agents/hidden-text",
            [
                "Content/site.yml": TemporarySite.settings.replacing(
                    "Test Guides", with: "Test⟦\u{200B}⟧ Guides")
            ]),
        Case("agents/hidden-text", ["Content/terms.yml": "- {term: \"⟦\u{2060}⟧X\", guide: b}\n"]),
        Case("structure/unclosed-fence", guide("x\n\n⟦```sh\ncode\n")),
        Case("structure/unclosed-fence", guide("- ⟦```\n  code\n\nx")),
        Case("structure/duplicate-heading", guide("## One {#a}\n\nx\n\n## ⟦Two {#a}\n\ny")),
        Case(
            "templates/invalid",
            ["Templates/guide.mustache": "⟦{{#body}} {{{body}}}"].mapValues { $0.replacing("⟦", with: "") }),
        Case(
            "templates/invalid", ["Templates/guide.mustache": "a\nb ⟦{{assets.styl.css}} {{{body}}}"],
            help: "style.css"),
        Case("templates/invalid", ["Templates/guide.mustache": "a\nb ⟦{{> haed}} {{{body}}}"], help: "head"),
        Case("templates/invalid", ["Templates/guide.mustache": "⟦{{titel}} {{{body}}}"], help: "title"),
    ]

    @Test(arguments: cases)
    func findsAtItsLocation(_ test: Case) async throws {
        var expected: (file: String, start: Support.SourceLocation, end: Support.SourceLocation?)?
        let site = try TemporarySite([
            "b.md": TemporarySite.guide("Beta", "## Part Two\n\nText of its own.")
        ])
        for (file, marked) in test.files {
            let name =
                file.hasPrefix("Content/") || file.hasPrefix("Templates/") ? file : "Content/guides/\(file)"
            if let start = ExampleTests.location(of: "⟦", in: marked) {
                expected = (name, start, ExampleTests.location(of: "⟧", in: marked))
            }
            try site.write(file, marked.replacing("⟦", with: "").replacing("⟧", with: ""))
        }
        let report = try await site.build { $0.options.today = Day("2026-11-24") }
        // `check` finds what `build` does.
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-24")
        #expect(try await AnalyzedSite(options).allFindings(options) == report.findings)
        let found = report.findings.filter { $0.id == test.id }
        #expect(found.count == 1, "\(report.findings)")
        if let expected {
            #expect(found.first?.file == expected.file)
            #expect(found.first?.location == expected.start)
            #expect(found.first?.end == expected.end)
        }
        let help = found.first?.help ?? ""
        #expect(test.help.isEmpty || help.contains(test.help), "\(help)")
        let others = report.findings.filter { $0.id != test.id && $0.severity == .error }
        // A slip in one place may leave a required key missing; nothing else may follow from it.
        #expect(
            others.allSatisfy { $0.id == "content/missing-key" || $0.id == "content/wrong-type" }, "\(others)"
        )
        #expect(report.hasErrors == report.findings.contains { $0.severity == .error })
        #expect(try site.published().isEmpty == report.hasErrors)
    }

    @Test(
        arguments: [
            "Use `{{ name }}` and ```{% x %}``` here", "```\n{{ x }}\n:::\nimport A from 'b'\n```",
            "import is a word from here",
            "example.com, mail.example.org, 192.0.2.1, 127.0.0.2, list.md, e.g. this",
            "[x](https://mailer.com) https://mailer.com",
            "[x](b.md#part-two) [y](#top) [z](tel:+1)", "a < b > c", "## A\n\nx\n\n## B\n\ny", "```\nx\n```",
        ])
    func findsNothing(_ body: String) async throws {
        let site = try TemporarySite(
            Self.guide(body).merging(["b.md": TemporarySite.guide("Beta", "## Part Two\n\nx")]) { $1 })
        let found = try await site.build().findings
        #expect(found.filter { $0.severity == .error || $0.group == "content" } == [])
    }

    @Test(arguments: [
        ("2026-11-25", nil), ("2026-11-24", .note), ("2026-11-20", Severity.note), ("2026-09-01", .warning),
    ])
    func reviewComesDue(_ day: String, _ severity: Severity?) async throws {
        let site = try TemporarySite(Self.front("review: \(day)"))
        let report = try await site.build { $0.options.today = Day("2026-11-24") }
        #expect(report.findings.first { $0.id == "content/review-due" }?.severity == severity)
        #expect(!report.hasErrors)
    }

    @Test func severitiesAreTheSites() async throws {
        let body = "Ask mail.mailer.com and [x](nowhere.md) and <b>"
        let site = try TemporarySite(Self.guide(body))
        try site.write(
            "Content/site.yml",
            TemporarySite.settings
                + "checks: {links/unknown-guide: warning, structure: off, content/example-domain: error}\n")
        let report = try await site.build()
        let found = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.id, $0.severity) })
        #expect(found == ["links/unknown-guide": .warning, "content/example-domain": .error])
    }

    @Test func brokenLinksMayBeLetPass() async throws {
        let site = try TemporarySite(Self.guide("[x](nowhere.md) ![y](no.png) [z](#no)\n\nraw <b>x</b>"))
        try site.write(
            "Content/site.yml", TemporarySite.settings + "checks: {links: warning, structure: note}\n")
        let report = try await site.build()
        #expect(!report.hasErrors && report.findings.count == 4, "\(report.findings)")
    }

    @Test(arguments: ["pair/not-equivalent", "links/dangerous-scheme", "content/unreadable"])
    func someSeveritiesAreFixed(_ id: String) async throws {
        let site = try TemporarySite(Self.guide("[x](javascript:x)"))
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {\(id): off, links: off}\n")
        let report = try await site.build()
        #expect(report.findings.map(\.id) == ["links/dangerous-scheme", "content/wrong-type"])
    }

    @Test func allFindingsAreShown() async throws {
        let site = try TemporarySite(Self.guide("[a](x.md)\n\n[b](y.md) ![c](z.png)\n\n<b>"))
        #expect(
            try await site.build().findings.map(\.id) == [
                "links/unknown-guide", "links/unknown-guide", "links/unknown-file", "structure/raw-html",
            ])
    }

    @Test func reportsLikeACompiler() async throws {
        let site = try TemporarySite(
            Self.guide("wide 日本 é [x](\u{1B}b.md)").mapValues { $0.replacing("\u{1B}b", with: "spf-recrd") }
                .merging(["spf-record.md": TemporarySite.guide("S", "x")]) { $1 })
        let report = try await site.build()
        var text = FindingText(site: site.path, hasColor: false)
        #expect(
            text.text(report.findings[0]) == """
                Content/guides/a.md:8:15: error: no guide is named "spf-recrd" [links/unknown-guide]
                 8 | wide 日本 é [x](spf-recrd.md)
                   |                 ^^^^^^^^^^^^
                   = help: did you mean spf-record.md?

                """)
        let long = String(repeating: "word ", count: 60)
        let excerpt = SourceExcerpt(of: Array(long.unicodeScalars), around: 200)
        #expect(excerpt.text.count == 92 && excerpt.text.hasPrefix("…") && excerpt.text.hasSuffix("…"))
        #expect(excerpt.text.hasPrefix(excerpt.before) && excerpt.before.count == 55)
        #expect(SourceExcerpt(of: Array("short".unicodeScalars), around: 2).before == "sh")
        #expect(TerminalText.line("a\u{1B}[31mb\u{202E}c") == "a<U+001B>[31mb<U+202E>c")
    }
}
