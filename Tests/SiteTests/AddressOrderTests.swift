import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Findings
@testable import Library
@testable import Support

/// Anyone may edit the history of addresses by hand: the order of its lines, lines that are there twice, comments and empty
/// lines say nothing.
@Suite(.timeLimit(.minutes(15))) struct AddressOrderTests {
    private static let lines = [
        "/guides", "/guides/a", "/guides/a#lost", "/guides/a#moved", "/guides/a#steps", "/guides/ab",
        "/guides/ab#lost",
        "/guides/b", "/guides/b#other", "/guides/gone", "/guides/gone#moved", "/guides/gone#part",
        "/guides/gone-too",
        "/guides/i/missing-record\tA Former Title", "/guides/i/missing-record\tAnother Title",
        "/guides/i/missing-record\tMissing Record", "/guides/i/missing\tNo Record at All",
        "/guides/i/lost-issue\tLost",
        "/guides/größe", "/guides/größe#maß", "/guides/categories/one", "/guides/categories/none",
        "/guides/x.txt",
    ]

    /// The lines in another order, with some of them twice and with others between them.
    private static func mixed(_ random: inout Seeded) -> [String] {
        var lines = lines.shuffled(using: &random)
        for _ in 0..<3 {
            lines.insert(
                Self.lines.randomElement(using: &random)!, at: Int.random(in: 0...lines.count, using: &random)
            )
            lines.insert(
                ["", "# A comment.", "#/guides/a"].randomElement(using: &random)!,
                at: Int.random(in: 0...lines.count, using: &random))
        }
        return lines
    }

    private static func history(_ lines: [String]) -> AddressHistory {
        AddressHistory(Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// What is looked up is found, wherever its line is.
    @Test(arguments: Seeded.seeds(100)) func answersAreTheSame(_ seed: UInt64) {
        var random = Seeded(seed)
        let (sorted, mixed) = (Self.history(Self.lines.sorted()), Self.history(Self.mixed(&random)))
        let addresses = Addresses(origin: "https://example.org", path: "/guides")
        for page in Set(Self.lines.map { String($0.prefix { $0 != "#" && $0 != "\t" }) }) {
            // As the lines themselves have it, without any order.
            let anchors = Self.lines.filter { $0.hasPrefix(page + "#") }.map {
                String($0.dropFirst(page.count + 1))
            }
            #expect(Set(sorted.anchors(of: page)) == Set(anchors), "\(page)")
            #expect(Set(mixed.anchors(of: page)) == Set(anchors), "seed \(seed): \(page)")
        }
        for anchor in ["moved", "lost", "steps", "maß", "none"] {
            let pages = Self.lines.filter { $0.hasSuffix("#" + anchor) }.map {
                String($0.prefix { $0 != "#" })
            }
            #expect(Set(mixed.pages(with: anchor)) == Set(pages), "seed \(seed): \(anchor)")
        }
        for issue in ["missing-record", "missing", "lost-issue", "nothing"] {
            let titles = Self.lines.filter { $0.hasPrefix("/guides/i/\(issue)\t") }.map {
                String($0.drop { $0 != "\t" }.dropFirst())
            }
            #expect(Set(mixed.titles(ofIssues: [issue], addresses)) == Set(titles), "seed \(seed): \(issue)")
        }
        #expect(mixed.findings.isEmpty && Set(mixed.entries.map(\.text)) == Set(Self.lines), "seed \(seed)")
        #expect(mixed.adding(sorted.entries) == nil, "seed \(seed)")
        #expect(
            mixed.adding([AddressHistory.Entry(address: "/guides/new")])
                == sorted.adding([AddressHistory.Entry(address: "/guides/new")]), "seed \(seed)")
    }

    private static func site(_ lines: [String]) throws -> TemporarySite {
        try TemporarySite(
            [
                "Content/addresses.txt": lines.joined(separator: "\n") + "\n",
                "a.md": TemporarySite.guide(
                    "Alpha",
                    "## Steps\n\nText.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo record.\n\n1. Add it.\n2. Run the checker again."
                ),
                // It has what a page that is gone had.
                "b.md": TemporarySite.guide("Beta", "## Moved\n\nText.\n\n## Part\n\nText of [a](a.md)."),
            ], templates: false)
    }

    /// Each finding with the line that it is about, whatever its number.
    private static func findings(_ site: TemporarySite) async throws -> [String] {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let text = try site.read("Content/addresses.txt").components(separatedBy: "\n")
        return try await AnalyzedSite(options).allFindings(options).map { finding in
            let isOwn = finding.file == AddressHistory.file
            let place = isOwn ? text[Int(finding.location.line) - 1] : "\(finding.location)"
            let fix = finding.fix.map { "\($0.edits)" } ?? ""
            return "\(finding.file) \(place) \(finding.id): \(finding.message); \(finding.help) \(fix)"
        }.sorted()
    }

    @Test(arguments: Seeded.seeds(4)) func findingsAreTheSame(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let expected = try await Self.findings(try Self.site(Self.lines.sorted()))
        #expect(expected.count > 8 && expected.contains { $0.contains("Content/guides/b.md") }, "\(expected)")
        let found = try await Self.findings(try Self.site(Self.mixed(&random)))
        #expect(found == expected, "seed \(seed)")
    }
}
