import Fixing
import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Support

/// `start` of site.yml: readers with the guides to start with.
@Suite(.timeLimit(.minutes(15))) struct StartTests {
    private static func site(_ start: String) throws -> TemporarySite {
        try TemporarySite([
            "Content/site.yml": TemporarySite.settings + start,
            "alpha.md": TemporarySite.guide("Alpha", more: "aliases: [former]", "Text."),
            "beta.md": TemporarySite.guide("Beta", category: "two", "Text."),
            "gamma.md": TemporarySite.guide("Gamma", "Text."),
            "hidden.md": TemporarySite.guide("Hidden", more: "listed: false", "Text."),
            "soon.md": TemporarySite.guide("Soon", more: "draft: true", "Text."),
        ])
    }

    private static let two = """
        start:
          - {title: I send mail, summary: You write., guides: [gamma, beta, alpha]}
          - {title: I run a server, guides: [beta]}

        """

    /// The texts and addresses of links, in order.
    private static func links(_ html: Substring) -> [String] {
        html.matches(of: #/<a href="([^"]*)">([^<]*)</a>/#).map { "\($0.1) \($0.2)" }
    }

    @Test func theIndexShowsReadersBeforeCategories() async throws {
        let site = try Self.site(Self.two)
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings)")
        let page = try site.read("Public/guides.html")
        let section = try #require(page.firstMatch(of: #/(?s)<section class="start".*?</section>/#)?.0)
        #expect(
            Self.links(section) == [
                "/guides/gamma Gamma", "/guides/beta Beta", "/guides/alpha Alpha", "/guides/beta Beta",
            ])
        #expect(
            section.matches(of: #/<h3>(.*?)</h3>/#).map { String($0.1) } == ["I send mail", "I run a server"])
        #expect(section.matches(of: #/<p>(.*?)</p>/#).map { String($0.1) } == ["You write."])
        #expect(section.matches(of: /<ol>/).count == 2)
        let category = try #require(page.firstRange(of: "class=\"category\""))
        #expect(section.endIndex <= category.lowerBound)
    }

    @Test func agentsReadTheSame() async throws {
        let site = try Self.site(Self.two)
        try await site.build()
        let lists = [
            "## Start here: I send mail", "You write.", "1. [Gamma](https://example.org/guides/gamma.md)",
            "2. [Beta](https://example.org/guides/beta.md)",
            "3. [Alpha](https://example.org/guides/alpha.md)",
            "## Start here: I run a server", "1. [Beta](https://example.org/guides/beta.md)",
            "## Category One",
        ]
        for (file, wanted) in [
            ("guides.md", lists), ("llms.txt", lists.filter { $0 != "You write." }),
        ] {
            let lines = try site.read("Public/\(file)").split(separator: "\n").map {
                String($0.replacing(#/: What .*/#, with: ""))
            }
            let first = try #require(lines.firstIndex(of: lists[0]))
            #expect(Array(lines[first...].prefix(wanted.count)) == wanted, "\(file)")
        }
    }

    /// Where a list would hold nothing that is listed, it is not there.
    @Test(arguments: ["", "start: []\n", "start: [{title: I hide, guides: [hidden]}]\n"])
    func withoutReadersThereIsNothing(_ start: String) async throws {
        let site = try Self.site(start)
        try await site.build()
        #expect(try !site.read("Public/guides.html").contains("class=\"start\""))
        for file in ["guides.md", "llms.txt"] {
            #expect(try !site.read("Public/\(file)").contains("Start here"))
        }
    }

    @Test(arguments: [
        ("guides: [alpha, ⟦gama]", "links/unknown-guide", "did you mean gamma?"),
        ("guides: [alpha, ⟦former]", "content/misplaced-guide", "remove this entry; the first one counts"),
        ("guides: [⟦former]", "links/moved-guide", "write alpha"),
        ("guides: [⟦hidden]", "links/unlisted-target", "remove it from `guides`"),
        ("guides: [⟦soon]", "links/draft-target", "publish that guide first"),
        (
            "guides: [beta, alpha, ⟦beta]", "content/misplaced-guide",
            "remove this entry; the first one counts"
        ),
        ("guides: [⟦Beta]", "links/wrong-case", "letter case counts"),
        ("⟦guidse: [beta], guides: [alpha]", "content/unknown-key", "did you mean `guides`?"),
    ])
    func entriesAreChecked(_ written: String, _ id: String, _ help: String) async throws {
        let line = "start: [{title: I test, \(written)}]"
        let mark = try #require(line.firstIndex(of: "⟦"))
        let site = try Self.site(line.replacing("⟦", with: "") + "\n")
        let found = try await site.build().findings.filter { $0.file == "Content/site.yml" && $0.id == id }
        let finding = try #require(found.first, "\(written)")
        #expect(found.count == 1 && finding.help.contains(help), "\(finding)")
        let start = TemporarySite.settings.split(separator: "\n").count + 1
        #expect(finding.location.line == start)
        #expect(finding.location.column == line.distance(from: line.startIndex, to: mark) + 1, "\(finding)")
    }

    @Test(arguments: [
        ("{guides: [alpha]}", "a reader has no `title`"), ("{title: A}", "a reader has no `guides`"),
        ("{title: A, guides: []}", "a reader has no `guides`"),
        ("a", "a reader is text, not a mapping of keys"),
    ])
    func readersAreWhole(_ reader: String, _ message: String) async throws {
        let found = try await Self.site("start: [\(reader)]\n").build().findings
        #expect(found.map(\.message).contains(message), "\(found)")
    }

    /// A guide that gets another name has it here too.
    @Test func renamingFollows() async throws {
        let site = try Self.site(Self.two)
        var options = AnalyzedSite.Options()
        options.site = site.path
        _ = try await Rename(options).run("gamma", to: "delta")
        #expect(try site.read("Content/site.yml").contains("guides: [delta, beta, alpha]"))
    }
}
