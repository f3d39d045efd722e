import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Findings

/// What `--since` calls new: a finding counts once for each time that it was there.
@Suite(.timeLimit(.minutes(15))) struct SinceTests {
    private static let here = "Click [here](tls.md)."
    /// Two of a kind on one line.
    private static let twice = "Click [here](tls.md) or [here](tls.md)."

    private static func read(
        _ body: String, _ more: [String: String] = [:], head: String = "updated: 2026-11-20"
    )
        async throws -> (site: TemporarySite, reading: AnalyzedSite, findings: [Finding])
    {
        let site = try TemporarySite(ExampleTests.site.merging(more) { $1 }, templates: false)
        try site.write("example.md", FixTests.head(head, body))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        return (site, reading, try await reading.allFindings(options))
    }

    static let counts = (0...3).flatMap { before in (0...3).map { (before, $0) } }

    @Test(arguments: counts, [here, twice])
    func equalFindingsAreCounted(_ counts: (before: Int, now: Int), _ line: String) async throws {
        func body(_ count: Int) -> String {
            (["Text."] + Array(repeating: line, count: count)).joined(separator: "\n\n")
        }
        let (before, now) = (try await Self.read(body(counts.before)), try await Self.read(body(counts.now)))
        let each = line == Self.twice ? 2 : 1
        // So many links to one guide are a finding of their own.
        let (then, findings) = (Self.vague(before.findings), Self.vague(now.findings))
        #expect(then.count == each * counts.before && findings.count == each * counts.now)
        let since = Baseline(before.reading, then, site: before.site.path)
        let new = since.newFindings(among: findings, in: now.reading, site: now.site.path)
        #expect(new.findings.count == each * max(0, counts.now - counts.before), "\(new.findings)")
        #expect(new.known == each * min(counts.now, counts.before))
    }

    private static func vague(_ findings: [Finding]) -> [Finding] {
        findings.filter { $0.check == .linksVagueText }
    }

    /// What counts is the file, the check and the words of the line, not where the line is.
    @Test(
        arguments: [
            ("A.\n\n\(here)", "\(here)\n\nA.", 0), ("\(here)", "New.\n\nNew.\n\n\(here)", 0),
            ("\(here)", "- \(here)", 1), ("\(here)", "Click [here](tls.md) now.", 1),
            ("\(here)", "Click [here](spf.md).", 1), ("\(here)", "Click [here](tls.md). [a](no.md)", 2),
            ("[a](no.md)", "[a](no.md)\n\n[b](nope.md)", 1),
            ("[a](no.md)\n\n[b](nope.md)", "[b](nope.md)", 0),
        ] as [(String, String, Int)])
    func linesAreKnownByTheirWords(_ before: String, _ after: String, _ count: Int) async throws {
        let (then, now) = (try await Self.read(before), try await Self.read(after))
        let since = Baseline(then.reading, then.findings, site: then.site.path)
        let new = since.newFindings(among: now.findings, in: now.reading, site: now.site.path)
        #expect(new.findings.count == count, "\(new.findings)")
    }

    /// Other sites are asked only for what is linked to since.
    @Test(
        arguments: [
            ("See [it](https://example.com/x).", "See [it](https://example.com/x).", []),
            ("See [it](https://example.com/x).", "More.\n\nSee [it](https://example.com/x).", []),
            ("See [it](https://example.com/x).", "Now see [it again](https://example.com/x).", []),
            ("Text.", "See [it](https://example.com/x).", ["https://example.com/x"]),
            (
                "See [it](https://example.com/y).", "See [it](https://example.com/x).",
                ["https://example.com/x"]
            ),
            (
                "See [it](https://example.com/x).", "See [it](https://example.com/x#part).",
                ["https://example.com/x#part"]
            ),
            (
                "See [it][a].\n\n[a]: https://example.com/x",
                "See [it][a] and [b](https://example.com/z).\n\n[a]: https://example.com/y",
                ["https://example.com/y", "https://example.com/z"]
            ),
        ] as [(String, String, Set<String>)])
    func newLinksAreKnownByTheirAddress(_ before: String, _ after: String, _ new: Set<String>) async throws {
        let (then, now) = (try await Self.read(before), try await Self.read(after))
        let since = Baseline(then.reading, then.findings, site: then.site.path)
        #expect(Set(since.newLinks(among: now.reading.webLinks).map(\.url)) == new)
    }

    /// A title or keyword that a guide gives up is lost only where nothing of the site answers for it.
    @Test(
        arguments: [
            ([:], ["quiet ledger"]),
            (["plan.md": guide("Quiet Ledger", "Text.")], []),
            (["plan.md": guide("Other", more: "keywords: [Quiet ledgers]", "Text.")], []),
            (["plan.md": guide("Other", "## Quiet Ledger\n\nText.")], []),
            (["plan.md": guide("Other", "## More\n\n### Quiet Ledger\n\nText.")], []),
            (["Content/terms.yml": terms + "- {term: Quiet Ledger, guide: none}\n"], []),
            (
                ["Content/terms.yml": terms + "- {term: Allowlist, synonyms: [quiet ledger], guide: none}\n"],
                []
            ),
            (["Content/terms.yml": terms + "- {term: Quiet, guide: none}\n"], ["quiet ledger"]),
        ] as [([String: String], [String])])
    func namesAreLostWhereNothingOwnsThem(_ more: [String: String], _ lost: [String]) async throws {
        let then = try await Self.read("Text.", head: "updated: 2026-11-20\nkeywords: [quiet ledger]")
        let now = try await Self.read("Text.", more)
        let since = Baseline(then.reading, then.findings, site: then.site.path)
        let new = since.newFindings(among: [], in: now.reading, site: now.site.path).findings
        #expect(new.map(\.id) == lost.map { _ in "keywords/lost-owner" }, "\(new)")
        for (finding, name) in zip(new, lost) {
            #expect(finding.message.contains(name) && finding.file == "Content/guides/example.md")
        }
    }

    enum Move: String, CaseIterable {
        case stays, isRenamed, isRenamedByHand, movesToFolder, isRenamedInFolder, goes
    }
    enum Loss: String, CaseIterable { case keyword, title, issue, nothing }

    private static let words = (1...8).map { "Sentence number \($0) of it, which no other guide has." }
        .joined(separator: "\n\n")

    private static func loser(_ loss: Loss?, aliases: String) -> String {
        let issue = loss == .issue ? "Entirely Different" : "Missing Record"
        return """
            ---
            title: \(loss == .title ? "Other Name" : "Quiet Ledger")
            summary: What the guide is about, in a sentence that is long enough.
            category: basics
            keywords: [first words\(loss == .keyword ? "" : ", silent register")]
            \(aliases)
            ---

            \(words)

            ## Fix Common Issues

            ### \(issue)

            The checker found no `TXT` record.

            1. Add it.
            2. Run the checker again.

            """
    }

    /// What a guide lost is reported in the guide, wherever it is now, and in the site's settings only where it is gone.
    @Test(arguments: Move.allCases, Loss.allCases)
    func whatIsLostIsReportedInItsGuide(_ move: Move, _ loss: Loss) async throws {
        let then = try await Self.read("Text.", ["loser.md": Self.loser(nil, aliases: "updated: 2026-11-20")])
        let isAlias = move == .isRenamed || move == .isRenamedInFolder
        let text = Self.loser(loss, aliases: isAlias ? "aliases: [loser]" : "updated: 2026-11-20")
        let file: String? =
            switch move {
            case .stays: "loser.md"
            case .isRenamed, .isRenamedByHand: "winner.md"
            case .movesToFolder: "deep/loser.md"
            case .isRenamedInFolder: "deep/winner.md"
            case .goes: nil
            }
        let now = try await Self.read("Text.", file.map { [$0: text] } ?? [:])
        let since = Baseline(then.reading, then.findings, site: then.site.path)
        let new = since.newFindings(among: [], in: now.reading, site: now.site.path).findings
        let lost: [(id: String, name: String)] =
            switch (move, loss) {
            case (.goes, _):
                [
                    ("keywords/lost-owner", "Quiet Ledger"), ("keywords/lost-owner", "first words"),
                    ("keywords/lost-owner", "silent register"), ("issues/renamed", "missing-record"),
                ]
            case (_, .keyword): [("keywords/lost-owner", "silent register")]
            case (_, .title): [("keywords/lost-owner", "Quiet Ledger")]
            case (_, .issue): [("issues/renamed", "missing-record")]
            case (_, .nothing): []
            }
        #expect(new.map(\.id).sorted() == lost.map(\.id).sorted(), "\(new)")
        for (id, name) in lost {
            let finding = try #require(new.first { $0.id == id && $0.message.contains(name) }, "\(new)")
            #expect(finding.file == (file.map { "Content/guides/\($0)" } ?? "Content/site.yml"))
            guard file != nil else {
                #expect(finding.location == .start)
                continue
            }
            #expect(finding.location.line == 2 || id == "issues/renamed", "\(finding)")
            #expect(finding.location.line < 40, "\(finding)")
        }
    }

    private static func guide(_ title: String, more: String = "updated: 2026-11-20", _ body: String) -> String
    {
        TemporarySite.guide(title, category: "basics", more: more, body)
    }

    private static let terms = ExampleTests.site["Content/terms.yml"] ?? ""
}
