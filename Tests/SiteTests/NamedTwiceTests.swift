import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Library
@testable import Rendering
@testable import Support
@testable import Theming

/// What has a name that something else has too, or had; and what is not there although it looks so.
@Suite(.timeLimit(.minutes(15))) struct NamedTwiceTests {
    /// Front matters of two guides `a` and `b`, and where former addresses of guides lead.
    @Test(
        arguments: [
            ("", "", [:]), ("aliases: [old]", "", ["/guides/old": "/guides/a"]),
            (
                "aliases: [old, older]", "aliases: [other]",
                ["/guides/old": "/guides/a", "/guides/older": "/guides/a", "/guides/other": "/guides/b"]
            ),
            // The name of a guide that is there, its own, one that two claim.
            ("aliases: [b]", "", [:]), ("aliases: [b, old]", "", ["/guides/old": "/guides/a"]),
            ("aliases: [a]", "", [:]),
            ("aliases: [old]", "aliases: [old]", ["/guides/old": "/guides/a"]),
            ("aliases: [b]", "aliases: [a]", [:]),
            ("", "aliases: [a]", [:]),
        ] as [(String, String, [String: String])])
    func formerNamesLeadToGuidesAlone(_ first: String, _ second: String, _ wanted: [String: String])
        async throws
    {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: first, "Text."),
            "b.md": TemporarySite.guide("Beta", more: second, "Text."),
        ])
        let library = try await site.library()
        let redirects = library.redirects
        #expect(Set(redirects.map(\.from)).count == redirects.count)
        #expect(Set(redirects.map(\.from)).isDisjoint(with: library.pages))
        #expect(Dictionary(redirects.map { ($0.from, $0.page) }) { first, _ in first } == wanted)
    }

    /// Former ids of an issue and of a category that others have now.
    @Test func formerNamesOfIssuesAndCategories() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "issues: [{issue: one-thing, former-ids: [first, second]}]",
                "## Fix Common Issues\n\n### One Thing\n\nIt saw.\n\n### Second\n\nIt saw.\n"),
            "b.md": TemporarySite.guide("Beta", category: "two", "Text."),
        ])
        try site.write(
            "Content/site.yml",
            TemporarySite.settings.replacing(
                "summary: The first.", with: "summary: The first., aliases: [two, old]"))
        let library = try await site.library()
        let former = library.formerAddresses
        #expect(former.filter { $0.kind == .category }.map(\.from) == ["/guides/categories/old"])
        #expect(former.first { $0.kind == .category }?.page == "/guides/categories/one")
        #expect(former.contains { $0.from == "/guides/i/one-thing" && $0.page == "/guides/a#one-thing" })
    }

    /// Ids in HTML are those of its elements.
    @Test(
        arguments: [
            ("<p id=\"a\">", ["a"]), ("<p id='a'>", ["a"]), ("<p id=a>", ["a"]), ("<P ID=a class=b>", ["a"]),
            ("<p class=\"id=b\" id=\"a\">", ["a"]),
            ("<p id = \"a\" >", ["a"]), ("<p\nid=\"a\"\n>", ["a"]), ("<p id=\"a\"><p id=\"b\">", ["a", "b"]),
            ("<p>id=\"a\"</p>", []),
            ("<!-- <p id=\"a\"> -->", []), ("<!--<p id=\"a\">--><p id=\"b\">", ["b"]),
            ("<p id=\"a\"><!-- <p id=\"b\"> > <p id=\"c\"> --><p id=\"d\">", ["a", "d"]),
            ("<!-- a --><!-- <p id=\"b\"> --><p id=\"c\">", ["c"]), ("<!-- <p id=\"a\">", []),
            ("<p data-id=\"a\">", []), ("<p id>", []), ("<p id=\"\">", [""]),
            ("</p id=\"a\">", []), ("<p title=\"<p id='a'>\">", []), ("<p title='>' id=a>", ["a"]),
            ("<br id=a/>", ["a/"]), ("a < b id=\"c\"", []), ("<", []),
            ("<p id=\"é\">", ["é"]), ("<h2 id=\"a\">A</h2>\n<span id=\"b\"></span>", ["a", "b"]),
            ("<!doctype html><p id=a>", ["a"]),
        ] as [(String, [String])])
    func idsAreThoseOfElements(_ html: String, _ ids: [String]) {
        #expect(HTMLAnchors.ids(Array(html.utf8)) == ids)
    }

    /// Drafts that are shown are in no list of related guides, for whatever reason one might be.
    @Test func draftsAreRelatedToNone() async throws {
        let same = String(repeating: "mail server record domain policy ", count: 20)
        for text in [same, "apple orchard"] {
            let site = try TemporarySite([
                "a.md": TemporarySite.guide("Alpha", same), "b.md": TemporarySite.guide("Beta", text),
                "draft-1.md": TemporarySite.guide("Draft One", more: "draft: true", same),
                "draft-2.md": TemporarySite.guide("Draft Two", more: "draft: true", "ship harbour"),
            ])
            let content = try await SiteContent.read(
                try ContentTree(site: site.path), site: site.path, withDrafts: true, jobs: 1)
            let library = try await makeLibrary(content)
            #expect(library.guides.count == 4)
            for (guide, related) in zip(library.guides, library.related) {
                #expect(related.allSatisfy { !library.guides[$0.guide].frontMatter.isDraft }, "\(guide.slug)")
                #expect(related.contains { library.guides[$0.guide].slug == (guide.slug == "a" ? "b" : "a") })
            }
        }
    }

    // MARK: Themes

    /// A style sheet, a file that it names, and how: the name that is published is there, wherever either is in the alphabet.
    @Test(
        arguments: [
            ("m.css", "a.woff2", "a.woff2"), ("m.css", "z.woff2", "z.woff2"), ("m.css", "z.svg", "'z.svg'"),
            ("a.css", "b.svg", "\"b.svg\""),
            ("m.css", "fonts/z.woff2", "fonts/z.woff2"), ("css/m.css", "css/z.svg", "z.svg"),
            ("css/m.css", "z.svg", "../z.svg"), ("css/m.css", "a.svg", " ../a.svg "),
            ("z.css", "zz.svg", "./zz.svg"),
        ])
    func styleSheetsNameWhatIsPublished(_ sheet: String, _ file: String, _ name: String) throws {
        let published = Assets.publish(
            [
                sheet: Array("a { b: url(\(name)); c: url(none.svg) }\nd { e: url(\(name)) }".utf8),
                file: [1, 2, 3], "other.js": [],
            ],
            path: "/guides", .english)
        let path = try #require(published.paths[file])
        #expect(path != "/guides/assets/\(file)")
        let own = try #require(published.files.first { "/" + $0.path == published.paths[sheet] })
        #expect(
            String(decoding: own.bytes, as: UTF8.self)
                == "a {b:url(\(path));c:url(none.svg) }d {e:url(\(path)) }")
        #expect(published.files.contains { "/" + $0.path == path && $0.bytes == [1, 2, 3] })
        #expect(published.files.count == 3)
        // A name is that of the bytes that are published under it, as browsers keep them for a year.
        for file in published.files {
            let hash = String(ContentHash.hexadecimal(file.bytes).prefix(12))
            #expect(file.path.contains(".\(hash)."), "\(file.path)")
        }
    }

    /// What a template names; before each address that is reported as not being there is `⟦`.
    @Test(
        arguments: [
            "<a href=\"⟦/guides/gone\">x</a>", "<a href=\"/guides/a\">x</a>",
            "<a href=\"⟦/guides/gone.md\">x</a>",
            "<a href=\"/guides\">x</a>", "<a href=\"⟦/guides/a#gone\">x</a>",
            "<img src=\"⟦/guides/gone.png\">",
            "<img src=\"/guides/i.png\">", "<a href=\"⟦https://example.org/guides/gone\">x</a>",
            "<a href=\"https://example.org/guides/a\">x</a>", "<a href=\"https://example.com/gone\">x</a>",
            "<a href=\"{{url}}\">x</a>", "<a href=\"#gone\">x</a>", "<a href=\"/elsewhere\">x</a>",
            "<a href=\"/guides/a\">x</a> <a href=\"⟦/guides/gone\">x</a>",
            "<img src=\"⟦https://example.org/guides/gone.png\">", "<img alt=\"é\" src=\"⟦/guides/gone.png\">",
            "<script src=\"⟦/guides/gone.js\"></script>", "<link rel=\"x\" href=\"⟦/guides/gone.css\">",
            "<a href=\"⟦/guides/gone\">\n🙂 <img src=\"⟦/guides/gone.png\">\n\n<img src=\"/guides/i.png\"></a>",
            "<img src=\"⟦/guides/gone.png\"> <img src=\"⟦/guides/gone.png\">\r\n<img src=\"⟦/guides/two.png\">",
            "<img src=\"/guides/i.png\"> <img src=\"⟦/guides/gone.png\">", "<img src=\"{{image}}\">",
        ])
    func linksOfTemplatesAreChecked(_ marked: String) async throws {
        let parts = marked.components(separatedBy: "⟦")
        let text = parts.joined()
        let places = parts.indices.dropLast().map { index in
            let lines = parts[...index].joined().replacing("\r\n", with: "\n").components(separatedBy: "\n")
            return [lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1]
        }
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."), "i.png": TemporarySite.picture,
                "Templates/extra.mustache": text + "\n",
            ], templates: false)
        let found = try await site.build().findings.filter { $0.file == "Templates/extra.mustache" }
        #expect(found.map { [Int($0.location.line), Int($0.location.column)] } == places, "\(found)")
        #expect(found.allSatisfy { $0.severity == .error && $0.group == "links" })
    }
}
