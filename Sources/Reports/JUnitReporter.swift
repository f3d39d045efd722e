import Findings
import FoundationEssentials
import Support

/// Findings as JUnit XML: a suite a file, a case a check that found something there, and one that passed where nothing
/// was found.
package struct JUnitReporter: Reporter {
    package init() {}

    package func report(on result: CheckResult) -> [ReportPiece] {
        let text = Self.text(
            result.findings, files: result.reading.library.guides.map(\.file), failing: result.failing,
            time: String(result.started.ISO8601Format().dropLast()))
        return [.data(text)]
    }

    /// - Parameters:
    ///   - files: all files that were read.
    ///   - failing: findings of this severity and above are failures; others are notices in `system-out`.
    ///   - time: when the run began, as `YYYY-MM-DDThh:mm:ss`.
    static func text(
        _ findings: [Finding], files: [String], failing: Severity, time: String
    ) -> String {
        let byFile = Dictionary(grouping: findings, by: \.file)
        let names = Set(files).union(byFile.keys).sorted()
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        for (number, file) in names.enumerated() {
            let own = byFile[file] ?? []
            let failures = own.filter { $0.severity >= failing }
            let cases = max(own.count, 1)
            text +=
                "<testsuite package=\"guides\" id=\"\(number)\" name=\"\(MachineText.xml(file))\" timestamp=\"\(time)\" "
                + "hostname=\"localhost\" tests=\"\(cases)\" failures=\"\(failures.count)\" errors=\"0\" time=\"0\">\n"
                + "<properties/>\n"
            if own.isEmpty {
                text +=
                    "<testcase name=\"guides check\" classname=\"\(MachineText.xml(file))\" time=\"0\"/>\n"
            }
            for finding in own { text += testcase(finding, isFailure: finding.severity >= failing) }
            let notices = own.filter { $0.severity < failing }.map { line($0) }.joined()
            text += "<system-out>\(MachineText.xml(notices))</system-out>\n<system-err/>\n</testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private static func line(_ finding: Finding) -> String { FindingText.line(finding) + "\n" }

    private static func testcase(_ finding: Finding, isFailure: Bool) -> String {
        let location = "\(finding.location.line):\(finding.location.column)"
        let start =
            "<testcase name=\"\(MachineText.xml("\(finding.id) at \(location)"))\" classname=\"\(MachineText.xml(finding.file))\" time=\"0\""
        guard isFailure else { return start + "/>\n" }
        let help = finding.help.isEmpty ? "" : "help: \(finding.help)\n"
        return start
            + "><failure message=\"\(MachineText.xml(finding.message))\" type=\"\(MachineText.xml(finding.id))\">"
            + "\(MachineText.xml(line(finding) + help))</failure></testcase>\n"
    }
}
