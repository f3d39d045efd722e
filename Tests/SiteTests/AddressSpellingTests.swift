import TestSupport
import Testing

@testable import Library
@testable import Markdown
@testable import Support

/// An address leads to the place that was written, with the same bytes on the page, in the twin and at what it names,
/// however it is spelled.
@Suite(.timeLimit(.minutes(15))) struct AddressSpellingTests {
    /// A site of two guides, `a` with a body and `other`, with more settings.
    static func site(_ body: String, more: String = "", files: [String: String] = [:]) throws -> TemporarySite
    {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", more: more, body),
                "other.md": TemporarySite.guide("Other", "Some text.\n\n## Steps\n\nMore of it."),
            ].merging(files) { $1 }, templates: false)
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("example.org", with: "example.com"))
        return site
    }

    /// The address of the first link in the body of page and twin, and what was found.
    static func addresses(_ site: TemporarySite) async throws -> (page: String, twin: String, ids: [String]) {
        let report = try await site.build()
        let ids = report.findings.filter { $0.severity != .note }.map(\.id)
        guard report.findings.allSatisfy({ $0.severity != .error }) else { return ("", "", ids) }
        let page = try site.read("Public/guides/a.html")
        let twin = try site.read("Public/guides/a.md")
        func first(_ text: String, _ start: String, _ end: String) -> String {
            text.components(separatedBy: start).dropFirst().first?.components(separatedBy: end).first ?? ""
        }
        return (first(page, "<p>See <a href=\"", "\""), first(twin, "See [it](", ")"), ids)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var link: String
        var page: String
        var twin: String
        var ids: [String] = ["links/own-site-address"]
        var testDescription: String { link }
    }

    /// Spellings of addresses of the site itself (RFC 3986 section 6.2), each as the server would read it.
    static let ownSite: [Case] = {
        let guide = ("/guides/other#steps", "https://example.com/guides/other.md#steps")
        let spellings = [
            "https://example.com/guides/other#steps", "https://example.com/guides/other/#steps",
            "https://example.com/guides/other.html#steps", "https://example.com/guides/%6Fther#steps",
            "HTTPS://EXAMPLE.com:443/guides/other#steps", "https://example.com./guides/other#steps",
            "http://example.com/guides/other#steps", "http://example.com:80/guides/other.md#steps",
            "//example.com/guides/other#steps", "https://example.com//guides/other#steps",
            "https://example.com/x/../guides/./other#steps", "/guides/other/#steps", "/guides//other#steps",
            "https://example.com:/guides/other#steps", "https://example.com:0443/guides/other#steps",
            "https://example.com.:443/guides/other#steps", "https://example%2ecom/guides/other#steps",
            "http://EXAMPLE.com:080/guides/other#steps", "/Guides/other#steps",
            "https://example.com/GUIDES/other.md#steps", "https://example.com\\guides\\other#steps",
            "https://example.com/\\guides/other#steps",
        ]
        return spellings.map { Case(link: $0, page: guide.0, twin: guide.1) } + [
            Case(
                link: "https://example.com/guides/other/?a=b#steps", page: "/guides/other?a=b#steps",
                twin: "https://example.com/guides/other.md?a=b#steps"),
            Case(
                link: "https://example.com/guides/index.html", page: "/guides",
                twin: "https://example.com/guides.md",
                ids: []),
            Case(
                link: "https://example.com/guides/", page: "/guides", twin: "https://example.com/guides.md",
                ids: []),
            Case(link: "https://example.com", page: "/", twin: "https://example.com/", ids: []),
            Case(
                link: "https://example.com/guides/issues.json", page: "/guides/issues.json",
                twin: "https://example.com/guides/issues.json", ids: []),
            Case(
                link: "https://reader@example.com/guides/other#steps", page: guide.0, twin: guide.1,
                ids: ["links/own-site-address", "links/password"]),
            Case(
                link: "https://example.com/../guides/other#steps", page: guide.0, twin: guide.1),
            Case(
                link: "https://example.com/pricing?x#y", page: "/pricing?x#y",
                twin: "https://example.com/pricing?x#y",
                ids: []),
            // A browser would take the second slash for another host.
            Case(
                link: "https://example.com//evil.example/x", page: "https://example.com//evil.example/x",
                twin: "https://example.com//evil.example/x", ids: []),
            // Other hosts and ports are other sites.
            Case(
                link: "https://example.com:8443/guides/other", page: "https://example.com:8443/guides/other",
                twin: "https://example.com:8443/guides/other", ids: []),
            Case(
                link: "https://example.com.evil.example/guides/gone",
                page: "https://example.com.evil.example/guides/gone",
                twin: "https://example.com.evil.example/guides/gone", ids: []),
        ]
    }()

    @Test(arguments: ownSite) func ownSiteInAnySpelling(_ example: Case) async throws {
        let found = try await Self.addresses(try Self.site("See [it](\(example.link))."))
        #expect(found.page == example.page)
        #expect(found.twin == example.twin)
        #expect(found.ids == example.ids)
    }

    /// What is gone is noticed in each spelling.
    @Test(arguments: [
        "https://example.com/guides/gone", "HTTPS://EXAMPLE.com:443/guides/gone",
        "https://example.com./guides/gone/",
        "http://example.com/guides/gone.html", "https://example.com/guides/%67one",
        "//example.com//guides/gone", "/Guides/gone", "https://example.com/GUIDES/gone",
        "https://example.com:/guides/gone",
    ])
    func goneInAnySpelling(_ link: String) async throws {
        let site = try Self.site("See [it](\(link)).")
        #expect(try await Self.addresses(site).ids == ["links/unknown-guide"])
    }

    /// Files that the build makes have lasting names, but for assets: those carry a hash of their bytes.
    @Test(arguments: [
        ("/guides/assets/style.css", "links/unknown-file"),
        ("/guides/assets/nothing.js", "links/unknown-file"),
        ("/Guides/search.json", ""), ("/Guides", ""), ("/GUIDES/", ""), ("/guides/issues.json", ""),
        // No guide has a day, so there is no feed.
        ("/guides/feed.xml", "links/unknown-file"),
        ("https://example.com/guides/feed.xml", "links/unknown-file"),
        ("/guides/categories/one", ""), ("/guides/categories/two", "links/unknown-guide"),
        ("/guides/tls%2Fnope", "links/unknown-file"), ("/guides%2Fnope", "links/unknown-file"),
        ("/guides/x%zz", "links/unknown-file"),
        ("https://reader@example.com/guides/nope", "links/unknown-guide"),
        ("/GuidesTour", ""),
    ])
    func filesOfTheBuildAreKnown(_ link: String, _ id: String) async throws {
        let site = try Self.site("See [it](\(link)).")
        let ids = try await Self.addresses(site).ids.filter { $0 != "links/password" }
        #expect(ids == (id.isEmpty ? [] : [id]))
    }

    /// Parts of the pages that the site makes besides guides: those that their very HTML has.
    @Test(arguments: [
        ("/guides#nope", "links/unknown-anchor"), ("/guides#page:content", ""), ("/guides#top", ""),
        ("/guides#checker-results", ""), ("/guides/categories/one#issues", ""),
        ("/guides/categories/one#nope", "links/unknown-anchor"), ("/guides/glossary#spf", ""),
        ("/guides/glossary#nope", "links/unknown-anchor"), ("/guides/search#nope", "links/unknown-anchor"),
        ("https://example.com/guides/#nope", "links/unknown-anchor"),
        ("/guides/categories/former#issues", ""), ("/guides/categories/former#nope", "links/unknown-anchor"),
    ])
    func partsOfListsAreKnown(_ link: String, _ id: String) async throws {
        let site = try Self.site("See [it](\(link)).")
        let settings = try site.read("Content/site.yml")
        try site.write(
            "Content/site.yml", settings.replacing("id: one,", with: "id: one, aliases: [former],"))
        try site.write(
            "Content/terms.yml",
            "- {term: SPF, expansion: Sender Policy Framework, definition: A list of senders., guide: other}\n"
        )
        try site.write(
            "third.md",
            TemporarySite.guide(
                "Third",
                "Text.\n\n## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Publish it.\n1. Run the check again."
            ))
        let ids = try await Self.addresses(site).ids.filter { $0.hasPrefix("links/") }
        #expect(ids == (id.isEmpty ? [] : [id]))
    }

    /// An anchor of a list is known again when what it is made of changes, and with a template of the site's own. The
    /// index of a site that is all guides, and addresses that no build makes and that somebody lets pass: both halves
    /// lead to the same place.
    @Test(
        arguments: [
            "https://example.com/", "https://example.com", "/", "/index.html", "/index.md",
            "https://example.com/?x=1",
            "/#checker-results", "//example.com/", "http://example.com/", "https://example.com/index.md#x",
            "https://example.com/legacy", "https://example.com/none.txt", "https://example.com/other.md/",
            "https://example.com/none.md?x=1", "https://example.com/guides%2Fother", "/legacy", "none.md",
        ], ["", "path: /\n"])
    func pairsHoldWhateverIsLetPass(_ link: String, _ path: String) async throws {
        let bare = link.hasPrefix("http") ? ", and <\(link)>" : ""
        let site = try Self.site("See [it](\(link))\(bare).")
        let settings = try site.read("Content/site.yml")
        try site.write(
            "Content/site.yml",
            settings + path + "suppressions: [{check: links, path: Content, reason: It is known.}]\n")
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found == [])
    }

    @Test func partsOfListsFollowTheTemplates() async throws {
        let site = try Self.site("See [it](/guides#mine).")
        #expect(try await Self.addresses(site).ids == ["links/unknown-anchor"])
        let template = try String(contentsOfFile: repository + "/Templates/index.mustache", encoding: .utf8)
        try site.write("Templates/index.mustache", template.replacing("<h1>", with: "<h1 class=x id='mine'>"))
        #expect(try await Self.addresses(site).ids == [])
    }

    /// Another number of slashes than two, which browsers and agents read as different addresses (WHATWG URL, "scheme
    /// start state" and what follows it).
    @Test(arguments: [
        ("https:/example.com/guides/other", "https://example.com/guides/other"),
        ("https:example.com/x", "https://example.com/x"),
        ("https:///example.com/guides/other", "https://example.com/guides/other"),
        ("http:/example.net/x", "http://example.net/x"), ("///example.net/x", "//example.net/x"),
        ("https:\\\\example.net/x", "https://example.net/x"), ("/\\example.net/x", "//example.net/x"),
        ("https://", nil), ("https:", nil), ("//", nil), ("https://?x", nil),
    ])
    func slashesBeforeTheHostAreTwo(_ link: String, _ right: String?) async throws {
        let written = link.replacing("\\", with: "\\\\")
        for body in ["See [it](\(written)).", "See [it].\n\n[it]: \(written)"] {
            let site = try Self.site(body)
            let found = try await site.build().findings.filter { $0.severity != .note }
            #expect(found.map(\.id) == ["links/malformed"])
            #expect(found.first?.fix?.edits.first?.text == right)
        }
    }

    /// Every file that a build publishes may be linked to, and what it does not publish may not.
    @Test(arguments: ["", "path: /\n"], [false, true])
    func whatIsPublishedIsKnown(_ path: String, _ hasDays: Bool) async throws {
        let site = try Self.site(
            "Text.\n\n## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Publish it.\n1. Run the check again.",
            more: "aliases: [former]" + (hasDays ? "\nupdated: 2026-11-20" : ""), files: ["c#d.txt": "Text."])
        try site.write(
            "Content/terms.yml",
            "- {term: SPF, expansion: Sender Policy Framework, definition: A list of senders., guide: other}\n"
        )
        try site.write("Content/site.yml", try site.read("Content/site.yml") + path)
        #expect(try await !site.build().hasErrors)
        let library = try await site.library()
        let folder = library.addresses.path
        let published = try Set(site.published().keys)
        func isDead(_ path: String) -> Bool {
            switch library.resolver.resolve(PercentEncoding.encode(path, .path), own: 0, folder: "") {
            case .unknownFile, .unknownGuide, .malformed, .draft, .dangerous: true
            case .issue(let id, _): library.issue(named: id) == nil
            default: false
            }
        }
        for file in published where !file.contains("assets/") {
            #expect(!isDead("/" + file), "\(file) is published")
        }
        for file in library.resolver.lists.files {
            #expect(published.contains(String(file.dropFirst())), "\(file) is not published")
        }
        #expect(published.contains(String(library.addresses.feed.dropFirst())) == hasDays)
        #expect(isDead(library.addresses.feed) == !hasDays)
        #expect(isDead(folder + "/favicon.ico"))
        // What is there is the host's own affair.
        #expect(!isDead("/.well-known/security.txt"))
    }

    /// A fix writes the name of a file as a link has it.
    @Test(arguments: [
        ("50%.txt", "50%.txt", "50%25.txt"), ("c#d.txt", "c%2523d.txt", "c%23d.txt"),
        ("a b.txt", "a%20c.txt", "a%20b.txt"), ("größe.txt", "grosse.txt", "größe.txt"),
    ])
    func fixesNameFilesAsLinksDo(_ file: String, _ link: String, _ right: String) async throws {
        let site = try Self.site("See [it](\(link)).", files: [file: "Text."])
        let finding = try #require(try await site.build().findings.first { $0.id == "links/unknown-file" })
        #expect(finding.fix?.edits.map(\.text) == [right])
        try site.write("a.md", TemporarySite.guide("Alpha", "See [it](\(right))."))
        #expect(try await Self.addresses(site).ids == [])
    }

    @Test(arguments: [
        ("/guides/i/no-record", "links/own-site-address"), ("/guides/i/gone", "links/unknown-anchor"),
    ])
    func issuesAreKnown(_ link: String, _ id: String) async throws {
        let site = try Self.site("See [it](https://example.com\(link)).")
        try site.write(
            "third.md",
            TemporarySite.guide(
                "Third",
                "Text.\n\n## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Publish it.\n1. Run the check again."
            ))
        let found = try await Self.addresses(site)
        #expect(found.ids == [id])
        if id == "links/own-site-address" {
            #expect(found.page == "/guides/i/no-record")
            #expect(found.twin == "https://example.com/guides/i/no-record.md")
        }
    }

    /// With the guides as the whole site, every path of the host is one of ours.
    @Test(arguments: [
        ("/nope", "links/unknown-guide"), ("/docs/hooks/configure", "links/unknown-guide"),
        ("https://example.com/gone", "links/unknown-guide"), ("/img/b.png", "links/unknown-file"),
        ("/llms.txt", ""), ("/sitemap.xml", ""), ("/.well-known/security.txt", ""), ("/404.html", ""),
        ("/feed.xml", "links/unknown-file"), ("https://example.com/feed.xml", "links/unknown-file"),
        ("/x%2Fnope", "links/unknown-file"), ("/.env", "links/unknown-file"),
        ("/other", "links/own-site-address"),
        ("/other/", "links/own-site-address"),
    ])
    func pathsFromTheRoot(_ link: String, _ id: String) async throws {
        let site = try Self.site("See [it](\(link)).")
        try site.write("Content/site.yml", try site.read("Content/site.yml") + "path: /\n")
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity != .note }.map(\.id) == (id.isEmpty ? [] : [id]))
    }

    /// Resources may name the site's own host.
    @Test(arguments: [
        ("https://example.com/pricing", "/pricing", "https://example.com/pricing", ""),
        ("https://example.com/", "/", "https://example.com/", ""),
        ("https://example.com/llms.txt", "/llms.txt", "https://example.com/llms.txt", ""),
        ("https://example.com/guides", "/guides", "https://example.com/guides.md", ""),
        (
            "https://example.com/guides/other#steps", "/guides/other#steps",
            "https://example.com/guides/other.md#steps", "links/own-site-address"
        ),
        (
            "HTTP://Example.com/guides/other", "/guides/other", "https://example.com/guides/other.md",
            "links/own-site-address"
        ),
        ("https://example.com/guides/gone", "", "", "links/unknown-guide"),
    ])
    func resourcesOfTheOwnHost(_ url: String, _ page: String, _ twin: String, _ id: String) async throws {
        let site = try Self.site(
            "Text.", more: "resources: [{title: Plans, url: \"\(url)\", note: What each holds.}]")
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity != .note }.map(\.id) == (id.isEmpty ? [] : [id]))
        guard !page.isEmpty else { return }
        #expect(try site.read("Public/guides/a.html").contains("<a href=\"\(page)\">Plans</a>"))
        #expect(try site.read("Public/guides/a.md").contains("- [Plans](\(twin)): What each holds."))
    }

    /// A bare address is its own text: page and twin lead to it as it is written, in any spelling.
    @Test(arguments: [
        "https://example.com/guides/other", "https://example.com/guides/other/",
        "https://example.com/guides/other.html#steps",
        "http://example.com/guides/other", "https://EXAMPLE.com/guides/other",
        "https://example.com:443/guides/other",
        "https://example.com/guides/%6Fther", "https://example.com/x/../guides/other",
        "https://example.com/guides/",
        "https://example.com/guides/index.html", "https://example.com/guides/search/",
        "https://example.com/guides/former",
        "https://example.com/guides/former.md#steps", "https://example.com",
        "https://example.com//guides/other",
        "https://example.com/guides/other.md?a=b#steps", "https://example.com/guides/a",
        "https://example.com/guides/a#x",
    ])
    func bareAddressesOfTheOwnSite(_ url: String) async throws {
        for body in ["Look \(url) now.\n\n## X\n\nText.", "Look <\(url)> now.\n\n## X\n\nText."] {
            let site = try Self.site(body)
            try site.write(
                "other.md",
                TemporarySite.guide("Other", more: "aliases: [former]", "Text.\n\n## Steps\n\nText."))
            #expect(try await site.build().findings.filter { $0.severity == .error } == [])
            #expect(try site.read("Public/guides/a.md").contains(url))
        }
    }
}
