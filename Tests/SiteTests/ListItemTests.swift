import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import Support

/// The fix that takes an item out of a list takes nothing else: what is read is the list without it, and each comment stays.
@Suite(.timeLimit(.minutes(15))) struct ListItemTests {
    /// Lists of `A`, `B` and `A` again, with `END` where a comment may be on the line of the item that goes.
    static let lists = [
        "KEY: [A, B, A]END", "KEY: [A, A, B]END", "KEY: [A,A,B]END", "KEY: [ A , B , A ]END",
        "KEY: [A, B,   A  ]END",
        "KEY:\n  - A\n  - B\n  - AEND", "KEY:\n  - A\n  - AEND\n  - B", "KEY:\n- A\n- B\n- AEND",
        "KEY:\n  -   A\n  -   AEND\n  - B",
        "KEY: [A, B,\n  A]END", "KEY: [A,\n  B,\n  A]END", "KEY: [\n  A,\n  B,\n  AEND\n]",
        "KEY: [A,\n  A,END\n  B]",
        "KEY: ['A', \"B\", \"A\"]END", "KEY:\n  - \"A\"\n  - 'A'END\n  - B", "KEY: [A, B, A,]END",
        "KEY:\n  # first\n  - A\n  # second\n  - AEND\n  # third\n  - B",
    ]

    static let ends = ["", "  ", " # a comment", "\t# é # more", " # \"A\", A"]

    /// Keys, their items, and the check that finds the second one.
    static let keys = [
        (key: "related", items: ["tls", "spf"], id: "links/duplicate-related"),
        (key: "keywords", items: ["text", "example guide"], id: "keywords/repeated"),
    ]

    private static func read(_ site: TemporarySite, _ key: String) async throws -> (
        items: [String], found: [Finding]
    ) {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        let guide = try #require(reading.library.guides.first { $0.slug == "example" })
        let values = key == "related" ? guide.frontMatter.related : guide.frontMatter.keywords
        return (values.map(\.text), try await reading.allFindings(options))
    }

    @Test(arguments: ends) func takeNothingElse(_ end: String) async throws {
        var fixes = 0
        for (key, items, id) in Self.keys {
            for list in Self.lists {
                let lines = list.replacing("A", with: items[0]).replacing("B", with: items[1])
                    .replacing("KEY", with: key).replacing("END", with: end)
                let text = FixTests.head(lines, "Text of the example guide.")
                let site = try TemporarySite(ExampleTests.site, templates: false)
                try site.write("example.md", text)
                let (before, found) = try await Self.read(site, key)
                #expect(before.filter { $0 == items[0] }.count == 2, "\(lines): \(before)")
                let own = found.filter { $0.id == id }
                #expect(own.count == 1, "\(lines): \(found)")
                guard let fix = own.first?.fix else { continue }
                fixes += 1
                let result = Fixer.apply([fix], to: Array(text.utf8))
                #expect(result.refused.isEmpty)
                try site.write("example.md", result.bytes)
                let (after, left) = try await Self.read(site, key)
                let gone = try #require(before.lastIndex(of: items[0]))
                #expect(after == before.enumerated().filter { $0.offset != gone }.map(\.element), "\(lines)")
                #expect(!left.contains { $0.id == id || $0.severity == .error }, "\(lines): \(left)")
                // All else is as it was, but for spaces.
                func rest(_ text: String) -> [String] { text.matches(of: /#.*/).map { String($0.0) } }
                let fixed = String(decoding: result.bytes, as: UTF8.self)
                #expect(rest(fixed) == rest(text), "\(fixed)")
                func signs(_ text: String) -> Int { text.count { !$0.isWhitespace } }
                let most = items[0].count { !$0.isWhitespace } + 3
                #expect(signs(text) - signs(fixed) <= most, "\(fixed)")
            }
        }
        // An item that is alone on its line with a comment is left to its author.
        let isComment = end.contains("#")
        #expect(fixes >= (isComment ? 14 : 26), "\(fixes)")
    }
}
