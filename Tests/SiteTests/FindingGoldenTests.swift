import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Support

/// All that is said of the bad example of each check, and what each fix makes of it, compared with what was found right before.
@Suite(.timeLimit(.minutes(15))) struct FindingGoldenTests {
    @Test func examplesAreToldAsTheyWere() async throws {
        var texts: [String: String] = [:]
        for test in ExampleTests.cases {
            let site = try TemporarySite(ExampleTests.site, templates: false)
            let (path, text) = ExampleTests.file(test.example.kind, test.example.bad)
            try site.write(path, text)
            var options = AnalyzedSite.Options()
            options.site = site.path
            options.today = Day("2026-11-24")
            let findings = try await AnalyzedSite(options).allFindings(options)
            let said =
                ["# \(test.check.id)", "", test.example.bad, ""]
                + (try CaseGoldenTests.said(findings, at: site))
            let group = test.check.id.prefix { $0 != "/" }
            texts["\(group).txt", default: ""] += Golden.withoutHashes(said.joined(separator: "\n")) + "\n\n"
        }
        try Golden.compare(texts, with: "golden-findings")
    }
}
