import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Support

/// Names and former names that something else has, of guides, categories, issues and headings, at each place of a list:
/// each is found where it is, and nothing else is.
@Suite(.timeLimit(.minutes(15))) struct TakenNameTests {
    enum Owner: String, CaseIterable, Sendable { case guide, firstCategory, lastCategory, issue, heading }

    struct Row: Sendable, CustomTestStringConvertible {
        var owner: Owner
        /// A name in its list of former names.
        var name: String
        /// What is found there; nothing for a name that is free.
        var ids: [String]
        var testDescription: String { "\(name) of \(owner)" }
    }

    private static let shadowed = ["addresses/redirect-shadowed"]
    private static let loop = ["addresses/redirect-loop"]
    private static let taken = ["content/duplicate-slug"]
    private static let bad = ["content/bad-slug"]

    static let rows: [Row] =
        [
            // A slug and an alias of other guides, its own slug, names of the site's own pages, names of other kinds.
            ("a-guide", shadowed), ("z-guide", shadowed), ("m-guide", loop), ("a-former", taken),
            ("search", bad),
            ("none", bad), ("categories", bad), ("Free_Name", bad), ("free", []), ("one", []), ("two", []),
            ("former-two", []), ("first-thing", []), ("part", []),
        ].map { Row(owner: .guide, name: $0, ids: $1) }
        + [
            ("two", shadowed), ("three", shadowed), ("one", loop), ("Free_Name", bad), ("free", []),
            ("a-guide", []), ("search", []),
        ].map { Row(owner: .firstCategory, name: $0, ids: $1) }
        + [
            ("one", shadowed), ("two", shadowed), ("three", loop), ("former-two", taken), ("Free_Name", bad),
            ("free", []), ("m-guide", []), ("a-former", []),
        ].map { Row(owner: .lastCategory, name: $0, ids: $1) }
        + [
            // Another issue of the guide has a page too, which its heading tells.
            ("second-thing", shadowed + ["issues/duplicate-title"]), ("first-thing", loop),
            ("part", shadowed),
            ("elsewhere-thing", ["issues/duplicate-title"]), ("Free Name", bad), ("free", []),
            ("a-guide", []),
            ("one", []),
        ].map { Row(owner: .issue, name: $0, ids: $1) }
        + [
            ("other-part", shadowed), ("first-thing", shadowed), ("part", loop), ("free", []),
            ("a-guide", []),
            ("one", []), ("elsewhere-thing", []),
        ].map { Row(owner: .heading, name: $0, ids: $1) }

    private static func issue(_ title: String) -> String {
        "### \(title)\n\nThe checker saw `\(title)`.\n\n1. Do it.\n2. Check again.\n\n"
    }

    private static func files(_ owner: Owner, _ names: String) -> [String: String] {
        func list(_ other: Owner, _ key: String) -> String { owner == other ? ", \(key): [\(names)]" : "" }
        var files = [
            "Content/site.yml": """
            name: Test Guides
            summary: Guides for a test.
            base-url: https://example.org
            categories:
              - {id: one, title: One, summary: The first.\(list(.firstCategory, "aliases"))}
              - {id: two, title: Two, summary: The second., aliases: [former-two]}
              - {id: three, title: Three, summary: The third.\(list(.lastCategory, "aliases"))}

            """,
            "a-guide.md": TemporarySite.guide("Alpha", more: "aliases: [a-former]", "Text."),
            "z-guide.md": TemporarySite.guide(
                "Omega", category: "three",
                "Text.\n\n## Fix Common Issues\n\n" + issue("Elsewhere Thing")),
            "y-guide.md": TemporarySite.guide("Psi", category: "two", "Text."),
        ]
        let more =
            switch owner {
            case .guide: "aliases: [\(names)]"
            case .issue: "issues:\n  - {issue: first-thing, former-ids: [\(names)]}"
            case .heading: "headings:\n  - {heading: part, former-ids: [\(names)]}"
            default: ""
            }
        files["m-guide.md"] = TemporarySite.guide(
            "Mu", category: "two", more: more,
            "Text.\n\n## Part\n\nText.\n\n## Other Part\n\nText.\n\n## Fix Common Issues\n\n"
                + issue("First Thing") + issue("Second Thing"))
        return files
    }

    private static func found(_ files: [String: String]) async throws -> [Finding] {
        let site = try TemporarySite(files, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let ids = ["content/duplicate-slug", "content/bad-slug", "issues/duplicate-title"]
        return try await AnalyzedSite(options).allFindings(options).filter {
            $0.group == "addresses" || ids.contains($0.id)
        }
    }

    @Test(arguments: rows, ["⟦NAME", "before, ⟦NAME", "⟦NAME, after", "before, ⟦NAME, after"])
    func areFoundWhereTheyAre(_ row: Row, _ list: String) async throws {
        let marked = Self.files(row.owner, list.replacing("NAME", with: row.name))
        let found = try await Self.found(marked.mapValues { $0.replacing("⟦", with: "") })
        #expect(found.map(\.id).sorted() == row.ids.sorted(), "\(found)")
        let (file, text) = try #require(marked.first { $0.value.contains("⟦") })
        // That two issues have one id is told at the second of them.
        for finding in found where finding.id != "issues/duplicate-title" {
            #expect(finding.file == (file.hasPrefix("Content/") ? file : "Content/guides/\(file)"))
            #expect(finding.location == ExampleTests.location(of: "⟦", in: text), "\(finding)")
            #expect(finding.message.contains(row.name), "\(finding)")
        }
    }

    /// A name twice in one list.
    @Test(arguments: Owner.allCases) func areFoundTwiceInOneList(_ owner: Owner) async throws {
        let marked = Self.files(owner, "same, between, ⟦same")
        let found = try await Self.found(marked.mapValues { $0.replacing("⟦", with: "") })
        let wanted = [.guide, .firstCategory, .lastCategory].contains(owner) ? Self.taken : []
        #expect(found.map(\.id) == wanted, "\(found)")
        let text = try #require(marked.values.first { $0.contains("⟦") })
        #expect(found.allSatisfy { $0.location == ExampleTests.location(of: "⟦", in: text) })
    }

    /// Files beside the guides `tls`, with the alias `ssl`, and whether they would be at the address of a page, whatever
    /// the letter case of either.
    @Test(arguments: [
        ("tls.html", true), ("TLS.html", true), ("tls.HTML", true), ("Tls.Html", true), ("ssl.html", true),
        ("SSL.html", true), ("other.html", false), ("tls.txt", false), ("TLS.txt", false),
        ("deep/TLS.html", false), ("deep/tls.html", false), ("tlsx.html", false), ("llms.txt", true),
        ("assets/x.txt", true), ("categories/x.txt", true), ("categories/one.html", true),
        ("i/x.txt", true), ("feed.xml", true), ("search.json", true), ("issues.json", true),
    ])
    func filesAtAddressesOfPages(_ file: String, _ isFound: Bool) async throws {
        let found = try await Self.found([
            "tls.md": TemporarySite.guide("Secure", more: "aliases: [ssl]\nupdated: 2026-11-20", "Text."),
            file: "x",
            "Content/site.yml": TemporarySite.settings + "files: {allow: [html, xml]}\n",
        ])
        #expect(found.map(\.id) == (isFound ? Self.taken : []), "\(found)")
        #expect(found.allSatisfy { $0.severity == .error && $0.file.hasSuffix(file) }, "\(found)")
    }

    /// Where the guides are the whole host, a twin may have the name of a list for agents.
    @Test(arguments: [("/", true), ("/guides", false)])
    func aGuideNamedAsAListIsFound(_ path: String, _ isFound: Bool) async throws {
        let site = try TemporarySite(["sitemap.md": TemporarySite.guide("Alpha", "Text.")])
        try site.write("Content/site.yml", TemporarySite.settings + "path: \(path)\n")
        let found = try await site.build().findings.filter { $0.id == "content/bad-slug" }
        #expect(found.map(\.file) == (isFound ? ["Content/guides/sitemap.md"] : []))
    }
}
