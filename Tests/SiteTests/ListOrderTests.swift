import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Library
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// The order of lists that are cut into parts, and where they are cut.
@Suite(.timeLimit(.minutes(15))) struct ListOrderTests {
    /// Guides whose titles are in another order than their slugs, in two categories, with texts of one script.
    private func library(_ count: Int, letter: String = "w", days: [Day?] = [nil]) async throws -> Library {
        var content = SiteContent()
        content.site.name = "Site"
        content.site.summary.text = "Many guides."
        content.site.baseURL = "https://example.org"
        content.site.categories = ["one", "two"].map {
            Site.Category(
                id: $0, title: Located(text: "Category \($0)", location: .start),
                summary: Located(text: "About \($0).", location: .start), agentNotes: [], location: .start)
        }
        content.guides = (0..<count).map { number in
            var front = FrontMatter()
            // Small and capital letters, and an order that is neither that of the slugs nor its reverse.
            let title = "\(number * 7919 % 1000 + 1000)x"
            front.title.text = number % 2 == 0 ? "a\(title)" : "A\(title)"
            front.summary.text = String(repeating: letter, count: 200) + " \(number)."
            front.category.text = number % 3 == 0 ? "two" : "one"
            front.updated = days[number % days.count]
            let source = SourceText(Array("t\(number)x.\n".utf8))
            return SiteContent.GuideSource(
                slug: "g-\(1000 + number)", file: "Content/guides/g-\(1000 + number).md", source: source,
                body: 0..<source.bytes.count, frontMatter: front, findings: [])
        }
        return try await makeLibrary(content, jobs: 2)
    }

    private func entries(_ text: String) -> [(title: String, address: String)] {
        text.matches(of: #/(?m)^- \[(.*?)\]\((.*?)\)/#).map { (String($0.1), String($0.2)) }
    }

    /// A part is named by its first and its last title, and between them are its guides by title, each once.
    @Test(arguments: [1000, 1400]) func partsAreInTheOrderOfTitles(_ count: Int) async throws {
        let library = try await library(count)
        let files = Dictionary(
            uniqueKeysWithValues: LLMSText.make(library, hasFull: false).map {
                ("https://example.org/" + $0.path, String(decoding: $0.bytes, as: UTF8.self))
            })
        var listed: [String] = []
        for category in ["one", "two"] {
            let list = try #require(files["https://example.org/guides/categories/\(category)/llms.txt"])
            var titles: [String] = []
            let parts = entries(list).filter { $0.address.contains("/part-") }
            #expect(parts.count > 1)
            for part in parts {
                var inside = entries(try #require(files[part.address]))
                #expect(part.title == "\(inside[0].title) to \(inside[inside.count - 1].title)")
                // The page of the category itself is before all.
                inside.removeAll { $0.address.contains("/categories/") }
                titles += inside.map(\.title)
                for entry in inside {
                    let index = try #require(library.twins.firstIndex(of: entry.address))
                    #expect(library.guides[index].title == entry.title)
                    #expect(library.guides[index].frontMatter.category.text == category)
                }
                listed += inside.map(\.address)
            }
            #expect(titles == titles.sorted { $0.lowercased() < $1.lowercased() })
        }
        #expect(listed.sorted() == library.twins.sorted())
    }

    /// Terms are in the order of their names whatever their letter case, on the page and in all that is made beside it.
    @Test(arguments: Seeded.seeds(6)) func termsAreInTheOrderOfNames(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let names = ["ARC", "alias", "Bounce", "bulk mail", "BIMI", "dane", "DKIM", "delay", "Zone", "zebra"]
        let terms = names.shuffled(using: &random).map { "- {term: \($0), guide: a}\n" }.joined()
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "Text."), "Content/terms.yml": terms], templates: false)
        try await site.build()
        let wanted = names.sorted { $0.lowercased() < $1.lowercased() }
        let page = try site.read("Public/guides/glossary.html")
        let twin = try site.read("Public/guides/glossary.md")
        let lists = [
            page.matches(of: #/<h2[^>]*>(?:<span[^>]*></span>)?([^<]*)</#).map { String($0.1) },
            page.matches(of: #/"@type":"DefinedTerm","name":"([^"]*)"/#).map { String($0.1) },
            page.matches(of: #/<a href="#[^"]*">([^<]*)<\/a>/#).map { String($0.1) },
            twin.matches(of: #/(?m)^## (.*)$/#).map { String($0.1) },
        ]
        for (number, list) in lists.enumerated() {
            #expect(list.filter(names.contains) == wanted, "seed \(seed), list \(number)")
        }
    }

    /// Characters count, not bytes: a list is cut at the same number of guides in every script.
    @Test(arguments: ["é", "я", "域", "😀"]) func limitsAreInCharacters(_ letter: String) async throws {
        for count in [60, 100, 140, 150, 160, 200] {
            let (own, latin) = (try await library(count, letter: letter), try await library(count))
            func sizes(_ library: Library) -> [String: Int] {
                Dictionary(
                    uniqueKeysWithValues: LLMSText.make(library, hasFull: false).map {
                        ($0.path, String(decoding: $0.bytes, as: UTF8.self).unicodeScalars.count)
                    })
            }
            #expect(sizes(own) == sizes(latin), "\(count)")
        }
    }

    /// Each part of a map says the latest day of its pages, or none.
    @Test func partsOfAMapHaveTheirLatestDay() async throws {
        let days = [Day("2026-03-01"), Day("2026-11-20"), nil, Day("2025-12-31"), Day("2026-01-15")]
        for days in [days, [nil], [Day("2026-03-01")]] {
            let files = Sitemap.make(try await library(40, days: days), most: 7)
            let index = String(decoding: files[0].bytes, as: UTF8.self)
            let parts = index.matches(
                of: #/<sitemap><loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?</sitemap>/#)
            #expect(parts.count == files.count - 1 && parts.count > 5)
            for (part, file) in zip(parts, files.dropFirst()) {
                #expect(part.1 == "https://example.org/\(file.path)")
                let text = String(decoding: file.bytes, as: UTF8.self)
                let own = text.matches(of: #/<lastmod>(.*?)</lastmod>/#).map { String($0.1) }
                #expect(part.2.map(String.init) == own.max(), "\(file.path)")
            }
        }
    }

    /// Titles with any signs are listed, and nothing is listed that is not there.
    @Test(arguments: [
        "\\", "a\\", "a\\\\", "]", "a]", "\\]", "[", "a[b](c)", "](x)", "a (b)", "<a>", "&amp;", "域\\",
        "123456789. a", "- a", "`", "*", "a](https://x/)",
    ])
    func everyTitleIsListed(_ title: String) async throws {
        let quoted = title.replacing("'", with: "''")
        let site = try TemporarySite(
            [
                "a.md": "---\ntitle: '\(quoted)'\nsummary: '\(quoted) is it.'\ncategory: one\n---\n\nText.\n",
                "b.md": TemporarySite.guide("Beta", "See [it](a.md)."),
                "Content/site.yml": TemporarySite.settings.replacing("Category One", with: "'\(quoted)'")
                    + "checks: {content: off, keywords: off}\n",
            ], templates: false)
        #expect(AgentsUnlisted.run(try await site.library()) == [])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        let links = try site.read("Public/llms.txt").split(separator: "\n")
        #expect(links.contains { $0.contains("](https://example.org/guides/a.md)") })
    }
}

/// The order of guides within a category.
@Suite(.timeLimit(.minutes(15))) struct GuideOrderTests {
    /// What site.yml lists is first, then what has an `order`, then all else by title, in whatever letter case.
    @Test(arguments: [
        ("", ["a: 2", "b", "c: -1", "d", "e: 2"], ["c", "a", "e", "b", "d"]),
        ("[d, a]", ["a: 2", "b", "c: -1", "d", "e: 2"], ["d", "a", "c", "e", "b"]),
        ("[e]", ["a", "b", "c", "d", "e: 9"], ["e", "a", "b", "d", "c"]),
        (
            "[]", ["a: 0", "b: 0", "c: 0", "d: -9223372036854775808", "e: 9223372036854775807"],
            ["d", "a", "b", "c", "e"]
        ),
    ])
    func listsAreInOrder(_ listed: String, _ guides: [String], _ expected: [String]) throws {
        let titles = ["a": "beta", "b": "Gamma", "c": "Zeta", "d": "omega", "e": "Delta"]
        var files: [String: String] = [:]
        for guide in guides {
            let parts = guide.split(separator: ":")
            let slug = String(parts[0])
            let more = parts.count > 1 ? "order:\(parts[1])" : ""
            files["\(slug).md"] = TemporarySite.guide(titles[slug]!, more: more, "Text of \(slug).")
        }
        files["Content/site.yml"] = TemporarySite.settings.replacing(
            "summary: The first.", with: "summary: The first.\(listed.isEmpty ? "" : ", guides: \(listed)")")
        let site = try TemporarySite(files)
        #expect(try run(["build", "--site", site.path]).code == 0)
        let published = try site.published()
        func slugs(_ file: String, _ pattern: Regex<(Substring, Substring)>) throws -> [String] {
            let text = String(decoding: try #require(published[file]), as: UTF8.self)
            return text.matches(of: pattern).map { String($0.1) }
        }
        #expect(try slugs("guides/categories/one.html", /<a href="\/guides\/([a-e])"/) == expected)
        #expect(try slugs("guides/categories/one.md", /\/guides\/([a-e])\.md/) == expected)
        #expect(try slugs("llms.txt", /\/guides\/([a-e])\.md/) == expected)
        for (slug, next) in zip(expected, expected.dropFirst()) {
            #expect(try slugs("guides/\(slug).html", /class="next" href="\/guides\/([a-e])"/) == [next])
            #expect(try slugs("guides/\(next).html", /class="previous" href="\/guides\/([a-e])"/) == [slug])
        }
    }
}
