import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import OutputChecks
@testable import Publishing
@testable import Support

/// Long texts of one mark, which would take for ever if a check looked at all of them for each. The limit is there for
/// what hangs: each of them takes a few seconds at most.
@Suite(.timeLimit(.minutes(15))) struct LongTextTests {
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ")[", "][", "(a)[", "[a]", "[[", "]]", "1. a\n\nb\n\n", "1. a\n\n```\nb\n```\n\n", "### a\n\n",
            "## a\n\n", "| a |\n| - |\n| b |\n",
            "example guide ", "TLS ", "Tls ", "tls.", "\"TLS", "above ", "{{", "[a](b.md)", "![](x)",
            "[a]: b\n", "\u{200B}", "*a* ", "- a\n", "> a\n",
            "A ABC (ABC) ", "a_b*c~d ", "x] (y", "<!-- guides-disable-next links/self: x -->\n\n",
        ])
    func isReadToItsEnd(_ piece: String) async throws {
        let count = 40_000 / piece.utf8.count
        let text =
            "## Fix Common Issues\n\n### One\n\n" + String(repeating: piece, count: count)
            + "\n\n[label]: tls.md\n"
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", FixTests.head("keywords: [example text]", text))
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        let findings = try await AnalyzedSite(options).allFindings(options)
        let last = UInt32(FixTests.head("", text).utf8.count { $0 == 0x0A })
        let unused = findings.filter { $0.id == LinksUnusedDefinition.id }
        // One finding tells of all definitions, at the first.
        let isFirst = piece == "[a]: b\n"
        #expect(unused.contains { $0.location.line >= last - 2 || isFirst })
    }

    /// Much of what a site says once, held against much of what its guides hold.
    @Test(.timeLimit(.minutes(5)), arguments: ["queries", "terms", "suppressions", "comments", "parts"])
    func manySettingsMeetManyLocations(_ kind: String) async throws {
        let site = try TemporarySite(ExampleTests.site)
        switch kind {
        case "queries":
            let headings = (0..<5000).map { "## Part \($0) of this\n\nText.\n\n" }.joined()
            try site.write("example.md", FixTests.head("", headings))
            try site.write(
                "Content/queries.yml",
                (0..<200).map { "- query: part \($0) of this\n  finds: example\n" }.joined())
        case "terms":
            let start = String(repeating: "ab ", count: 40)
            try site.write(
                "example.md", FixTests.head("", String(repeating: "ab ", count: 250_000) + "w1x"))
            try site.write(
                "Content/terms.yml",
                (0..<3000).map { "- {term: \(start)w\($0)x, definition: One of many., guide: tls}\n" }
                    .joined())
        case "parts":
            let links = (0..<25_000).map { "[a](/guides/glossary#nope-\($0)) " }.joined()
            try site.write("example.md", FixTests.head("", links))
            try site.write(
                "Content/terms.yml",
                (0..<3000).map { "- {term: Word\($0) of it, definition: One of many., guide: tls}\n" }
                    .joined())
        case "comments":
            let comments = String(
                repeating: "<!-- guides-disable-next links/vague-text: so -->\n", count: 8000)
            try site.write(
                "example.md",
                FixTests.head("", comments + "\n" + String(repeating: "[here](tls.md) ", count: 7500)))
        default:
            try site.write(
                "example.md", FixTests.head("", (0..<5000).map { "[here](tls.md) \($0)\n\n" }.joined()))
            try site.write(
                "Content/site.yml",
                TemporarySite.settings + "suppressions:\n"
                    + (0..<10_000).map {
                        "  - {check: links/vague-text, path: Content/guides/\($0), reason: It is so.}\n"
                    }.joined())
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        let findings = try await AnalyzedSite(options).allFindings(options)
        let unused = kind == "suppressions" ? AppliedFindings.most : kind == "comments" ? 500 : 0
        #expect(findings.count { $0.id == ChecksUnusedSuppression.id } == unused)
        #expect(
            findings.count { $0.id == LinksUnknownAnchor.id } == (kind == "parts" ? AppliedFindings.most : 0))
        #expect(kind != "comments" || !findings.contains { $0.id == LinksVagueText.id })
        #expect(findings.filter { $0.group == "search" } == [])
    }

    /// Characters are counted from the start of their line, whatever is before that line and however far out they are.
    @Test(arguments: Seeded.seeds(4)) func locationsAreThoseOfEachCharacter(_ seed: UInt64) {
        var random = Seeded(seed)
        let letters = ["a", "é", "語", "🚀"]
        var lines: [[String]] = []
        for _ in 0..<5 {
            let count = [0, 3, 341, 342, 512, 600, 1024, 1025, 2000].randomElement(using: &random)!
            let kind = letters.randomElement(using: &random)!
            lines.append(
                (0..<count).map { _ in
                    Bool.random(using: &random) ? kind : letters.randomElement(using: &random)!
                })
        }
        let text = SourceText(Array(lines.map { $0.joined() }.joined(separator: "\n").utf8))
        var offset = 0
        for (line, letters) in lines.enumerated() {
            for (column, letter) in (letters + ["\n"]).enumerated() {
                let location = SourceLocation(line: line + 1, column: column + 1)
                if text.location(of: offset) != location || text.offset(of: location) != offset {
                    Issue.record(
                        "seed \(seed): byte \(offset) is at \(location), not \(text.location(of: offset))")
                    return
                }
                offset += letter.utf8.count
            }
        }
    }
}
