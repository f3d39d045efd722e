import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Rendering

/// The head of each page that is published, small ones too, in several languages: the address that search engines show,
/// the twin, the feed, and the language.
@Suite(.timeLimit(.minutes(15))) struct PageHeadTests {
    private static let issues = """
        ## Part

        Text.

        ## Fix Common Issues

        ### New Thing

        The checker saw `one`.

        1. Do it.
        2. Check again.

        ### Other Thing

        The checker saw `two`.

        1. Do it.
        2. Check again.
        """

    private static func site(_ settings: String, dated: [Bool] = [false, true, false]) throws -> TemporarySite
    {
        func day(_ guide: Int) -> String { dated[guide] ? "updated: 2026-11-2\(guide)\n" : "" }
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha",
                    more: day(0)
                        + "aliases: [former-a, older-a]\nissues: [{issue: new-thing, former-ids: [old-thing, older-thing]}]",
                    Self.issues),
                "b.md": TemporarySite.guide("Beta", category: "two", more: day(1), "See [alpha](a.md)."),
                "c.md": TemporarySite.guide("Gamma", more: day(2), "See [alpha](a.md)."),
                "Content/terms.yml":
                    "- {term: TERM, guide: b, definition: A word.}\n- {term: OTHER, guide: none}\n",
            ], templates: false)
        try site.write(
            "Content/site.yml",
            TemporarySite.settings.replacing(
                "title: Category One,", with: "title: Category One, aliases: [former-one],"
            ).replacing("title: Category Two,", with: "title: Category Two, summary: The second.,") + settings
        )
        return site
    }

    /// The page that is canonical, by the path of each that is published.
    private static let canonical: [String: String?] = [
        "guides": "/guides", "guides/index": "/guides", "guides/search": "/guides/search",
        "guides/glossary": "/guides/glossary", "guides/issues": "/guides/issues",
        "guides/a": "/guides/a", "guides/b": "/guides/b", "guides/c": "/guides/c",
        "guides/former-a": "/guides/a",
        "guides/older-a": "/guides/a", "guides/categories/one": "/guides/categories/one",
        "guides/categories/two": "/guides/categories/two",
        "guides/categories/former-one": "/guides/categories/one", "guides/i/old-thing": "/guides/a",
        "guides/i/older-thing": "/guides/a", "guides/i/new-thing": "/guides/a",
        "guides/i/other-thing": "/guides/a", "404": nil,
    ]

    /// Where small pages lead readers.
    private static let moved = [
        "guides/former-a": "/guides/a", "guides/older-a": "/guides/a",
        "guides/categories/former-one": "/guides/categories/one", "guides/i/old-thing": "/guides/a#new-thing",
        "guides/i/older-thing": "/guides/a#new-thing", "guides/i/new-thing": "/guides/a#new-thing",
        "guides/i/other-thing": "/guides/a#other-thing",
    ]

    /// The values of a mark's attribute, such as those of each `<link rel="canonical" href="…">`.
    private static func values(_ page: String, _ mark: String, _ attribute: String) -> [String] {
        page.components(separatedBy: "<" + mark).dropFirst().compactMap { rest in
            let tag = rest.components(separatedBy: ">")[0]
            return tag.components(separatedBy: " \(attribute)=\"").dropFirst().first?
                .components(separatedBy: "\"")[0]
        }
    }

    private struct Thing: Decodable {
        var type: String
        var inLanguage, url: String?
        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case inLanguage, url
        }
    }

    private static func things(_ page: String) throws -> [Thing] {
        struct Graph: Decodable {
            var things: [Thing]
            enum CodingKeys: String, CodingKey { case things = "@graph" }
        }
        guard let text = page.firstMatch(of: #/<script type="application/ld\+json">(.*?)</script>/#)?.1 else {
            return []
        }
        return try JSONDecoder().decode(Graph.self, from: Data(text.utf8)).things
    }

    @Test(arguments: [nil, "en", "en-GB", "de", "ja", "ar", "pt-BR"])
    func headsSayWhatThePageIs(_ language: String?) async throws {
        let site = try Self.site(language.map { "language: \($0)\n" } ?? "")
        let report = try await site.build()
        try #require(!report.hasErrors, "\(report.findings)")
        let files = try site.published()
        let pages = files.keys.filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }
        #expect(Set(pages) == Set(Self.canonical.keys))
        let own = language ?? "en"
        func isPublished(_ address: String) -> Bool {
            let path = address.replacing("https://example.org/", with: "")
            return address.hasPrefix("https://example.org/") && (files[path] ?? files[path + ".html"]) != nil
        }
        for path in pages {
            let page = String(decoding: files[path + ".html"] ?? [], as: UTF8.self)
            #expect(page.contains("<html lang=\"\(own)\" dir=\"\(own == "ar" ? "rtl" : "ltr")\">"), "\(path)")
            let wanted = (Self.canonical[path] ?? nil).map { ["https://example.org" + $0] } ?? []
            #expect(Self.values(page, "link rel=\"canonical\"", "href") == wanted, "\(path)")
            #expect(Self.values(page, "meta property=\"og:url\"", "content") == wanted, "\(path)")
            #expect(wanted.allSatisfy(isPublished), "\(path)")
            let twins = Self.values(page, "link rel=\"alternate\" type=\"text/markdown\"", "href")
            let isIndex = path == "guides/index"
            #expect(
                twins == (path == "404" ? [] : twins.isEmpty ? ["none"] : twins.filter(isPublished)),
                "\(path)")
            if wanted == ["https://example.org/" + path] {
                #expect(twins == ["https://example.org/\(path).md"], "\(path)")
            }
            #expect(!isIndex || twins == ["https://example.org/guides.md"])
            #expect(
                Self.values(page, "link rel=\"alternate\" type=\"application/atom+xml\"", "href").map {
                    isPublished($0.hasPrefix("/") ? "https://example.org" + $0 : $0)
                } == [true], "\(path)")
            let description = Self.values(page, "meta name=\"description\"", "content")
            #expect(description.count == 1 && description[0].count > 4, "\(path)")
            #expect(Self.values(page, "meta property=\"og:description\"", "content") == description)
            let title = Self.values(page, "meta property=\"og:title\"", "content")
            #expect(title.count == 1 && page.contains("<title>\(title.first ?? "")"), "\(path)")
            let suffix = path == "guides" || path == "guides/index" ? "" : " · Test Guides"
            #expect(page.contains("<title>\(title.first ?? "")\(suffix)</title>"), "\(path)")
            if let now = Self.moved[path] {
                #expect(page.contains("<a href=\"\(now)\">"), "\(path)")
            }
            let kind = Self.values(page, "meta property=\"og:type\"", "content")
            #expect(kind == [["guides/a", "guides/b", "guides/c"].contains(path) ? "article" : "website"])
            let things = try Self.things(page)
            let main = things.filter { $0.type != "BreadcrumbList" }
            #expect(main.count <= 1 && main.allSatisfy { $0.inLanguage == own }, "\(path): \(things)")
            #expect(main.allSatisfy { $0.url == wanted.first }, "\(path): \(things)")
            let isList = path.hasPrefix("guides/categories/") && path != "guides/categories/former-one"
            let isMain =
                kind == ["article"] || isList
                || ["guides", "guides/index", "guides/glossary", "guides/issues"].contains(path)
            #expect(main.isEmpty == !isMain, "\(path)")
            #expect(
                page.contains("article:modified_time") == (path == "guides/b"), "\(path)")
        }
        // The guides before and after one are those of its category.
        for (slug, previous, next) in [("a", nil, "c"), ("b", nil, nil), ("c", "a", nil)]
            as [(String, String?, String?)]
        {
            let page = try site.read("Public/guides/\(slug).html")
            for (kind, other) in [("previous", previous), ("next", next)] {
                let links = Self.values(page, "a class=\"\(kind)\"", "href")
                #expect(links == (other.map { ["/guides/\($0)"] } ?? []), "\(slug) \(kind)")
            }
        }
        let feed = String(decoding: files["guides/feed.xml"] ?? [], as: UTF8.self)
        #expect(feed.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(own)\">"))
    }

    /// Three guides, each with a day or without one.
    @Test(arguments: 0..<8) func theFeedHasTheGuidesWithDays(_ days: Int) async throws {
        let dated = (0..<3).map { days & 1 << $0 != 0 }
        let site = try Self.site("", dated: dated)
        let report = try await site.build()
        try #require(!report.hasErrors, "\(report.findings)")
        let files = try site.published()
        // Links are checked against the list of files that other stages get, so it has to be the list of published files.
        func isOther(_ path: String) -> Bool {
            !path.hasSuffix(".html") && !path.hasSuffix(".md") && !path.hasPrefix("guides/assets/")
        }
        let shape = try await site.library().shape
        let told = OutputKind.all.flatMap { $0.files(shape) }.map { String($0.dropFirst()) }
        #expect(told.filter(isOther).sorted() == files.keys.filter(isOther).sorted())
        let feed = files["guides/feed.xml"].map { String(decoding: $0, as: UTF8.self) } ?? ""
        let wanted = zip(["a", "b", "c"], dated).filter(\.1).map { "https://example.org/guides/\($0.0)" }
        let ids = feed.components(separatedBy: "<entry>").dropFirst().map {
            $0.components(separatedBy: "<id>")[1].components(separatedBy: "</id>")[0]
        }
        #expect(Array(ids) == wanted.reversed())
        #expect((files["guides/feed.xml"] != nil) == (days != 0))
        #expect(feed.contains("<author>\n<name>Test Guides</name>\n</author>") == (days != 0))
        for (path, bytes) in files where path.hasSuffix(".html") {
            let page = String(decoding: bytes, as: UTF8.self)
            #expect(page.contains("application/atom+xml") == (days != 0), "\(path)")
        }
    }
}
