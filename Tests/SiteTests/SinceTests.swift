import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Findings
@testable import Support

/// What counts as new beside an earlier state of the site: each finding once, and on lines that read alike as many as there
/// were.
@Suite(.timeLimit(.minutes(15))) struct SinceTests {
    private static func reading(_ body: String, _ folder: TemporarySite) async throws -> (
        AnalyzedSite, AnalyzedSite.Options
    ) {
        try folder.write("a.md", TemporarySite.guide("Alpha", body))
        var options = AnalyzedSite.Options()
        options.site = folder.path
        return (try await AnalyzedSite(options), options)
    }

    private static let here = "See [here](b.md)."

    /// Paragraphs before and after, and the lines of new findings among those after, from 1.
    @Test(arguments: [
        ([here], [here], [Int]()), ([here], [here, here], [2]), ([here], [here, here, here], [2, 3]),
        ([here, here], [here, here], []), ([here, here], [here, here, here], [3]),
        ([here, here], [here], []), ([], [here], [1]), ([here], ["Text.", here], []),
        ([here, "Text."], ["Text.", here, "More.", here], [4]),
        ([here], [here, "Look [here](b.md)."], [2]), ([here], ["Look [here](b.md).", here], [1]),
        (["\(here) \(here)"], ["\(here) \(here)"], []),
    ])
    func countsLinesThatReadAlike(_ before: [String], _ after: [String], _ new: [Int]) async throws {
        let other = ["b.md": TemporarySite.guide("Beta", "Text.")]
        let (former, now) = (try TemporarySite(other), try TemporarySite(other))
        let (then, options) = try await Self.reading(before.joined(separator: "\n\n"), former)
        let baseline = Baseline(then, try await then.allFindings(options), site: former.path)
        let (reading, own) = try await Self.reading(after.joined(separator: "\n\n"), now)
        let all = try await reading.allFindings(own)
        let found = baseline.newFindings(among: all, in: reading, site: now.path)
        let vague = found.findings.filter { $0.id == "links/vague-text" }
        let first = TemporarySite.guide("Alpha", "").lines.count
        #expect(vague.map { (Int($0.location.line) - first) / 2 + 1 } == new, "\(found.findings)")
        #expect(found.known == all.count - found.findings.count)
    }

    /// Links to other sites were not asked for then: those of lines that were there are known, whatever they say.
    @Test func knowsLinksToOtherSitesByTheirLines() async throws {
        let (former, now) = (try TemporarySite(), try TemporarySite())
        let old = "See [a](https://example.com/a)."
        let (then, options) = try await Self.reading(old, former)
        let baseline = Baseline(then, try await then.allFindings(options), site: former.path)
        let (reading, _) = try await Self.reading("\(old)\n\nSee [b](https://example.com/b).", now)
        let first = TemporarySite.guide("Alpha", "").lines.count
        let findings = [0, 2].map {
            Finding(
                .webGone, file: "Content/guides/a.md", at: .init(line: first + $0, column: 9), "it is gone")
        }
        let found = baseline.newFindings(among: findings, in: reading, site: now.path)
        #expect(found.findings == [findings[1]] && found.known == 1)
    }
}
