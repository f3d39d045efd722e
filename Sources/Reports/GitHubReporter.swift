import Findings
import Support

/// Findings as workflow commands of GitHub Actions, and a table of all for the summary of the step.
///
/// GitHub shows ten errors and ten warnings of a step and drops the rest without a word. So findings are grouped by
/// file and check, those that weigh most come first, and the tenth of each kind says how many more there are.
package struct GitHubReporter: Reporter {
    /// The path from the repository to the site, see `RepositoryPath`.
    private let prefix: String
    /// The file that GitHub shows below a step; nil outside of a workflow, and on runners that have none.
    private let summary: String?

    /// - Parameter environment: that of the process.
    package init(prefix: String, environment: [String: String]) {
        self.prefix = prefix
        summary = environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
    }

    package func report(on result: CheckResult) -> [ReportPiece] {
        let findings = result.findings
        var pieces: [ReportPiece] = [
            .data(Self.commands(findings, prefix: prefix, hasSummary: summary != nil))
        ]
        if summary == nil { pieces += findings.map { .words(Self.line($0, prefix: prefix)) } }
        pieces.append(
            .words("\(result.reading.library.guides.count, "guide"): \(FindingText.count(findings))"))
        if let summary { pieces.append(.appendix(Self.summary(findings, prefix: prefix), path: summary)) }
        return pieces
    }

    private struct Group {
        var first: Finding
        var count: Int
    }

    /// The most annotations of one kind that are shown, before one that counts the rest.
    private static let most = 9

    /// Findings as workflow commands: `::error file=a.md,line=1,col=1,title=links/self::…`.
    ///
    /// - Parameters:
    ///   - prefix: the path from the repository to the site.
    ///   - hasSummary: whether the step has a summary with all findings; without one they follow as plain lines.
    static func commands(_ findings: [Finding], prefix: String, hasSummary: Bool) -> String {
        var text = ""
        for severity in [Severity.error, .warning, .note] {
            let groups = groups(findings.filter { $0.severity == severity })
            let command = severity == .note ? "notice" : severity.rawValue
            for group in groups.prefix(most) { text += line(command, group, prefix) }
            let rest = groups.dropFirst(most).reduce(0) { $0 + $1.count }
            if rest > 0 {
                let destination = hasSummary ? "in the summary" : "in the log"
                text +=
                    "::\(command) title=guides::\(escaped("\(rest) more, listed \(destination) of this step"))\n"
            }
        }
        return text
    }

    /// A finding as a line of the log.
    static func line(_ finding: Finding, prefix: String) -> String {
        let help = finding.help.isEmpty ? "" : " (\(finding.help))"
        return TerminalText.line(
            "\(prefix)\(finding.file):\(finding.location.line):\(finding.location.column): \(finding.severity.rawValue): "
                + "\(finding.message)\(help) [\(finding.id)]")
    }

    /// Findings by file and check: those with most first, then by location.
    private static func groups(_ findings: [Finding]) -> [Group] {
        var groups: [String: Group] = [:]
        for finding in findings.sorted() {
            groups["\(finding.file)\u{0}\(finding.id)", default: Group(first: finding, count: 0)].count += 1
        }
        return groups.values.sorted { ($1.count, $0.first) < ($0.count, $1.first) }
    }

    private static func line(_ command: String, _ group: Group, _ prefix: String) -> String {
        let finding = group.first
        var properties = [
            "file=\(property(prefix + finding.file))", "line=\(finding.location.line)",
            "col=\(finding.location.column)",
        ]
        if let end = finding.end {
            properties += ["endLine=\(end.line)"]
            // Columns are for one line alone.
            if end.line == finding.location.line { properties += ["endColumn=\(end.column)"] }
        }
        properties.append("title=\(property(finding.id))")
        var message = finding.message
        if !finding.help.isEmpty { message += "\n\(finding.help)" }
        if group.count > 1 { message += "\n(and \(group.count - 1) more of this kind in this file)" }
        return "::\(command) \(properties.joined(separator: ","))::\(escaped(message))\n"
    }

    private static func escaped(_ text: String) -> String { encoded(text, "%\r\n") }

    private static func property(_ text: String) -> String { encoded(text, "%\r\n:,") }

    /// Scalar by scalar, since a line end of two is one character. The runner reads no other escapes than these, so
    /// that a character that is unfit for reports is shown by its number.
    private static func encoded(_ text: String, _ marks: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if marks.unicodeScalars.contains(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out.append(contentsOf: ("%" + (digits.count < 2 ? "0" : "") + digits).unicodeScalars)
            } else {
                out.append(contentsOf: TerminalText.line(String(scalar)).unicodeScalars)
            }
        }
        return String(out)
    }

    /// All findings as a table of markdown.
    static func summary(_ findings: [Finding], prefix: String) -> String {
        guard !findings.isEmpty else { return "### guides check\n\nNothing found.\n" }
        var text =
            "### guides check\n\n\(FindingText.count(findings))\n\n| | location | finding | check |\n| --- | --- | --- | --- |\n"
        for finding in findings {
            let help = finding.help.isEmpty ? "" : "<br>\(cell(finding.help))"
            text +=
                "| \(finding.severity.rawValue) | \(cell(prefix + finding.file)):\(finding.location.line):\(finding.location.column)"
                + " | \(cell(finding.message))\(help) | \(finding.id) |\n"
        }
        return text
    }

    /// A text as a cell, in which nothing means anything to markdown.
    private static func cell(_ text: String) -> String {
        let line = TerminalText.line(text.lines.joined(separator: " "))
        return line.reduce(into: "") { out, character in
            switch character {
            case "<": out += "&lt;"
            case "&": out += "&amp;"
            case "\\", "|", "`", "*", "_", "~", "[", "]", ">": out += "\\\(character)"
            default: out.append(character)
            }
        }
    }
}
