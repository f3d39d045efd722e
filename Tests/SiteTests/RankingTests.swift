import Foundation
import Script
import TestSupport
import Testing

@testable import Analysis
@testable import Rendering
@testable import Search
@testable import Theming

/// What is asked, and what is answered first: the ranking held to rows of queries.
@Suite(.timeLimit(.minutes(15))) struct RankingTests {
    static func ranking() throws -> [UInt8] {
        Array(try String(contentsOfFile: repository + "/Templates/assets/ranking.js", encoding: .utf8).utf8)
    }

    static func search(_ site: TemporarySite, language: String = "en") async throws -> SiteSearch {
        try site.write(
            "Content/site.yml",
            TemporarySite.settings
                + "language: \(language)\nchecks: {keywords: off, issues: off, language: off}\n")
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await search(try await AnalyzedSite(options))
    }

    /// The search of a site that is read.
    static func search(_ reading: AnalyzedSite) async throws -> SiteSearch {
        let files = try await reading.publishedFiles().map { OutputFile($0.key, $0.value) }
        return try SiteSearch(try ranking(), files: files, reading.library.addresses)
    }

    static func guide(
        _ title: String, category: String = "one", more: String = "", _ body: String = "Text."
    )
        -> String
    {
        "---\ntitle: \"\(title)\"\nsummary: Something.\ncategory: \(category)\n\(more)\n---\n\n\(body)\n"
    }

    // MARK: Slips

    private static let words = ["dmarc", "relay", "mailbox", "quarantine", "transport", "certificate"]

    /// Words with one slip at each place: a letter left out, doubled, changed, or swapped with the next.
    private static func slips(of word: String) -> [(kind: String, text: String)] {
        let letters = Array(word)
        var slips: [(String, String)] = []
        for place in letters.indices {
            var other = letters
            other.remove(at: place)
            if place > 0 { slips.append(("left out", String(other))) }
            other = letters
            other.insert(letters[place], at: place)
            slips.append(("doubled", String(other)))
            other = letters
            other[place] = "x"
            if place > 0 { slips.append(("changed", String(other))) }
            guard place + 1 < letters.count else { continue }
            other = letters
            other.swapAt(place, place + 1)
            slips.append(("swapped", String(other)))
        }
        return slips.filter { $0.1 != word }
    }

    /// Each slip finds the guide that is meant, and finds it as well as any other single slip.
    @Test(arguments: words) func slipsAreForgiven(_ word: String) async throws {
        let site = try TemporarySite()
        for word in Self.words { try site.write("\(word).md", Self.guide(word.capitalized)) }
        let search = try await Self.search(site)
        let whole = try #require(try search.results(word, most: 1).first)
        var scores: Set<String> = []
        for (kind, text) in Self.slips(of: word) {
            let hit = try search.results(text + " ", most: 1).first
            #expect(hit?.url == "/guides/\(word)", "\(text): \(kind)")
            #expect((hit?.score ?? 0) < whole.score, "\(text): \(kind)")
            // What is still the beginning of the word is found as such.
            if let hit, !word.hasPrefix(text), kind != "left out" || text.count > 4,
                !word.hasPrefix(String(text.dropLast(2)))
            {
                scores.insert(String(format: "%.6f", hit.score))
            }
        }
        #expect(scores.count == 1, "\(scores)")
        // Two slips are forgiven in long words alone, and count as more.
        let letters = Array(word)
        var twice = letters
        twice.swapAt(1, 2)
        twice.swapAt(letters.count - 2, letters.count - 1)
        let hit = try search.results(String(twice) + " ", most: 1).first
        #expect((hit?.url == "/guides/\(word)") == (word.count > 7), "\(String(twice))")
        #expect(try search.results("zq" + word.dropFirst(2) + "zq", most: 1).isEmpty)
    }

    // MARK: Names

    /// A guide or an issue comes first for its own name, whatever else has the words of it.
    @Test(arguments: [
        ("mail signing", "a"), ("Mail Signing", "a"),
        ("mail everywhere", "mail-everywhere"),
        ("signing: nothing found", "b#signing-nothing-found"),
        ("signing-nothing-found", "b#signing-nothing-found"),
    ])
    func whatIsNamedJustSoComesFirst(_ query: String, _ url: String) async throws {
        func issues(_ titles: [String]) -> String {
            "Text of mail signing.\n\n## Fix Common Issues\n\n"
                + titles.map { "### \($0)\n\nIt says signing of mail.\n\n1. Check mail signing.\n\n" }
                .joined()
        }
        let more = ["Missing", "Broken", "Late", "Lost", "Cut", "Slow"].map { "Mail Signing \($0)" }
        let site = try TemporarySite([
            "a.md": Self.guide("Mail Signing", issues(more)),
            "b.md": Self.guide(
                "Signing Found", issues(["Signing: Nothing Found", "Nothing Found in Signing"])),
            "mail-everywhere.md": Self.guide("Everywhere in Mail", more: "matches: [mail, everywhere]"),
        ])
        let search = try await Self.search(site)
        let found = try search.results(query, most: 3).map { String($0.url.dropFirst(8)) }
        #expect(found.first == url, "\(found)")
    }

    // MARK: Weights

    /// Guides that have one word, each at another place, in the order of the answer.
    @Test func placesWeighAsTheyShould() async throws {
        let site = try TemporarySite([
            "Content/terms.yml":
                "- {term: Zebra, guide: term}\n- {term: Okapi, synonyms: [gnu], guide: none}\n",
            "title-1.md": Self.guide("Zebra"), "term.md": Self.guide("Stripes"),
            "title-2.md": Self.guide("Zebra Care"), "title-3.md": Self.guide("Care for Zebra"),
            "keyword.md": Self.guide("Hooves", more: "keywords: [zebra]"),
            "title-7.md": Self.guide("Grass Water Salt Shade Straw Hay Zebra"),
            "heading.md": Self.guide("Manes", "Text.\n\n## Zebra\n\nMore."),
            "summary.md": Self.guide("Tails").replacing("Something.", with: "About a zebra."),
            "resource.md": Self.guide(
                "Ears", more: "resources: [{title: Zebra, url: 'https://example.com/'}]"),
            "body.md": Self.guide("Nose", "A zebra is in the text alone."),
        ])
        let search = try await Self.search(site)
        let found = try search.results("zebra ", of: .guide, most: 20).map { String($0.url.dropFirst(8)) }
        #expect(
            found == [
                "title-1", "term", "title-2", "title-3", "title-7", "keyword", "heading", "resource",
                "summary", "body",
            ])
        // Of all that is found the term itself is no worse than its guide.
        let all = try search.results("zebra ", most: 20).map(\.url)
        #expect(Set(all.prefix(3)) == ["/guides/title-1", "/guides/term", "/guides/glossary#zebra"])
        #expect(try search.results("gnu ", most: 5).map(\.url) == ["/guides/glossary#okapi"])
    }

    /// Issues that have one word, each at another place. Those of a guide that is about it come before issues that only
    /// mention it.
    @Test func placesOfIssuesWeighAsTheyShould() async throws {
        func issue(_ title: String, _ signal: String = "It saw none.") -> String {
            "### \(title)\n\n\(signal)\n\n1. Do it.\n\n"
        }
        let site = try TemporarySite([
            "a.md": Self.guide(
                "Alpha",
                more:
                    "issues: [{issue: stripes-lost, matches: [zebra]}, {issue: hooves-lost, former-ids: [zebra-gone, other]}, {issue: ears-lost, former-ids: [eared, zebra-later]}]",
                "## Fix Common Issues\n\n" + issue("Zebra") + issue("Stripes Lost") + issue("Ears Lost")
                    + issue("Hooves Lost") + issue("Manes Lost", "It saw a zebra.")),
            "b.md": Self.guide("Zebra Care", "## Fix Common Issues\n\n" + issue("Tails Lost")),
        ])
        let search = try await Self.search(site)
        let found = try search.results("zebra ", of: .issue, most: 20).map { $0.url.split(separator: "#")[1] }
        #expect(found == ["zebra", "stripes-lost", "manes-lost", "ears-lost", "hooves-lost"])
    }

    // MARK: Codes

    private static let codes = [
        "+all", "-all", "not", "us", "5.7.26", "c++", "f#", "e=mc2", "x-tag", "no-reply@", "a_b_c",
        "v=spf1 +all",
        "certificate-expired", "#42", "20", "ERR_CERT", "tür", "域名", "550 5.1.1 user unknown",
    ]

    /// Whatever signs a code has, and however common its word is, the issue that has it is found by it alone, first, by the
    /// search of the site and of the tool.
    @Test(arguments: codes) func codesAreFound(_ code: String) async throws {
        var body = "## Fix Common Issues\n\n"
        var more = "issues:\n"
        for (number, code) in Self.codes.enumerated() {
            let name = "thing\(Self.letters(number))"
            body += "### \(name.capitalized)\n\nIt saw one.\n\n1. Do it.\n\n"
            more += "  - {issue: \(name), matches: ['\(code)']}\n"
        }
        let site = try TemporarySite(["a.md": Self.guide("Alpha", more: more, body)])
        let search = try await Self.search(site)
        let url = "/guides/a#thing\(Self.letters(try #require(Self.codes.firstIndex(of: code))))"
        // Of two codes of one word, such as +all and -all, either is right.
        let found = try search.results(code, of: .issue, most: 2).map(\.url)
        #expect(found.prefix(code.hasSuffix("all") ? 2 : 1).contains(url), "\(found)")
        for query in [code, code.uppercased(), " \(code) "] {
            #expect(try search.results(query, of: .issue, most: 3).map(\.url).contains(url), "\(query)")
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let issues = try await IssueSearch(try await AnalyzedSite(options), jobs: 1)
        let anchor = String(url.dropFirst("/guides/a#".count))
        #expect(try issues.hits(code, most: 2).map(\.issue.anchor).contains(anchor))
        guard !code.contains(" "), code.count > 3, !code.hasSuffix("all") else { return }
        // In a whole message, of which nothing else is known.
        let message =
            "Jun 3 mx7 postfix smtp[911] said host gmailsmtpin lines DATA reply \(code) contact postmaster mentioning queue identifier ABCDEF rejected again permanently deferral"
        #expect(try issues.hits(message, most: 3).map(\.issue.anchor).contains(anchor), "\(message)")
    }

    private static func letters(_ number: Int) -> String {
        String(UnicodeScalar(UInt8(97 + number / 5))) + String(repeating: "qz", count: 1 + number % 5)
    }

    /// Every name that an issue has or had finds it.
    @Test(arguments: ["wobbly-hinge", "squeaky_door", "creak", "door-squeaks", "wobbly hinge"])
    func formerNamesFindAnIssue(_ name: String) async throws {
        let site = try TemporarySite([
            "a.md": Self.guide(
                "Alpha",
                more: "issues: [{issue: door-squeaks, former-ids: [wobbly-hinge, squeaky_door, creak]}]",
                "## Fix Common Issues\n\n### Door Squeaks\n\nIt saw one.\n\n1. Do it.\n\n### Window Rattles\n\nIt saw one.\n\n1. Do it.\n"
            )
        ])
        let search = try await Self.search(site)
        #expect(try search.results(name, of: .issue, most: 1).first?.url == "/guides/a#door-squeaks")
    }

    // MARK: What is shown of a hit

    /// A search index of a few words.
    private static func script(_ headings: [String]) async throws -> Script {
        let site = try TemporarySite([
            "a.md": guide("Alpha", headings.map { "## \($0)\n\nText." }.joined(separator: "\n\n"))
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let files = try await AnalyzedSite(options).publishedFiles()
        let script = try Script(String(decoding: try ranking(), as: UTF8.self))
        script.set("text", to: String(decoding: try #require(files["guides/search.json"]), as: UTF8.self))
        let folder = "guides/assets/search/"
        let all = files.filter { $0.key.hasPrefix(folder) }.map { path, bytes in
            "\"\(path.dropFirst(folder.count).dropLast(".json".count))\":\(String(decoding: bytes, as: UTF8.self))"
        }
        script.set("all", to: "{\(all.joined(separator: ","))}")
        script.set(
            "list",
            to: String(
                decoding: try JSONEncoder().encode(headings.flatMap { [$0, "to-" + $0] }), as: UTF8.self))
        _ = try script.value(
            of:
                "var index = JSON.parse(text), headings = JSON.parse(list), files = JSON.parse(all); function groups(query) { return guidesRanking.search(index, files, query, 1).groups; } ''"
        )
        return script
    }

    /// The headings under a hit: at most two, those that say most of the query, of equals the first.
    @Test(
        arguments: [
            ("policy", ["Record Policy", "Policy File"]),
            ("policy record", ["Record Policy", "Policy File"]),
            ("file", ["Policy File", "Large Policy File Here"]),
            ("file policy", ["Policy File", "Large Policy File Here"]),
            ("large policy file here", ["Large Policy File Here", "Policy File"]),
            ("unknownword", []), ("steps", ["Further Steps"]), ("step", ["Further Steps"]),
            ("größe", ["Größe der Datei"]), ("grosse datei", ["Größe der Datei"]),
            ("datei", ["Größe der Datei"]),
            ("further large", ["Further Steps", "Large Policy File Here"]),
        ] as [(String, [String])])
    func headingsThatSayMostAreShown(_ query: String, _ shown: [String]) async throws {
        let script = try await Self.script([
            "Further Steps", "Record Policy", "Policy File", "Größe der Datei", "Policy",
            "Large Policy File Here",
        ])
        script.set("query", to: query)
        let found = try script.value(of: "JSON.stringify(guidesRanking.parts(groups(query), headings))")
        let parts = try JSONDecoder().decode([[String]].self, from: Data(found.utf8))
        #expect(parts.map { $0[0] } == shown)
        #expect(parts.allSatisfy { $0.count == 2 && $0[1] == "to-" + $0[0] })
        #expect(try script.value(of: "String(guidesRanking.parts(groups(query), []).length)") == "0")
    }

    /// What is marked of a text, between ⟦ and ⟧.
    @Test(arguments: [
        ("policy", "A ⟦Policy⟧ of the ⟦policies⟧"), ("policy file", "⟦Policy⟧-⟦File⟧, ⟦files⟧"),
        ("grosse", "⟦Große⟧, ⟦grosse⟧"), ("größe", "Die ⟦Größe⟧ und ⟦große⟧ é"), ("policy", "Polic"),
        ("steps", "<⟦Steps⟧>"),
        ("zzz", "Policy"), ("", "Policy"),
    ])
    func wordsOfTheQueryAreMarked(_ query: String, _ marked: String) async throws {
        let script = try await Self.script(["Policy File", "Policies", "Files", "Größe", "Steps"])
        script.set("query", to: query)
        script.set("plain", to: marked.replacing("⟦", with: "").replacing("⟧", with: ""))
        let found = try script.value(of: "JSON.stringify(guidesRanking.marks(groups(query), plain))")
        let places = try JSONDecoder().decode([[Int]].self, from: Data(found.utf8))
        var text = Array(marked.replacing("⟦", with: "").replacing("⟧", with: "").utf16)
        for place in places.reversed() {
            text.insert(contentsOf: "⟧".utf16, at: place[1])
            text.insert(contentsOf: "⟦".utf16, at: place[0])
        }
        #expect(String(decoding: text, as: UTF16.self) == marked)
    }
}
