import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Library
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// The lists for agents, crawlers and readers of feeds, at any size of site.
@Suite(.timeLimit(.minutes(15))) struct ListTests {
    /// A library of many small guides.
    ///
    /// - Parameter issues: how many issues each has, with a message of words that no other has.
    private func library(_ count: Int, categories: Int, updated: Bool = true, issues: Int = 0) async throws
        -> Library
    {
        var content = SiteContent()
        content.site.name = "Large Site"
        content.site.summary.text = "Many guides."
        content.site.baseURL = "https://example.org"
        content.site.publisher = Site.Publisher(name: "Publisher & Sons", url: "https://example.org")
        content.site.categories = (0..<categories).map {
            Site.Category(
                id: "category-\($0)", title: Located(text: "Category \($0)", location: .start),
                summary: Located(text: "What category \($0) is about.", location: .start), agentNotes: [],
                location: .start)
        }
        content.guides = (0..<count).map { number in
            var front = FrontMatter()
            // No word of one is in another, so that finding related guides costs nothing here.
            front.title.text = "G\(number)x [h\(number)x] *i\(number)x*"
            front.summary.text =
                "What guide number \(number) is about, in a sentence of some length & with marks."
            front.category.text = "category-\(number % categories)"
            if updated { front.updated = Day(secondsSince1970: 86_400 * (20_000 + number % 300)) }
            var text = "t\(number)x.\n"
            if issues > 0 { text += "\n## Fix Common Issues\n" }
            for issue in 0..<issues {
                let name = "\(number)-\(issue)"
                text += "\n### Issue \(name) Found\n\nIt says so.\n\n1. Look.\n"
                let message =
                    "message_\(name)~ *5.\(number).\(issue)* " + String(repeating: "and so on ", count: 9)
                front.issues.append(
                    FrontMatter.Issue(
                        id: Located(text: "issue-\(name)-found", location: .start), formerIDs: [],
                        matches: [Located(text: message, location: .start)], check: nil, fixesWhere: nil))
            }
            let source = SourceText(Array(text.utf8))
            return SiteContent.GuideSource(
                slug: "guide-\(number)", file: "Content/guides/guide-\(number).md", source: source,
                body: 0..<source.bytes.count,
                frontMatter: front, findings: [])
        }
        content.guides.sort { $0.slug < $1.slug }
        return try await makeLibrary(content, jobs: 2)
    }

    /// Where the links of a text lead.
    private func links(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("- [") }.compactMap { line in
            line.range(of: "](").map { String(line[$0.upperBound...].prefix { $0 != ")" }) }
        }
    }

    @Test(arguments: [(20_000, 250), (1_500, 1), (2_000, 1_500), (30, 2)])
    func keepEachFileBelowTheLimit(count: Int, categories: Int) async throws {
        let library = try await library(count, categories: categories)
        let files = Dictionary(
            uniqueKeysWithValues: LLMSText.make(library, hasFull: false).map {
                ($0.path, String(decoding: $0.bytes, as: UTF8.self))
            })
        for (path, text) in files {
            #expect(text.unicodeScalars.count <= LLMSText.most, "\(path)")
            // Each says what it is: a heading, then a quote.
            #expect(
                text.hasPrefix("# Large Site") && text.split(separator: "\n")[1].hasPrefix("> "), "\(path)")
        }
        #expect(files["llms.txt"] == files["guides/llms.txt"])
        // From the root every twin is reached, and every list.
        var reached: Set<String> = []
        var queue = ["https://example.org/llms.txt"]
        while let next = queue.popLast() {
            guard reached.insert(next).inserted, next.hasSuffix("llms.txt") else { continue }
            let path = String(next.dropFirst("https://example.org/".count))
            let text = try #require(files[path], "\(path)")
            queue += links(text)
        }
        #expect(reached.isSuperset(of: library.twins))
        #expect(reached.count { $0.hasSuffix("llms.txt") } == files.count - 1)
        #expect(AgentsUnlisted.run(library) == [])
        if count == 30 { #expect(files.count == 2) }
    }

    /// At any size of site each issue is named once, each guide has the same room for words, and no file is too long.
    @Test(arguments: [(30, 2, 5), (250, 3, 5), (150, 4, 20), (900, 3, 8), (6, 1, 700)])
    func nameAllIssues(count: Int, categories: Int, issues: Int) async throws {
        let library = try await library(count, categories: categories, issues: issues)
        let files = LLMSText.make(library, hasFull: false, catalogSize: 1_000_000).filter {
            $0.path != "guides/llms.txt"
        }
        var (titles, entries) = (0, 0)
        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.unicodeScalars.count <= LLMSText.most, "\(file.path)")
            for line in text.split(separator: "\n") where line.contains(" · Issues: ") {
                let note = try #require(
                    line.firstMatch(of: /: (.*?) · Issues: (.*?)( · Words of messages: (.*))?$/))
                entries += 1
                titles += note.2.matches(of: /Issue \d+-\d+ Found/).count
                if let more = note.2.firstMatch(of: /, and (\d+) more$/) {
                    titles += try #require(Int(more.1))
                }
                #expect(
                    note.2.count <= ListedIssues.mostTitles + 20
                        && (note.3?.count ?? 0) <= ListedIssues.mostWords)
            }
        }
        #expect(entries == count && titles == count * issues)
        // A site of this size is split before a title is left out, and only one of its kind has such guides.
        #expect((files.count == 1) == (count == 30))
        let all = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(all.contains(", and ") == (issues == 700))
        if count == 30 { #expect(all.matches(of: /Words of messages: message_/).count == 30) }
        #expect(AgentsUnlisted.run(library) == [])
    }

    /// What a guide's messages have that others have not comes first, and what its title has is not said again.
    @Test func wordsOfMessagesTellGuidesApart() async throws {
        func guide(_ title: String, _ matches: String) -> String {
            TemporarySite.guide(
                title, more: "issues: [{issue: \(title.lowercased())-is-lost, matches: [\(matches)]}]",
                "Text.\n\n## Fix Common Issues\n\n### \(title) Is Lost\n\nIt says so.\n\n1. Look.\n")
        }
        let filler = (0..<60).map { "common\($0)" }.joined(separator: " ")
        let site = try TemporarySite([
            "a.md": guide(
                "Alpha",
                "'550 5.7.26 (Alpha) is LOST \(filler)', 'R_A_FAIL, ~all', zebra zebra, 'a@b.example www.x.example https://y.example/z'"
            ),
            "b.md": guide("Beta", "'450 4.1.8 the \(filler)'"), "c.md": guide("Gamma", "'\(filler)'"),
            "d.md": TemporarySite.guide("Delta", "Text."),
        ])
        try await site.build()
        let text = try site.read("Public/llms.txt")
        func line(_ slug: String) throws -> String {
            String(try #require(text.split(separator: "\n").first { $0.contains("/guides/\(slug).md)") }))
        }
        /// The words that tell a guide from others, and how many there are that all have.
        func words(_ slug: String) throws -> (own: String, common: Int) {
            let parts = try line(slug).components(separatedBy: " · Words of messages: ")
            let words = try #require(parts.last).split(separator: " ")
            #expect(parts.count == 2 && parts[1].count <= ListedIssues.mostWords)
            let own = words.filter { !$0.hasPrefix("common") }
            return (own.joined(separator: " "), words.count - own.count)
        }
        // What all have fills the room that is left.
        let (a, b, c) = (try words("a"), try words("b"), try words("c"))
        #expect(a.own == "550 5.7.26 R_A_FAIL \\~all zebra")
        #expect(b.own == "450 4.1.8 the" && c.own == "")
        #expect(a.common < b.common && b.common < c.common && c.common < 60)
        #expect(try !line("d").contains(" · "))
    }

    @Test func nameTheWholeOnlyWhereItIsThere() async throws {
        let library = try await library(30, categories: 2)
        let texts = library.guides.map { Array("# \($0.title)\n".utf8) }
        let small = RenderedGuides(
            characters: texts.map(\.count), texts: texts, words: nil, [], store: MemoryStore())
        #expect(LLMSFull.make(library, small).first?.bytes == Array(texts.joined(separator: [10])))
        let large = RenderedGuides(
            characters: texts.map(\.count), texts: nil, words: nil, [], store: MemoryStore())
        #expect(LLMSFull.make(library, large).isEmpty)
        func root(_ guides: RenderedGuides) -> String {
            String(decoding: LLMSText.make(library, hasFull: guides.texts != nil)[0].bytes, as: UTF8.self)
        }
        #expect(root(small).contains("https://example.org/llms-full.txt"))
        #expect(root(large).contains("There is no llms-full.txt: all guides together are larger than 2 MB."))
        let map = String(decoding: SitemapTwin.make(library, small)[0].bytes, as: UTF8.self)
        #expect(map.contains("(updated 2024-10-04, about 5 tokens)"))
        #expect(links(map).count == 30)
    }

    /// The elements of an XML text, by their path, with the text in each.
    private final class Elements: NSObject, XMLParserDelegate {
        private(set) var found: [(path: String, text: String, attributes: [String: String])] = []
        private var open: [Int] = []
        private(set) var isWellFormed = false

        init(_ bytes: [UInt8]) {
            super.init()
            let parser = XMLParser(data: Data(bytes))
            parser.delegate = self
            isWellFormed = parser.parse()
        }

        func parser(
            _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            let parent = open.last.map { found[$0].path + "/" } ?? ""
            found.append((parent + name, "", attributes))
            open.append(found.count - 1)
        }

        func parser(_: XMLParser, foundCharacters text: String) {
            if let last = open.last { found[last].text += text }
        }
        func parser(_: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func texts(_ path: String) -> [String] { found.filter { $0.path == path }.map(\.text) }
    }

    /// What sitemaps.org asks of a sitemap and of an index of them.
    @Test func sitemapsAreSplitWhereTheyAreTooLong() async throws {
        let library = try await library(23, categories: 2)
        let one = Elements(Sitemap.make(library)[0].bytes)
        #expect(
            one.isWellFormed
                && one.found[0].attributes["xmlns"] == "http://www.sitemaps.org/schemas/sitemap/0.9")
        let all = one.texts("urlset/url/loc")
        #expect(all.count == 26 && Set(all).count == 26 && one.texts("urlset/url/lastmod").count == 26)
        let files = Sitemap.make(library, most: 10)
        #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
        let index = Elements(files[0].bytes)
        #expect(
            index.texts("sitemapindex/sitemap/loc") == (1...3).map { "https://example.org/sitemap-\($0).xml" }
        )
        #expect(files.dropFirst().flatMap { Elements($0.bytes).texts("urlset/url/loc") } == all)
    }

    /// What RFC 4287 asks of a feed (section 4.1.1) and its entries (4.1.2).
    @Test func aFeedTellsWhatChangedLast() async throws {
        let library = try await library(80, categories: 2)
        let file = try #require(Feed.make(library).first)
        #expect(file.path == "guides/feed.xml")
        let feed = Elements(file.bytes)
        #expect(feed.isWellFormed && feed.found[0].attributes["xmlns"] == "http://www.w3.org/2005/Atom")
        for name in ["title", "id", "updated", "author/name"] {
            #expect(feed.texts("feed/\(name)").count == 1)
        }
        #expect(feed.texts("feed/author/name") == ["Publisher & Sons"])
        let days = feed.texts("feed/entry/updated")
        #expect(
            days.count == Feed.most && days == days.sorted(by: >) && days[0] == feed.texts("feed/updated")[0])
        #expect(days.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT00:00:00Z/) != nil })
        for name in ["title", "id", "summary"] {
            #expect(feed.texts("feed/entry/\(name)").count == Feed.most)
        }
        #expect(Set(feed.texts("feed/entry/id")).count == Feed.most)
        #expect(feed.texts("feed/entry/title")[0] == "G79x [h79x] *i79x*")
        let undated = try await self.library(3, categories: 1, updated: false)
        #expect(Feed.make(undated).isEmpty)
    }

    /// The markdown for missing addresses lists all guides, or categories where they are many, within its limit.
    @Test(arguments: [(3, 2, 3, 0), (400, 20, 0, 20), (1200, 400, 0, 0)])
    func missingAddressesLeadOn(guides: Int, categories: Int, listed: Int, listedCategories: Int) async throws
    {
        let library = try await self.library(guides, categories: categories)
        let text = NotFoundPage.twin(library).markdown.text
        #expect(text.count <= NotFoundPage.most && text.contains("/llms.txt"))
        let links = text.matches(of: /\]\((https:[^)]*)\)/).map { String($0.1) }
        let named = library.twins.filter(links.contains)
        #expect(named.count == listed)
        #expect(links.count { $0.contains("/categories/") } == listedCategories)
        let near = NotFoundPage.twin(library, near: [1, 0]).markdown.text
        let first = try #require(near.firstRange(of: library.twins[1])).lowerBound
        #expect(first < (try #require(near.firstRange(of: library.twins[0])).lowerBound))
        #expect(near.contains("## Did you mean\n") && near.count <= NotFoundPage.most)
    }

    @Test(
        arguments: [
            (nil, 0, nil, nil),
            ("open", 0, "search=yes, ai-input=yes, ai-train=yes", "train-ai=y, search=y"),
            ("no-training", 8, "search=yes, ai-input=yes, ai-train=no", "train-ai=n, search=y"),
            ("closed", 17, "search=yes, ai-input=no, ai-train=no", "train-ai=n, search=y"),
        ] as [(String?, Int, String?, String?)])
    func robotsTxtHasTheSitesPolicy(stance: String?, refused: Int, signal: String?, usage: String?)
        async throws
    {
        let site = try TemporarySite(["a.md": TemporarySite.guide("A", "Text.")])
        if let stance {
            try site.write("Content/site.yml", TemporarySite.settings + "ai-crawlers: \(stance)\n")
        }
        try await site.build()
        let text = try site.read("Public/robots.txt")
        #expect(text.contains("User-agent: *\nAllow: /\n"))
        #expect(text.contains("\nSitemap: https://example.org/sitemap.xml\n"))
        // Every known crawler is named once, and goes by one group: that of those who may read, or of those who may not.
        let groups = text.split(separator: "\n\n").filter { $0.contains("User-agent: ") }
        let agents = groups.map { $0.matches(of: /User-agent: (\S+)/).map { String($0.1) } }
        #expect(agents.joined().count == 18 && Set(agents.joined()).count == 18 && agents[0] == ["*"])
        // A site that does not say anything of AI crawlers has not said what they may do with its texts.
        let uses =
            "Allow: /" + (signal.map { "\nContent-Signal: \($0)" } ?? "")
            + (usage.map { "\nContent-Usage: \($0)" } ?? "")
        for (group, names) in zip(groups, agents) {
            if group.hasSuffix("Disallow: /") {
                #expect(names.count == refused && !group.contains("Allow: /\n"))
            } else {
                #expect(group.hasSuffix(uses))
            }
        }
        #expect(groups.count { $0.hasSuffix("Disallow: /") } == (refused > 0 ? 1 : 0))
        try site.write("Content/site.yml", TemporarySite.settings + "ai-crawlers: opne\n")
        #expect(try await site.build().findings.contains { $0.help == "did you mean open?" })
    }
}
