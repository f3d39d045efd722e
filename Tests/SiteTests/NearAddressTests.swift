import Foundation
import Script
import TestSupport
import Testing

@testable import Analysis
@testable import Rendering

/// Which pages are offered to anyone who asks for an address that does not exist.
@Suite(.timeLimit(.minutes(15))) struct NearAddressTests {
    /// The ranking script with the addresses of the repository's own site.
    private static func script() async throws -> (script: Script, names: [String]) {
        let site = try TemporarySite.ofRepository()
        var options = AnalyzedSite.Options()
        options.site = site.path
        let files = try await AnalyzedSite(options).publishedFiles()
        struct Root: Decodable { var names: String }
        let root = try JSONDecoder().decode(Root.self, from: Data(try #require(files["guides/search.json"])))
        let names = try #require(files["guides/assets/search/\(root.names).json"])
        let script = try Script(String(decoding: RankingTests.ranking(), as: UTF8.self))
        script.set("text", to: String(decoding: names, as: UTF8.self))
        _ = try script.value(of: "var names = JSON.parse(text); ''")
        return (script, try JSONDecoder().decode([String].self, from: Data(names)))
    }

    private static func near(_ script: Script, _ path: String) throws -> [String] {
        script.set("path", to: path)
        return try script.value(
            of: "guidesRanking.near(names, path).map(function (page) { return page.url; }).join(' ')"
        ).split(separator: " ").map(String.init)
    }

    /// One slip in a short address, up to two in a long one: at least 95 of 100 lead first to the page that was meant.
    @Test func slipsLeadToThePageThatWasMeant() async throws {
        let (script, names) = try await Self.script()
        let all = stride(from: 0, to: names.count, by: 3).map { (address: names[$0], url: names[$0 + 2]) }
        #expect(all.count > 40)
        let known = Set(all.map(\.address))
        var random = Seeded(404)
        var (count, hits) = (0, 0)
        for round in 0..<8 {
            for (address, url) in all {
                var text = Self.slip(in: address, &random)
                if round % 2 == 1, address.count > 8 { text = Self.slip(in: text, &random) }
                guard !known.contains(text) else { continue }
                count += 1
                if try Self.near(script, text).first == url { hits += 1 }
            }
        }
        #expect(count > 300 && Double(hits) >= 0.95 * Double(count), "seed 404: \(hits) of \(count)")
    }

    private static func slip(in word: String, _ random: inout Seeded) -> String {
        var letters = Array(word)
        let place = Int.random(in: 0..<letters.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where letters.count > 1: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters[place] = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "x"
        default: if place + 1 < letters.count { letters.swapAt(place, place + 1) }
        }
        return String(letters)
    }

    @Test(arguments: [
        "nope", "xyzzy", "foobar", "lorem", "qwerty", "undefined", "wp-login.php", "admin", "test", "page2",
        "hello-world",
        "null", ".env", "api/v1/users", "contact", "pricing", "blog", "about-us", "zzzz", "abc",
        "wp-content/uploads/x.jpg",
        "index.php", "favicon.ico", "", "/", "a", "ab", "the", "guides", "%20", "😀",
        String(repeating: "x", count: 5000),
        String(repeating: "a-", count: 2000),
    ])
    func whatMeansNothingLeadsNowhere(_ path: String) async throws {
        let (script, _) = try await Self.script()
        #expect(try Self.near(script, path).isEmpty, "\(path.prefix(40))")
    }

    @Test(arguments: [
        ("spf-record", "/guides/spf"), ("spf.html", "/guides/spf"), ("SPF", "/guides/spf"),
        ("mail/spf/", "/guides/spf"),
        ("mta-sts", "/guides/mta-sts-and-tls-reporting"), ("warmup", "/guides/warm-up"),
        ("warm_up", "/guides/warm-up"),
        ("glosary", "/guides/glossary"), ("categories/dnss", "/guides/categories/dns"),
    ])
    func otherSpellingsLeadToThePage(_ path: String, _ url: String) async throws {
        let (script, _) = try await Self.script()
        #expect(try Self.near(script, path).first == url, "\(path)")
    }

    /// A former address leads where it leads now, with slips too.
    @Test func formerAddressesAreNearTheirPages() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "aliases: [once-upon-a-time]\n", "Text."),
            "hidden.md": TemporarySite.guide("Hidden", more: "listed: false\n", "Text."),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let files = try await AnalyzedSite(options).publishedFiles()
        let names = files.first {
            String(decoding: $0.value, as: UTF8.self).contains("once-upon-a-time\",\"Alpha\"")
        }
        let script = try Script(String(decoding: RankingTests.ranking(), as: UTF8.self))
        script.set("text", to: String(decoding: try #require(names?.value), as: UTF8.self))
        _ = try script.value(of: "var names = JSON.parse(text); ''")
        #expect(try Self.near(script, "once-upn-a-time") == ["/guides/a"])
        #expect(try Self.near(script, "hidden").isEmpty)
    }
}
