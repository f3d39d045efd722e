import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Markdown
@testable import Rendering
@testable import Support

/// Pages without a body of their own are proven against their twins, like guides.
@Suite(.timeLimit(.minutes(15))) struct ListProofTests {
    private static func site() throws -> TemporarySite {
        try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha & Co. [x]",
                    "Text.\n\n## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Publish it.\n1. Run it again.\n\n### Überblick\n\nThe check says `x`.\n\n1. Publish it.\n1. Run it again."
                ),
                "b.md": TemporarySite.guide("https://example.org/guides/b", category: "two", "Text."),
                "Content/site.yml": TemporarySite.settings
                    + "start:\n  - {title: I am new, summary: First steps., guides: [b, a]}\n",
                "Content/terms.yml":
                    "- {term: TLS, expansion: Transport Layer Security, definition: A lock., synonyms: [lock], guide: a}\n- {term: DNS, guide: b}\n",
            ])
    }

    /// Templates that leave a link out, or lead it to another place, make no pair.
    @Test(arguments: [
        ("guide-item", "<li>{{title}}</li>\n", "Public/guides.html"),
        ("guide-item", "<li><a href=\"/elsewhere\">{{title}}</a></li>\n", "Public/guides.html"),
        (
            "term-item",
            "<h2><span id=\"{{anchor}}\"></span>{{title}}</h2>\n{{#url}}<p>{{guide-title}}</p>{{/url}}\n",
            "Public/guides/glossary.html"
        ),
        ("issue-item", "<li><a href=\"{{url}}\">An issue</a></li>\n", "Public/guides.html"),
        ("category-item", "<section>{{title}}</section>\n", "Public/guides.html"),
        ("start-item", "<div><h3>{{title}}</h3></div>\n", "Public/guides.html"),
    ])
    func templatesThatHideLinksAreFound(_ name: String, _ text: String, _ page: String) async throws {
        let site = try Self.site()
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        #expect(Disk.status(site.path + "/" + page) != nil)
        try site.write("Templates/\(name).mustache", text)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(Set(found.map(\.id)) == ["pair/not-equivalent"])
        let checked = try run(["check", "--site", site.path])
        #expect(checked.code == 1 && (checked.output + checked.error).contains("pair/not-equivalent"))
    }

    /// A page that does not show the body of its guide is no half of a pair.
    @Test(arguments: [
        ("{{{body}}}", true), ("", false), ("{{body}}", false),
        ("{{#updated}}{{{body}}}{{/updated}}", false), ("{{^body}}None.{{/body}}", false),
    ])
    func pagesShowTheirBodies(_ part: String, _ isPair: Bool) async throws {
        let site = try Self.site()
        try site.write(
            "Templates/guide.mustache",
            "<!doctype html>\n<html lang=\"en\"><head><title>{{title}}</title></head><body><h1>{{title}}</h1><p>{{summary}}</p>\n\(part)\n</body></html>\n"
        )
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.id) == (isPair ? [] : ["pair/not-equivalent", "pair/not-equivalent"]))
        #expect(found.allSatisfy { $0.message.contains("does not show the body") })
    }

    /// Each change of a finished twin is seen.
    @Test func spoiledTwinsAreFound() async throws {
        let site = try Self.site()
        let library = try await site.library()
        let sections = [
            ListTwin.Section(
                title: "Guides", summary: "All of them.", items: library.guides.indices.map(library.twinItem))
        ]
        let page = Array(
            "<a href=\"/guides/a\">Alpha &amp; Co. [x]</a><a href=\"/guides/b\">https://example.org/guides/b</a>"
                .utf8)
        func difference(_ spoil: (String) -> String) -> Proof.Difference? {
            let writer = ListTwin.make(
                library, title: "Index", summary: "A list.", page: library.addresses.index, sections: sections
            )
            let text = spoil(writer.markdown.text)
            writer.markdown.removeAll()
            writer.markdown.append(text)
            return ListProof(library).difference(writer, page: page, path: library.addresses.index)
        }
        #expect(difference { $0 } == nil)
        for (from, to) in [
            ("# Index", "# Other"), ("> A list.", "> A list!"), ("/guides/a.md", "/guides/b.md"),
            ("/guides/a.md", "/guides/c.md"),
            ("- Guide index", "- Other index"), ("## Guides", "### Guides"),
            ("All of them.", "Some of them."), ("- [Alpha", "1. [Alpha"),
            (" & Co.", ""), ("llms.txt", "other.txt"),
        ] {
            #expect(difference { $0.replacing(from, with: to) } != nil, "\(from) → \(to)")
        }
        #expect(difference { $0 + "\nMore.\n" } != nil)
    }

    /// What the pages of this repository's site say within their main part, their twins say too, but for the furniture
    /// of the theme.
    @Test func twinsLackNoSegmentOfTheirPages() async throws {
        let site = try TemporarySite(templates: false)
        try FileManager.default.removeItem(atPath: site.path + "/Content")
        try FileManager.default.copyItem(atPath: repository + "/Content", toPath: site.path + "/Content")
        try await site.build()
        let files = try site.published()
        var pages = 0
        for (path, bytes) in files where path.hasSuffix(".html") {
            guard let twin = files[path.dropLast(5) + ".md"], !path.hasPrefix("guides/i/"),
                path != "guides/search.html"
            else { continue }
            pages += 1
            let said = Self.words(ofMarkdown: twin)
            for segment in Self.segments(ofPage: String(decoding: bytes, as: UTF8.self))
            where !said.contains(segment) {
                Issue.record("\(path): \(segment)")
            }
        }
        #expect(pages > 30)
    }

    /// The texts between the tags of a page's main part, without what the theme adds for people alone.
    private static func segments(ofPage page: String) -> [String] {
        guard let start = page.firstRange(of: "<main"), let end = page.firstRange(of: "</main>") else {
            return []
        }
        var main = String(page[start.lowerBound..<end.lowerBound])
        main.replace(#/(?s)<nav.*?</nav>/#, with: "")
        main.replace(#/(?s)<form class="check".*?</form>\n<noscript[^>]*>.*?</noscript>/#, with: "")
        main.replace(#/(?s)<nav class="side contents.*?</nav>/#, with: "")
        main.replace(#/(?s)<p class="(ask|facts|callout-title)"[^>]*>.*?</p>/#, with: "")
        main.replace(#/(?s)<(aside|p|div) class="agents.*?</(aside|p|div)>/#, with: "")
        main.replace(#/(?s)<ul class="issues">.*?</ul>/#, with: "")
        main.replace(#/<h2(><span)? id="(page:further|start)"[^>]*>.*?</h2>/#, with: "")
        main.replace(#/(?s)<sup class="footnote-ref">.*?</sup>/#, with: "")
        return main.replacing(#/<[^>]*>/#, with: "\u{0}").split(separator: "\u{0}").map { plain(String($0)) }
            .filter { !$0.isEmpty }
    }

    private static func plain(_ text: String) -> String {
        var text = text
        for (entity, sign) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&"),
        ] {
            text.replace(entity, with: sign)
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func words(ofMarkdown bytes: [UInt8]) -> String {
        let document = Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
        let html = String(decoding: document.html, as: UTF8.self)
        return plain(
            html.replacing(#/<(\/?(p|li|h\d|td|th|tr|pre|ul|ol|blockquote|table|div)|br)[^>]*>/#, with: " ")
                .replacing(#/<[^>]*>/#, with: ""))
    }
}
