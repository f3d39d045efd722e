import Foundation
import TestSupport
import Testing

@testable import Support

/// A guide with `listed: false` can be read by anyone with its address, and nothing that is published leads there.
@Suite(.timeLimit(.minutes(15))) struct UnlistedTests {
    private static let issues =
        "\n\n## Fix Common Issues\n\n### Secret Fault\n\nThe checker found a secret.\n\n1. Tell nobody.\n"

    private static func site(_ setting: String) throws -> TemporarySite {
        try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "updated: 2026-01-02", "Text of alpha, see [the other](b.md)."),
            "b.md": TemporarySite.guide(
                "Beta", more: "updated: 2026-01-02", "Text of beta, see [the first](a.md)."),
            "secret.md": TemporarySite.guide(
                "Secret", more: "\(setting)\nupdated: 2026-02-03\nkeywords: [secret]",
                "See [the first](a.md).\(issues)"),
        ])
    }

    /// Its own files, and those of its issue, are the only ones that name it.
    @Test func isReachableAndNowhereElse() throws {
        let site = try Self.site("listed: false")
        #expect(try run(["build", "--site", site.path]).code == 0)
        let published = try site.published()
        let own = [
            "guides/secret.html", "guides/secret.md", "guides/i/secret-fault.html",
            "guides/i/secret-fault.md",
        ]
        for file in own { #expect(published[file] != nil, "\(file)") }
        let naming = published.filter { file, bytes in
            String(decoding: bytes, as: UTF8.self).lowercased().contains("secret")
                && !file.hasPrefix("guides/assets/style")
        }
        #expect(Set(naming.keys) == Set(own))
        // The same guide is in all of these where it is listed.
        let listed = try Self.site("")
        #expect(try run(["build", "--site", listed.path]).code == 0)
        let others = try listed.published().filter {
            String(decoding: $1, as: UTF8.self).lowercased().contains("secret")
        }
        for file in [
            "guides.html", "guides/index.html", "guides/categories/one.html", "guides/categories/one.md",
            "llms.txt",
            "llms-full.txt", "sitemap.xml", "sitemap.md", "guides/feed.xml", "guides/issues.json",
            "guides/issues.sarif",
            "guides/search.json", "guides/a.html",
        ] {
            #expect(others[file] != nil, "\(file)")
        }
    }

    /// A site whose guides are all unlisted is a site all the same.
    @Test func canBeAll() throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", more: "listed: false", "Text.")])
        let result = try run(["build", "--site", site.path])
        #expect(result.code == 0, "\(result)")
        let published = try site.published()
        #expect(published["guides/a.md"] != nil)
        // The category has no page, so nothing leads to one.
        #expect(
            published.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("/categories/one") })
    }

    /// What was listed leaves every list, and comes back, in one folder.
    @Test func changesEveryList() throws {
        let site = try Self.site("")
        for setting in ["", "listed: false", "", "listed: false"] {
            let fresh = try Self.site(setting)
            try site.write("secret.md", try fresh.read("secret.md"))
            #expect(try run(["build", "--site", site.path]).code == 0)
            #expect(try run(["build", "--site", fresh.path]).code == 0)
            #expect(try site.published() == fresh.published(), "\(setting)")
        }
    }

    @Test(arguments: [
        ("a.md", TemporarySite.guide("Alpha", "See [it](secret.md)."), "a.md:8:10"),
        ("a.md", TemporarySite.guide("Alpha", "See https://example.org/guides/secret."), "a.md:8:5"),
        ("a.md", TemporarySite.guide("Alpha", more: "related: [secret]", "Text."), "a.md:5:11"),
        (
            "a.md", TemporarySite.guide("Alpha", more: "resources: [{guide: secret, note: It.}]", "Text."),
            "a.md:5:21"
        ),
        ("Content/terms.yml", "- {term: Secret, guide: secret}\n", "terms.yml:1:25"),
        (
            "Content/site.yml",
            TemporarySite.settings.replacing("The first.", with: "The first., guides: [b, secret]"),
            "site.yml:7:69"
        ),
    ])
    func saysWhatLeadsThere(_ file: String, _ text: String, _ place: String) throws {
        let site = try Self.site("listed: false")
        try site.write(file, text)
        let result = try run(["check", "--site", site.path, "--only", "links/unlisted-target"])
        #expect(result.output.contains("\(place): warning: \"secret\" is not listed"), "\(result)")
    }

    /// Commands that ask the search find what readers find, and a query that no search can answer is told as such.
    @Test func noSearchFindsIt() throws {
        let site = try Self.site("listed: false")
        for words in ["Secret Fault", "secret-fault", "secret"] {
            #expect(try run(["issue", words, "--site", site.path]).code == 1, "\(words)")
        }
        try site.write(
            "Content/queries.yml",
            "- {query: secret, finds: secret}\n- {query: fault, finds: [secret-fault]}\n")
        let result = try run(["check", "--site", site.path, "--only", "search/missed"])
        #expect(result.output.contains("queries.yml:1:26: warning: \"secret\" is not listed"), "\(result)")
        #expect(
            result.output.contains("queries.yml:2:26: warning: \"secret-fault\" is not listed"), "\(result)")
    }
}
