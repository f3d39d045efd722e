import Markdown

/// Findings as JUnit XML: a suite a file, a case a check that found something there, and one that passed where nothing
/// was found.
package enum JUnitReport {
    /// - Parameters:
    ///   - files: all files that were read.
    ///   - failing: findings of this severity and above are failures; others are told in `system-out`.
    ///   - time: when the run began, as `YYYY-MM-DDThh:mm:ss`.
    package static func text(
        _ findings: [Finding], files: [String], failing: Severity, time: String, seconds: Double
    ) -> String {
        let byFile = Dictionary(grouping: findings, by: \.file)
        let names = Set(files).union(byFile.keys).sorted()
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
        for (number, file) in names.enumerated() {
            let own = byFile[file] ?? []
            let failures = own.filter { $0.severity >= failing }
            let cases = max(own.count, 1)
            text +=
                "<testsuite package=\"guides\" id=\"\(number)\" name=\"\(escaped(file))\" timestamp=\"\(time)\" "
                + "hostname=\"localhost\" tests=\"\(cases)\" failures=\"\(failures.count)\" errors=\"0\" time=\"0\">\n"
                + "<properties/>\n"
            if own.isEmpty {
                text += "<testcase name=\"guides check\" classname=\"\(escaped(file))\" time=\"0\"/>\n"
            }
            for finding in own { text += testcase(finding, isFailure: finding.severity >= failing) }
            let told = own.filter { $0.severity < failing }.map(line).joined()
            text += "<system-out>\(escaped(told))</system-out>\n<system-err/>\n</testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private static func line(_ finding: Finding) -> String {
        "\(finding.file):\(finding.place.line):\(finding.place.column): \(finding.severity.rawValue): "
            + "\(finding.message) [\(finding.id)]\n"
    }

    private static func testcase(_ finding: Finding, isFailure: Bool) -> String {
        let place = "\(finding.place.line):\(finding.place.column)"
        let start =
            "<testcase name=\"\(escaped("\(finding.id) at \(place)"))\" classname=\"\(escaped(finding.file))\" time=\"0\""
        guard isFailure else { return start + "/>\n" }
        let help = finding.help.isEmpty ? "" : "help: \(finding.help)\n"
        return start
            + "><failure message=\"\(escaped(finding.message))\" type=\"\(escaped(finding.id))\">"
            + "\(escaped(line(finding) + help))</failure></testcase>\n"
    }

    /// XML 1.0 section 2.2 and 2.4: what is no character of XML is shown as one that says so.
    private static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "\n": out.append(contentsOf: "&#10;".unicodeScalars)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
