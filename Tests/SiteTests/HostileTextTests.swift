import Foundation
import TestSupport
import Testing

@testable import Support
@testable import Theming

/// Each text that an author writes arrives whole, in order and as text, in each file that shows it, whatever signs it has:
/// read by other programs than ours.
@Suite(.timeLimit(.minutes(15))) struct HostileTextTests {
    /// What each text ends with: markup, quotes, signs of markdown and of tables, letters beyond ASCII.
    static let tail = "é <b>&\"'|</script> &amp; *x* [y](z) `w` \\ 域😀"

    /// A text with a name of its own, such as `Summary1é <b>…`.
    static func text(_ name: String) -> String { name + tail }

    /// It as YAML writes it.
    private static func yaml(_ name: String) -> String {
        "'\(text(name).replacing("'", with: "''"))'"
    }

    /// It as markdown writes it.
    private static func markdown(_ name: String) -> String {
        var written = ""
        for letter in text(name) {
            if "\\`*[]<&|_".contains(letter) { written.append("\\") }
            written.append(letter)
        }
        return written
    }

    private static func guide(
        _ name: String, category: String = "one", more: String = "", _ body: String
    ) -> String {
        """
        ---
        title: \(yaml("Title\(name)"))
        summary: \(yaml("Summary\(name)"))
        category: \(category)
        updated: 2026-11-20
        \(more)
        ---

        \(body)
        """
    }

    private static let files: [String: String] = [
        "Content/site.yml": """
        name: \(yaml("Site"))
        summary: \(yaml("SiteSummary"))
        base-url: https://example.org
        edit-url: "https://code.example.com/edit?a=1&path={path}"
        publisher: {name: \(yaml("Publisher")), url: "https://example.org/?a=1&copy=2"}
        keywords: [\(yaml("SiteKeyword"))]
        agent-notes: [\(yaml("SiteNote1")), \(yaml("SiteNote2"))]
        categories:
          - {id: one, title: \(yaml("CategoryOne")), summary: \(yaml("CategorySummary1")), agent-notes: [\(yaml("CategoryNote"))], aliases: [former-one]}
          - {id: two, title: \(yaml("CategoryTwo")), summary: \(yaml("CategorySummary2"))}
        start:
          - {title: \(yaml("ReaderTitle")), summary: \(yaml("ReaderSummary")), guides: [c, a]}
        checks: {keywords: off, links: off, content: off, structure: off, issues: off, agents: off, terms: off}

        """,
        "Content/terms.yml": """
        - term: \(yaml("TermB"))
          expansion: \(yaml("ExpansionB"))
          synonyms: [\(yaml("Synonym2")), \(yaml("Synonym1"))]
          definition: \(yaml("DefinitionB"))
          guide: a
        - {term: \(yaml("TermA")), definition: \(yaml("DefinitionA")), guide: none}
        - {term: \(yaml("TermC")), expansion: \(yaml("ExpansionC")), guide: b}

        """,
        "Content/addresses.txt": "/guides/i/former-issue\t\(text("FormerTitle"))\n",
        "Content/guides/a.md": guide(
            "A",
            more: """
                aliases: [former-a]
                keywords: [\(yaml("Keyword2")), \(yaml("Keyword1"))]
                agent-notes: [\(yaml("GuideNote2")), \(yaml("GuideNote1"))]
                related: [c]
                resources:
                  - {title: \(yaml("Resource3")), url: "https://example.com/?a=1&copy=2&quot;", note: \(yaml("Note3"))}
                  - {guide: b, note: \(yaml("Note2"))}
                  - {title: \(yaml("Resource1")), url: "https://example.com/one"}
                  - {guide: d}
                  - {title: \(yaml("Resource0")), url: "https://example.net/", note: \(yaml("Note0"))}
                issues:
                  - issue: issueoneé-bscript-amp-x-yz-w--域
                    former-ids: [former-issue, later-issue]
                    matches: [\(yaml("Match2")), \(yaml("Match1"))]
                    check: {record: TXT, name: \(yaml("Record")), found: none}
                headings:
                  - {heading: part, former-ids: [old-part, older-part]}
                  - {heading: second-part, former-ids: [old-second]}
                """,
            """
            \(markdown("Body")), see [\(markdown("Link"))](b.md "\(markdown("LinkTitle").replacing("\\&", with: "&amp;").replacing("\"", with: "\\\""))").

            ![\(markdown("Image"))](i.png)

            ## Part

            ### \(markdown("Heading"))

            ```
            \(text("Code"))
            ```

            ## Second part

            Text.

            ## Fix Common Issues

            ### \(markdown("IssueOne"))

            \(markdown("Signal")).

            1. \(markdown("Step2")).
            2. \(markdown("Step1")).

            ### \(markdown("IssueTwo"))

            1. \(markdown("Step3")).
            """),
        "Content/guides/b.md": guide("B", "See [a](a.md)."),
        "Content/guides/c.md": guide("C", "See [a](a.md)."),
        "Content/guides/d.md": guide("D", category: "two", "Text."),
        "Content/guides/i.png": TemporarySite.picture,
    ]

    private static let site = Task { () async throws -> (ForeignReader, [String: [UInt8]]) in
        let site = try TemporarySite(files, templates: false)
        let report = try await site.build()
        guard !report.hasErrors else {
            throw Program.Failure("\(report.findings.filter { $0.severity == .error })")
        }
        let published = try site.published()
        return (try ForeignReader(published), published)
    }

    /// Names of the texts above.
    private static let names: Set<String> = Set(
        files.values.flatMap { file in
            file.replacing("\\", with: "").matches(of: #/([A-Z][A-Za-z]*\d?)é <b>/#).map { String($0.1) }
        })

    /// Wherever a text is shown, all of it is there, as text.
    @Test func textsAreWholeWhereverTheyAre() async throws {
        let reader = try await Self.site.value.0
        #expect(Self.names.count > 45)
        var seen: Set<String> = []
        for found in reader.texts {
            // Of messages llms.txt has single words.
            let text = found.text.components(separatedBy: " · Words of messages: ")[0]
            for name in text.matches(of: #/([A-Z][A-Za-z]*\d?)é/#).map({ String($0.1) })
            where Self.names.contains(name) {
                seen.insert(name)
                #expect(text.contains(Self.text(name)), "\(found.file) \(found.place): \(found.text)")
            }
        }
        #expect(Self.names.subtracting(seen) == [])
    }

    /// Nothing that an author wrote became markup.
    @Test func textsAreNoMarkup() async throws {
        let reader = try await Self.site.value.0
        for found in reader.texts where [".html", ".md", ".txt"].contains(where: found.file.hasSuffix) {
            #expect(!["b", "em"].contains(found.place), "\(found.file): \(found.text)")
        }
    }

    /// The texts at a place, in order.
    @Test(
        arguments: [
            ("guides/a.html", "title", ["TitleA · Site"]), ("guides/a.html", "h1", ["TitleA"]),
            ("guides/a.html", "p.lead", ["SummaryA"]),
            ("guides/a.html", "meta[description]@content", ["SummaryA"]),
            ("guides/a.html", "meta[og:title]@content", ["TitleA"]),
            ("guides/a.html", "meta[og:description]@content", ["SummaryA"]),
            ("guides/a.html", "meta[og:site_name]@content", ["Site"]),
            ("guides/a.html", "a.brand", ["Site"]),
            ("guides/a.html", "@graph.headline", ["TitleA"]),
            ("guides/a.html", "@graph.description", ["SummaryA"]),
            ("guides/a.html", "@graph.articleSection", ["CategoryOne"]),
            ("guides/a.html", "@graph.author.name", ["Publisher"]),
            ("guides/a.html", "@graph.itemListElement.name", ["Site", "CategoryOne", "TitleA"]),
            ("guides/a.html", "img@alt", ["Image"]), ("guides/a.html", "a@title", ["LinkTitle"]),
            ("guides/b.html", "a.previous", ["Previous in CategoryOne TitleA"]),
            ("guides/b.html", "a.next", ["Next in CategoryOne TitleC"]),
            ("guides/b.html", "nav.pager@aria-label", ["More in CategoryOne"]),
            ("guides.html", "section.start@aria-label", ["Start here"]),
            ("guides.html", "h3", ["ReaderTitle"]), ("guides.html", "h1", ["Site"]),
            ("guides.html", "p.lead", ["SiteSummary"]),
            ("guides.html", "@graph.name", ["Site"]), ("guides.html", "@graph.description", ["SiteSummary"]),
            ("guides/categories/one.html", "h1", ["CategoryOne"]),
            ("guides/categories/one.html", "p.lead", ["CategorySummary1"]),
            ("guides/categories/one.html", "@graph.name", ["CategoryOne"]),
            ("guides/categories/one.html", "@graph.itemListElement.name", ["Site", "CategoryOne"]),
            ("guides/glossary.html", "h2", ["On this page", "TermA", "TermB", "TermC"]),
            ("guides/glossary.html", "p.expansion", ["ExpansionB", "ExpansionC"]),
            ("guides/glossary.html", "p.synonyms", ["Also called: Synonym2, Synonym1"]),
            ("guides/glossary.html", "@graph.hasDefinedTerm.name", ["TermA", "TermB", "TermC"]),
            ("guides/glossary.html", "@graph.hasDefinedTerm.description", ["DefinitionA", "DefinitionB"]),
            (
                "guides/glossary.html", "@graph.hasDefinedTerm.alternateName",
                ["ExpansionB", "Synonym2", "Synonym1", "ExpansionC"]
            ),
            ("guides/glossary.md", "h2", ["TermA", "TermB", "TermC"]),
            ("guides/i/former-issue.html", "h1", ["IssueOne"]),
            ("guides/i/former-issue.html", "title", ["IssueOne · Site"]),
            ("guides/i/former-issue.html", "meta[description]@content", ["Signal."]),
            ("guides/i/former-issue.md", "h1", ["IssueOne"]),
            ("guides/issues.json", "issues.title", ["IssueOne", "IssueTwo"]),
            ("guides/issues.json", "issues.signal", ["Signal.", ""]),
            ("guides/issues.json", "issues.matches", ["Match2", "Match1"]),
            ("guides/issues.json", "issues.steps", ["Step2.", "Step1.", "Step3."]),
            ("guides/issues.json", "issues.formerTitles", ["FormerTitle"]),
            ("guides/issues.json", "issues.check.name", ["Record"]),
            ("guides/issues.json", "issues.guide", ["TitleA", "TitleA"]),
            ("guides/issues.sarif", "runs.taxonomies.taxa.shortDescription.text", ["IssueOne", "IssueTwo"]),
            ("guides/issues.sarif", "runs.taxonomies.taxa.fullDescription.text", ["Signal."]),
            ("guides/feed.xml", "title", ["Site", "TitleA", "TitleB", "TitleC", "TitleD"]),
            ("guides/feed.xml", "summary", ["SummaryA", "SummaryB", "SummaryC", "SummaryD"]),
            ("guides/feed.xml", "name", ["Publisher"]),
            ("llms.txt", "h1", ["Site"]), ("llms.txt", "blockquote", ["SiteSummary"]),
            ("guides/a.md", "h1", ["TitleA"]), ("guides/a.md", "blockquote", ["SummaryA"]),
            ("404.html", "a.brand", ["Site"]),
        ])
    func textsAreAtTheirPlaces(_ file: String, _ place: String, _ names: [String]) async throws {
        let reader = try await Self.site.value.0
        let found = reader.texts(file, place).map(Self.shortened)
        #expect(found == names, "\(reader.texts.filter { $0.file == file }.map(\.place))")
    }

    /// A text with the names alone.
    private static func shortened(_ text: String) -> String { text.replacing(tail, with: "") }

    /// Lists have the order of the author, on the page and in the twin, each item with its own address and note.
    @Test func listsHaveTheAuthorsOrder() async throws {
        let (reader, files) = try await Self.site.value
        let resources = ["Resource3: Note3", "TitleB: Note2", "Resource1", "TitleD", "Resource0: Note0"]
        let section = try #require(
            String(decoding: files["guides/a.html"] ?? [], as: UTF8.self)
                .firstMatch(of: #/(?s)<section class="further".*?</section>/#)?.0)
        let page = try ForeignReader(["x.html": Array(section.utf8)])
        // Related guides that are no resources follow.
        #expect(page.texts("x.html", "li").map(Self.shortened) == resources + ["TitleC: SummaryC"])
        let addresses = [
            "https://example.com/?a=1&copy=2&quot;", "/guides/b", "https://example.com/one", "/guides/d",
            "https://example.net/",
        ]
        #expect(page.texts("x.html", "a@href") == addresses + ["/guides/c"])
        let items = reader.texts("guides/a.md", "li").map(Self.shortened)
        #expect(items.filter { resources.contains($0) } == resources, "\(items)")
        let twins = addresses.map { $0.hasPrefix("/") ? "https://example.org\($0).md" : $0 }
        #expect(
            HTML.destinations(in: files["guides/a.md"] ?? []).filter(twins.contains).suffix(5) == twins[...])
        let notes = ["SiteNote1", "SiteNote2", "CategoryNote", "GuideNote2", "GuideNote1"]
        #expect(items.filter(notes.contains) == notes)
        let keywords = [
            "TitleA", "TitleA guide", "CategoryOne", "CategoryOne guide", "SiteKeyword", "Resource3",
            "TitleB",
            "Resource1", "TitleD", "Resource0", "Keyword2", "Keyword1",
        ]
        // A twin counts what would fill its start, the author's own last.
        let line = try #require(items.first { $0.hasPrefix("Related keywords: ") })
        let shown = keywords.suffix(keywords.count - 2).joined(separator: ", ")
        #expect(line == "Related keywords: \(shown), and 2 more")
        #expect(
            reader.texts("guides/a.html", "@graph.keywords").map(Self.shortened)
                == [keywords.joined(separator: ", ")])
    }

    /// On each page each id is there once; a former anchor is within the heading that has it now.
    @Test func idsAreThereOnce() async throws {
        let (reader, files) = try await Self.site.value
        for (file, found) in Dictionary(
            grouping: reader.texts.filter { $0.place.hasSuffix("@id") }, by: \.file)
        where file.hasSuffix(".html") {
            #expect(Set(found.map(\.text)).count == found.count, "\(file)")
        }
        let page = String(decoding: try #require(files["guides/a.html"]), as: UTF8.self)
        let headings = page.matches(of: #/<h[23]>(<span.*?)</h[23]>/#).map { match in
            String(match.1).matches(of: #/<span id="([^"]*)"></span>/#).map { String($0.1) }
        }
        #expect(headings.first { $0[0] == "part" }.map(Set.init) == ["part", "old-part", "older-part"])
        #expect(headings.first { $0[0] == "second-part" } == ["second-part", "old-second"])
        let issue = try #require(headings.first { $0[0].hasPrefix("issueone") })
        #expect(Set(issue.dropFirst()) == ["former-issue", "later-issue"])
        #expect(headings.filter { $0.count > 1 }.count == 3)
    }

    /// Three braces put in what is markup already, which are lists, bodies and structured data; all else is escaped.
    @Test func onlyMarkupIsPutInUnescaped() throws {
        let markup: Set = [
            "body", "structured-data", "siblings", "contents", "read-next", "mentioned-by", "start",
            "categories",
            "guides", "issues", "terms",
        ]
        var found: Set<String> = []
        for name in try Disk.names(in: repository + "/Templates") where name.hasSuffix(".mustache") {
            let text = String(decoding: try Disk.read("\(repository)/Templates/\(name)"), as: UTF8.self)
            for match in text.matches(of: #/\{\{(?:\{|&)\s*([a-z.-]+)/#) {
                found.insert(String(match.1))
                #expect(markup.contains(String(match.1)), "\(name)")
            }
        }
        #expect(found == markup)
    }
}
