import TestSupport
import Testing

@testable import Library

/// Addresses that agents guess lead on only where nothing else may be at them: on some hosts a redirect comes before a file.
@Suite(.timeLimit(.minutes(15))) struct GuessedAddressTests {
    private static let guide =
        TemporarySite.guide("Alpha", "Text.")
        + "\n## Fix Common Issues\n\n### No Record\n\nNo `TXT` record.\n\n1. Add it.\n2. Check again.\n"
    private static let all = [
        "/.well-known/llms.txt /llms.txt", "/sitemap /guides", "/guides/i /guides/issues",
    ]

    private func guesses(_ files: [String: String]) async throws -> [String] {
        let site = try TemporarySite(["a.md": Self.guide].merging(files) { $1 }, templates: false)
        return try await site.library().guessedAddresses.map { "\($0.from) \($0.to)" }
    }

    @Test func eachLeadsToWhatIsMeant() async throws {
        #expect(try await guesses([:]) == Self.all)
        #expect(
            try await guesses(["a.md": TemporarySite.guide("Alpha", "Text.")]) == Array(Self.all.prefix(2)))
        let whole = try await guesses(["Content/site.yml": TemporarySite.settings + "path: /\n"])
        #expect(whole == ["/.well-known/llms.txt /llms.txt", "/sitemap /", "/i /issues"])
    }

    @Test(
        arguments: [
            ("[/sitemap]", [0, 2]), ("[/site*]", [0, 2]), ("[/.well-known/*]", [1, 2]),
            ("[/guides/i]", [0, 1]),
            ("[/*]", []), ("[/pricing]", [0, 1, 2]),
        ] as [(String, [Int])])
    func otherPartsOfTheHostComeFirst(_ elsewhere: String, _ left: [Int]) async throws {
        let settings = TemporarySite.settings + "elsewhere: \(elsewhere)\n"
        #expect(try await guesses(["Content/site.yml": settings]) == left.map { Self.all[$0] })
    }

    @Test(arguments: ["i", "i.html", "i/index.html"])
    func filesComeFirst(_ file: String) async throws {
        #expect(try await guesses([file: "x"]) == Array(Self.all.prefix(2)))
        #expect(try await guesses(["i/picture.svg": "x"]) == Self.all)
    }

    @Test(arguments: ["sitemap", "sitemap.html", "sitemap/index.html"])
    func filesOfAWholeHostComeFirst(_ file: String) async throws {
        let settings = TemporarySite.settings + "path: /\n"
        let left = try await guesses(["Content/site.yml": settings, file: "x"])
        #expect(left == ["/.well-known/llms.txt /llms.txt", "/i /issues"])
    }
}
