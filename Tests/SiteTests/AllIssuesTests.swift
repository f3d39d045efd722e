import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Library
@testable import Rendering
@testable import Support

/// The pages of all issues: what is on them, at which address, and how they are split.
@Suite(.timeLimit(.minutes(15))) struct AllIssuesTests {
    /// A guide with issues, the first of which has a signal of many words.
    private static func guide(
        _ title: String, category: String = "one", more: String = "", issues: [String]
    ) -> String {
        let sections = issues.map {
            "### \($0)\n\nThe checker shows `\($0.lowercased())` & tells nothing more about what is wrong with the whole of it.\n\n1. Do it.\n2. Check again.\n\n"
        }
        let text = TemporarySite.guide(title, category: category, more: more, "")
        return text + "Text.\n\n## Fix Common Issues\n\n" + sections.joined()
    }

    private static func site(_ more: [String: String] = [:]) throws -> TemporarySite {
        try TemporarySite(
            [
                "a.md": guide(
                    "Alpha", more: "updated: 2026-11-20", issues: ["No *Record*", "Record Is Lost"]),
                "b.md": guide("Beta", category: "two", issues: ["Key [too] Short"]),
                "c.md": TemporarySite.guide("Gamma", "Text."),
            ].merging(more) { $1 })
    }

    private static func errors(_ site: TemporarySite) async throws -> [Finding] {
        try await site.build().findings.filter { $0.severity == .error }
    }

    @Test func everyIssueIsListedByCategory() async throws {
        let site = try Self.site()
        let report = try await site.build()
        #expect(!report.hasErrors && report.notices == [], "\(report)")
        let twin = try site.read("Public/guides/issues.md")
        #expect(
            twin == """
                # Issues

                > The issues that the guides of Test Guides fix, each with what a checker or a server shows.

                - Human page: https://example.org/guides/issues

                - Markdown page: https://example.org/guides/issues.md

                - Guide index: https://example.org/llms.txt

                ## Category One

                - [No Record](https://example.org/guides/i/no-record.md): The checker shows no \\*record\\* & tells nothing more about what is wrong with the…
                - [Record Is Lost](https://example.org/guides/i/record-is-lost.md): The checker shows record is lost & tells nothing more about what is wrong with…

                ## Category Two

                - [Key \\[too\\] Short](https://example.org/guides/i/key-too-short.md): The checker shows key \\[too\\] short & tells nothing more about what is wrong with…

                """)
        let page = try site.read("Public/guides/issues.html")
        for part in [
            "<section class=\"checker\" aria-label=\"Category One\">",
            "<h2><span id=\"one\"></span>Category One</h2>",
            "<h2><span id=\"two\"></span>Category Two</h2>",
            "<a href=\"/guides/a#no-record\">No Record</a>",
            "<a href=\"/guides/b#key-too-short\">Key [too] Short</a>",
            "&amp; tells nothing more about what is wrong",
        ] { #expect(page.contains(part), "\(part)") }
        // Found from everywhere else.
        let llms = try site.read("Public/llms.txt")
        #expect(
            llms.contains(
                "All issues that the guides fix, by category: https://example.org/guides/issues.md."))
        #expect(llms.contains("\n- [Issues](https://example.org/guides/issues.md): The issues that "))
        let size = try site.read("Public/guides/issues.json").utf8.count / 4
        let said = try #require(llms.firstMatch(of: /issues\.json\. It has about (\d+) tokens\./))
        #expect(abs(try #require(Int(said.1)) - size) < 80, "\(said.1) of \(size)")
        #expect(
            try site.read("Public/sitemap.xml").contains(
                "<loc>https://example.org/guides/issues</loc><lastmod>2026-11-20</lastmod>"))
        #expect(try site.read("Public/guides.html").contains("<a href=\"/guides/issues\">All issues</a>"))
        #expect(
            try site.read("Public/guides.md").contains(
                "- [All issues](https://example.org/guides/issues.md)\n"))
        #expect(
            try site.read("Public/guides/search.md").contains(
                "- All issues: https://example.org/guides/issues.md"))
        // And links lead there, to its parts too.
        try site.write(
            "d.md", TemporarySite.guide("Delta", "See [all](/guides/issues) and [these](/guides/issues#two).")
        )
        #expect(try await Self.errors(site) == [])
        try site.write("d.md", TemporarySite.guide("Delta", "See [these](/guides/issues#three)."))
        #expect(try await site.build().findings.contains { $0.id == "links/unknown-anchor" })
    }

    @Test func aSiteWithoutIssuesHasNoSuchPage() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try await site.build()
        let files = try site.published()
        #expect(
            !files.keys.contains { $0.hasPrefix("guides/issues.html") || $0.hasPrefix("guides/issues.md") })
        for name in ["llms.txt", "guides.md", "guides.html", "guides/search.md", "sitemap.xml"] {
            #expect(try !site.read("Public/\(name)").contains("guides/issues\""), "\(name)")
            #expect(try !site.read("Public/\(name)").contains("guides/issues.md"), "\(name)")
            #expect(try !site.read("Public/\(name)").contains("/issues</loc>"), "\(name)")
        }
    }

    /// What has the name already keeps it.
    @Test(
        arguments: [
            ("issues.md", TemporarySite.guide("Open Issues", "Text."), "Content/guides/issues.md"),
            (
                "d.md", TemporarySite.guide("Delta", more: "aliases: [issues]", "Text."),
                "an alias of Content/guides/d.md"
            ),
            (
                "d.md", TemporarySite.guide("Delta", more: "aliases: [/guides/issues/]", "Text."),
                "an alias of Content/guides/d.md"
            ),
            ("issues/index.txt", "x", nil), ("issues", "x", "Content/guides/issues"),
            (
                "Content/site.yml", TemporarySite.settings + "elsewhere: [/guides/issues]\n",
                "`elsewhere` in Content/site.yml"
            ),
            // Other pages come first there too.
            ("Content/site.yml", TemporarySite.settings + "elsewhere: [/guides/*]\n", nil),
        ] as [(String, String, String?)])
    func aNameThatIsTakenIsLeftAlone(_ file: String, _ text: String, _ holder: String?) async throws {
        let site = try Self.site([file: text])
        let before = try await site.build()
        #expect(!before.hasErrors, "\(before.findings)")
        let name = holder == nil ? "issues" : "all-issues"
        #expect(
            before.notices
                == (holder.map {
                    [
                        "\($0) has the address /guides/issues, so the list of all issues is at /guides/all-issues"
                    ]
                } ?? []))
        #expect(
            try site.read("Public/guides/\(name).md").contains(
                "\n- Human page: https://example.org/guides/\(name)\n"))
        #expect(
            try site.read("Public/llms.txt").contains("by category: https://example.org/guides/\(name).md."))
        if file == "issues.md" {
            #expect(try site.read("Public/guides/issues.md").hasPrefix("# Open Issues\n"))
        }
        if file == "issues" { #expect(try site.read("Public/guides/issues") == "x") }
        if file == "d.md" {
            let path = text.contains("/guides/issues/") ? "issues/index.html" : "issues.html"
            #expect(try site.read("Public/guides/\(path)").contains("/guides/d"))
        }
        // The notice is there again when nothing changed.
        #expect(try await site.build().notices == before.notices)
        // Only its usual address is one that has to stay.
        let recorded = try await site.library().publishedAddresses.map(\.address)
        #expect(!recorded.contains("/guides/all-issues"))
        #expect(recorded.contains("/guides/issues") || file.hasPrefix("Content"))
    }

    @Test func severalNamesMayBeTaken() async throws {
        let site = try Self.site([
            "issues.md": TemporarySite.guide("Open Issues", "Text."),
            "all-issues.md": TemporarySite.guide("All Open Issues", "Text."),
            "d.md": TemporarySite.guide("Delta", more: "aliases: [all-issues-2]", "Text."),
        ])
        #expect(try await Self.errors(site) == [])
        #expect(try site.read("Public/guides/all-issues-3.md").hasPrefix("# Issues\n"))
    }

    /// Where the guides are the whole site, below other paths, and in another language.
    @Test(arguments: [("/", "", "en"), ("/help/mail", "/help/mail", "de"), ("/guides", "/guides", "ja")])
    func otherPathsAndLanguages(_ path: String, _ prefix: String, _ language: String) async throws {
        let settings = TemporarySite.settings + "path: \(path)\nlanguage: \(language)\n"
        let site = try Self.site(["Content/site.yml": settings])
        let library = try await site.library()
        #expect(library.shape.issuesPath?.path == "\(prefix)/issues")
        let section = library.site.strings.sections.issues
        #expect(!section.isEmpty)
        #expect(try await Self.errors(site) == [])
        let twin = try site.read("Public\(prefix)/issues.md")
        #expect(twin.hasPrefix("# \(library.site.strings[.issues])\n"))
        #expect(twin.contains("](https://example.org\(prefix)/i/no-record.md): The checker"))
    }

    /// Names of the categories' pages, and of their parts.
    private static func many(_ counts: [(guides: Int, issues: Int)]) throws -> TemporarySite {
        var files: [String: String] = [:]
        for (number, category) in counts.enumerated() {
            for guide in 0..<category.guides {
                files["g\(number)x\(guide).md"] = Self.guide(
                    "Guide \(number)x\(guide)", category: number == 0 ? "one" : "two",
                    issues: (0..<category.issues).map { "Issue \(number)x\(guide)x\($0) Found" })
            }
        }
        return try TemporarySite(files)
    }

    /// All pages that are reached from the first, each once.
    private static func reached(_ site: TemporarySite) throws -> (pages: [String], issues: [String]) {
        var (pages, issues): ([String], [String]) = ([], [])
        var queue = ["guides/issues.md"]
        while let next = queue.popLast() {
            pages.append(next)
            let twin = try site.read("Public/\(next)")
            // The size at which agents begin to cut, and no more entries than the limit.
            #expect(twin.unicodeScalars.count < LLMSText.most, "\(next)")
            let links = twin.matches(of: /\n- \[[^\]]*\]\(https:\/\/example\.org\/([^)]*)\)/).map {
                String($0.1)
            }
            #expect(links.count <= AllIssuesPages.most, "\(next)")
            issues += links.filter { $0.hasPrefix("guides/i/") }
            queue += links.filter { !$0.hasPrefix("guides/i/") }
        }
        return (pages, issues)
    }

    @Test(
        arguments: [
            ([(2, 60)], 1, 0), ([(11, 11)], 4, 1), ([(6, 20), (1, 1)], 3, 2), ([(13, 20), (1, 3)], 6, 2),
        ] as [([(Int, Int)], Int, Int)])
    func manyIssuesAreSplit(_ counts: [(Int, Int)], _ pages: Int, _ categories: Int) async throws {
        let site = try Self.many(counts.map { (guides: $0.0, issues: $0.1) })
        #expect(try await Self.errors(site) == [])
        let all = try Self.reached(site)
        let total = counts.reduce(0) { $0 + $1.0 * $1.1 }
        #expect(all.issues.count == total && Set(all.issues).count == total)
        #expect(all.pages.count == pages && Set(all.pages).count == pages, "\(all.pages)")
        let llms = try site.read("Public/llms.txt")
        #expect(llms.matches(of: /\/categories\/(one|two)\/issues\.md\)/).count == categories)
        let map = try site.read("Public/sitemap.xml")
        #expect(map.matches(of: /\/issues<\/loc>/).count == 1 + categories)
        #expect(!map.contains("part-1"))
        if categories > 0 {
            #expect(
                try site.read("Public/guides/issues.md").contains(
                    "- [Category One](https://example.org/guides/categories/one/issues.md): The first. \(counts[0].0 * counts[0].1) issues.\n"
                ))
            #expect(
                try site.read("Public/guides/categories/one/issues.html").contains(
                    " · <a href=\"/guides/issues\">Issues</a></p>"))
        }
    }

    /// A category of very many issues never has more parts than issues in each.
    @Test func partsGrowWithTheirNumber() async throws {
        let site = try Self.many([(100, 160)])
        let library = try await site.library()
        let pages = AllIssuesPages.pages(library.shape)
        #expect(pages.count == 2 + 126)
        #expect(Set(pages.map(\.path)).count == pages.count)
    }

    /// Each template that hides something, or leads elsewhere, is found out.
    @Test(arguments: [
        ("issue-group", "<section><h2>{{title}}</h2></section>\n"),
        ("issue-item", "<li><a href=\"{{url}}\">{{note}}</a></li>\n"),
        ("issue-item", "<li><a href=\"/guides/a\">{{title}}</a></li>\n"),
        (
            "issues",
            "<!doctype html>\n<html lang=\"en\"><head><title>{{title}}</title></head><body><h1>{{title}}</h1></body></html>\n"
        ),
    ])
    func pagesThatShowLessAreFound(_ name: String, _ text: String) async throws {
        let site = try Self.site()
        #expect(try await Self.errors(site) == [])
        try site.write("Templates/\(name).mustache", text)
        let found = try await Self.errors(site)
        #expect(Set(found.map(\.id)) == ["pair/not-equivalent"], "\(found)")
        #expect(found.contains { $0.message.contains("guides/issues.md") }, "\(found)")
    }

    /// Tokens are a quarter of the characters, whatever their number of bytes.
    @Test func theCatalogIsSizedInCharacters() async throws {
        let issues = (1...40).map { "### 送信ドメイン認証の設定が見つかりません\($0)\n\n検査ツールは、記録が見つからないと報告します。\n\n1. 設定します。\n" }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "甲", "本文。\n\n## Fix Common Issues\n\n" + issues.joined(separator: "\n"))
        ])
        try await site.build()
        let said = try #require(
            try site.read("Public/llms.txt").firstMatch(of: /issues\.json\. It has about ([0-9,]+) tokens\./))
        let tokens = try #require(Int(said.1.replacing(",", with: "")))
        let characters = try site.read("Public/guides/issues.json").unicodeScalars.count
        #expect((Double(tokens) * 4 / Double(characters) - 1).magnitude < 0.05, "\(tokens) of \(characters)")
    }
}
