import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Fixing
@testable import Reports
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
            var report = FindingText(site: site.path, hasColor: false)
            var said = "# \(test.check.id)\n\n\(test.example.bad)\n\n"
            for finding in try await AnalyzedSite(options).allFindings(options) {
                said += report.text(finding)
                guard let fix = finding.fix, finding.file == path else { continue }
                let fixed = Fixer.apply([fix], to: Array(text.utf8)).bytes
                let lines = Golden.difference(from: text, to: String(decoding: fixed, as: UTF8.self))
                said += (["\(fix.isSafe ? "safe" : "offered"):"] + lines).joined(separator: "\n") + "\n"
            }
            let group = test.check.id.prefix { $0 != "/" }
            texts["\(group).txt", default: ""] += Golden.withoutHashes(said) + "\n"
        }
        try Golden.compare(texts, with: "golden-findings")
    }
}
