import Foundation
import TestSupport
import Testing

@testable import Rendering

/// What a guide's page leads to: the guides of its category, what to read next, and its issues.
@Suite(.timeLimit(.minutes(15))) struct FurtherReadingTests {
    /// The addresses of a part of a page, in order.
    private static func addresses(_ page: String, _ part: String) throws -> [String] {
        let element = part.prefix { $0 != " " }
        guard let start = page.firstRange(of: "<\(part)"),
            let end = page[start.lowerBound...].firstRange(of: "</\(element)>")
        else { return [] }
        return page[start.lowerBound..<end.lowerBound].matches(of: #/href="([^"]*)"/#).map { String($0.1) }
    }

    private static func slugs(_ page: String, _ part: String) throws -> [String] {
        try addresses(page, part).map { $0.replacing("/guides/", with: "") }
    }

    // MARK: The category

    @Test func theCategoryIsInItsOrderWithTheGuideMarked() async throws {
        var files = ["other.md": TemporarySite.guide("Other", category: "two", "Text.")]
        for (slug, order) in [("a", 3), ("b", 1), ("c", 2)] {
            files["\(slug).md"] = TemporarySite.guide(
                "Guide \(slug)", more: "order: \(order)", "Text.")
        }
        files["hidden.md"] = TemporarySite.guide("Hidden", more: "listed: false", "Text.")
        let site = try TemporarySite(files)
        try await site.build()
        for slug in ["a", "b", "c"] {
            let page = try site.read("Public/guides/\(slug).html")
            #expect(try Self.slugs(page, "nav class=\"side siblings\"") == ["b", "c", "a"])
            let current = page.matches(of: #/<a href="/guides/(\w+)" aria-current="page">/#).map {
                String($0.1)
            }
            #expect(current == [slug])
        }
        // A guide that is alone in its category, or in no list, has none.
        for slug in ["other", "hidden"] {
            #expect(try !site.read("Public/guides/\(slug).html").contains("class=\"side siblings\""))
        }
    }

    /// Of a long category, the nearest ones are listed behind a link to all.
    @Test(arguments: [39, 40, 41, 43, 90]) func longCategoriesAreCut(_ count: Int) async throws {
        let slugs = (0..<count).map { "g-\(100 + $0)" }
        let site = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: slugs.map { ("\($0).md", TemporarySite.guide("Guide \($0)", "Text.")) })
        )
        try await site.build()
        let most = SiblingLists.mostShown
        for place in [0, 1, 19, 20, 21, count / 2, count - 21, count - 2, count - 1] {
            let page = try site.read("Public/guides/\(slugs[place]).html")
            var shown = try Self.slugs(page, "nav class=\"side siblings\"")
            if count > most { #expect(shown.removeFirst() == "categories/one") }
            #expect(shown.count == min(count, most))
            let first = try #require(shown.first.flatMap { slugs.firstIndex(of: $0) })
            #expect(shown == Array(slugs[first..<(first + shown.count)]))
            #expect(shown.contains(slugs[place]))
            // As many before it as after it, where there are as many.
            if count > most { #expect(first == max(0, min(place - most / 2, count - most)), "\(place)") }
            #expect(page.contains("<a href=\"/guides/\(slugs[place])\" aria-current=\"page\">"))
            #expect(page.matches(of: /aria-current/).count == 1)
        }
    }

    // MARK: Read next

    @Test func eachGuideIsNamedOnce() async throws {
        let site = try TemporarySite([
            "hub.md": TemporarySite.guide(
                "Hub", more: "related: [b, a]\nresources: [{guide: a, note: The reason.}]", "Text."),
            "a.md": TemporarySite.guide("Alpha", "See [the hub](hub.md)."),
            "b.md": TemporarySite.guide("Beta", "See [the hub](hub.md)."),
            "c.md": TemporarySite.guide(
                "Gamma", category: "two", more: "related: [a, b, d]", "See [the hub](hub.md)."),
            "d.md": TemporarySite.guide("Delta", category: "two", more: "related: [a, b, c]", "Text."),
            "e.md": TemporarySite.guide(
                "Epsilon", category: "two", more: "related: [a, b, c]", "See [the hub](hub.md)."),
        ])
        try await site.build()
        let page = try site.read("Public/guides/hub.html")
        let next = try Self.slugs(page, "section class=\"further\"")
        let mentions = try Self.slugs(page, "nav class=\"mentions\"")
        #expect(next.prefix(2) == ["a", "b"] && page.contains("The reason."))
        #expect(Set(next).count == next.count && Set(next).isDisjoint(with: mentions))
        #expect(Set(next + mentions).isSuperset(of: ["a", "b", "c", "e"]) && !mentions.contains("d"))
        // The twin has both of its lists as they were.
        let twin = try site.read("Public/guides/hub.md")
        #expect(twin.contains("Related resources:\n- [Alpha](https://example.org/guides/a.md): The reason."))
        let related = try #require(twin.components(separatedBy: "## Related Guides\n").last)
        #expect(related.contains("guides/a.md") && related.contains("guides/b.md"))
    }

    // MARK: Issues

    private static let issues = """
        Text.

        ## Steps

        Text.[^1]

        [^1]: A note.

        ## Fix Common Issues

        ### Record & Missing

        The checker says `none`, with "quotes".[^1]

        1. Look at [the steps](#steps) and [the others](other.md#part).
        2. Publish it:

           ```sh
           echo "$HOME"
           ```

        ![A picture](dot.svg)

        ### No Signal

        1. Do it.
        """

    private static func siteWithIssues() async throws -> TemporarySite {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", issues),
            "other.md": TemporarySite.guide("Other", "Text.\n\n## Part\n\nText."),
            "dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>",
            "Content/site.yml": TemporarySite.settings + "files: {allow: [svg]}\n",
        ])
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings.filter { $0.severity == .error })")
        return site
    }

    /// The page of an issue has the section as the guide's page has it, and its own links lead to the guide.
    @Test func anIssuesPageHasItsSection() async throws {
        let site = try await Self.siteWithIssues()
        let page = try site.read("Public/guides/i/record--missing.html")
        let guide = try site.read("Public/guides/a.html")
        let section = try #require(
            guide.firstMatch(of: #/(?s)<section class="issue".*?</h3>\n(.*?)</section>/#)?.1)
        let body = try #require(page.firstMatch(of: #/(?s)<div class="body">\n(.*?)</div>/#)?.1)
        #expect(body == section.replacing("href=\"#", with: "href=\"/guides/a#"))
        #expect(!body.contains("href=\"#") && body.contains("href=\"/guides/a#steps\""))
        #expect(body.contains("href=\"/guides/other#part\"") && body.contains("<span class=\""))
        #expect(body.contains("width=\"30\" height=\"20\""))
        // No second heading of the same text.
        #expect(page.matches(of: /Record &amp; Missing</).count == 1)
    }

    @Test(arguments: [
        ("record--missing", "The checker says none, with &quot;quotes&quot;."),
        ("no-signal", "What Alpha is about, notwithstanding all characteristics."),
    ])
    func anIssuesPageSaysWhatItIsAbout(_ id: String, _ summary: String) async throws {
        let site = try await Self.siteWithIssues()
        let page = try site.read("Public/guides/i/\(id).html")
        #expect(page.contains("<meta name=\"description\" content=\"\(summary)\">"))
        #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/guides/a\">"))
        #expect(
            page.contains(
                "<a href=\"/guides/categories/one\">Category One</a> · <a href=\"/guides/a#\(id)\">Alpha</a>")
        )
        #expect(page.contains("This section is part of the guide <a href=\"/guides/a#\(id)\">Alpha</a>."))
        #expect(page.contains("href=\"/guides/i/\(id).md\" type=\"text/markdown\""))
    }

    /// The issue's heading is the page's own, so those below it are two levels higher, and none is left out.
    @Test func headingsOfAnIssuesPageFollowEachOther() async throws {
        let signal = "検査器は SPF " + String(repeating: "レコードが見つからない", count: 30)
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                "Text.\n\n## Fix Common Issues\n\n### Missing Record\n\n\(signal)\n\n1. Go to [it](#deep).\n\n#### Sub\n\nText `<h4>`.\n\n##### Deep\n\nText.\n\n###### Deepest\n\n1. Check it.\n"
            )
        ])
        _ = try await site.build()
        let page = try site.read("Public/guides/i/missing-record.html")
        let headings = page.matches(of: #/<(h[1-6])[^>]*>(?:<span[^>]*></span>)?(.*?)</(h[1-6])>/#).map {
            "\($0.1) \($0.2) \($0.3)"
        }
        #expect(headings == ["h1 Missing Record h1", "h2 Sub h2", "h3 Deep h3", "h4 Deepest h4"])
        #expect(
            page.contains("<a href=\"/guides/a#deep\">it</a>") && page.contains("<code>&lt;h4&gt;</code>"))
        // Its description is as long as a note, whether its script has spaces or not.
        let description = try #require(page.firstMatch(of: #/name="description" content="(.*?)"/#)?.1)
        #expect((140...161).contains(description.count) && description.hasSuffix("…"), "\(description)")
    }
}
