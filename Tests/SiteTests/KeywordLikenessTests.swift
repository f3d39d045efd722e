import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Library
@testable import Rendering
@testable import Support

/// Which keywords are one: for the check, which deletes, and for the list that page and twin show.
@Suite(.timeLimit(.minutes(15))) struct KeywordLikenessTests {
    static let same = [
        ("example text", "Example Text"), ("example text", "example-text"), ("example text", "example  text"),
        ("example text", "EXAMPLE-TEXT"), ("Größe", "größe"), ("größe", "grösse"), ("é a", "É-A"),
        ("C++", "C++"),
        ("ls -a", "ls -a"),
        ("a.b", "a.b"), ("domain", "Domain"), ("域 名", "域-名"), ("a\u{2010}b", "a-b"),
    ]
    static let different = [
        ("C", "C++"), ("C", "C#"), ("C++", "C#"), ("NET", ".NET"), ("ls a", "ls -a"), ("a", "@a"),
        ("a b", "a/b"),
        ("a b", "a & b"), ("a", "a!"), ("v1", "v2"), ("IPv6", "IPTV"), ("a.b", "a b"), ("5.7.1", "5 7 1"),
        ("$a", "a"), ("a", "a?"), ("1:1", "1 1"), ("a_b", "a b"), ("t+t", "t-t"), ("a", "-a"),
        ("--all", "all"),
        ("(a)", "a"), ("a*", "a"), ("域", "域名"),
    ]

    private static func fixed(_ keywords: [String]) async throws -> String {
        let list = keywords.map { "\"\($0)\"" }.joined(separator: ", ")
        return try await FixPlaceTests.fixed(
            FixTests.head("keywords: [\(list)]", keywords.joined(separator: ", ") + "."), []
        )
        .text
    }

    @Test(arguments: same) func theSecondOfTwoGoes(_ pair: (String, String)) async throws {
        for (first, second) in [pair, (pair.1, pair.0)] {
            let text = try await Self.fixed(["other word", first, second, "last"])
            #expect(text.contains("keywords: [\"other word\", \"\(first)\", \"last\"]\n"), "\(text)")
        }
    }

    @Test(arguments: different) func bothStay(_ pair: (String, String)) async throws {
        for (first, second) in [pair, (pair.1, pair.0)] {
            let text = try await Self.fixed([first, second])
            #expect(text.contains("keywords: [\"\(first)\", \"\(second)\"]\n"), "\(text)")
        }
    }

    /// However many keywords there are, each is shown once, in whatever letter case it comes first.
    @Test(arguments: [0, 1, 2, 10, 40, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 100, 300])
    func eachIsShownOnce(_ count: Int) async throws {
        var random = Seeded(UInt64(count))
        let names = (0..<max(1, count / 2)).map { "word\($0) é\($0)" } + ["alpha", "Category One"]
        let own = (0..<count).map { _ -> String in
            let name = names.randomElement(using: &random)!
            return [name, name.uppercased(), name.capitalized].randomElement(using: &random)!
        }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "keywords: [\(own.joined(separator: ", "))]", "Text.")
        ])
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {keywords: off}\n")
        var wanted: [String] = []
        for keyword
            in ["Alpha", "Alpha guide", "Category One", "Category One guide", "site keyword"] + own
        where !wanted.contains(where: { $0.lowercased() == keyword.lowercased() }) {
            wanted.append(keyword)
        }
        let library = try await site.library()
        #expect(GuideFacts(library, 0).keywords == wanted)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(page.contains("\"keywords\":\"\(wanted.joined(separator: ", "))\""))
        // A twin counts what would fill its start.
        let size = wanted.reduce(0) { $0 + $1.unicodeScalars.count + 2 }
        let line = "- Related keywords: \(wanted.joined(separator: ", "))\n"
        #expect(try site.read("Public/guides/a.md").contains(line) == (size <= GuideTwin.mostKeywords))
    }
}
