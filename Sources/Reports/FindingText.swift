import Analysis
import Findings
import Support

/// Findings as a compiler prints them: the location, the message, the source line with a caret, and what to do.
package struct FindingText {
    private let hasColor: Bool
    private var lines: SourceLines

    /// - Parameter site: the site's folder, from which source lines are read.
    package init(site: String, _ reading: AnalyzedSite? = nil, hasColor: Bool) {
        lines = SourceLines(site: site, reading)
        self.hasColor = hasColor
    }

    /// One finding, ending with a line end.
    package mutating func text(_ finding: Finding) -> String {
        let color =
            switch finding.severity {
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        let location =
            "\(TerminalText.line(finding.file)):\(finding.location.line):\(finding.location.column):"
        var text = paint(location, "1") + " " + paint("\(finding.severity.rawValue):", "1;" + color)
        text += " \(TerminalText.line(finding.message)) " + paint("[\(finding.id)]", "2") + "\n"
        let number = String(finding.location.line)
        let margin = String(repeating: " ", count: number.count)
        let line = lines.scalars(Int(finding.location.line), of: finding.file)
        if !line.isEmpty {
            let excerpt = SourceExcerpt(of: line, around: Int(finding.location.column) - 1)
            let lead = String(repeating: " ", count: TerminalText.width(excerpt.before))
            text += " \(paint("\(number) |", "2")) \(TerminalText.line(excerpt.text))\n"
            text +=
                " \(paint("\(margin) |", "2")) \(lead)\(paint(excerpt.underline(finding), "1;" + color))\n"
        }
        if !finding.help.isEmpty {
            text +=
                " \(margin) \(paint("=", "2")) \(paint("help:", "1")) \(TerminalText.line(finding.help))\n"
        }
        return text
    }

    private func paint(_ text: String, _ code: String) -> String {
        hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The number of findings by severity: `1 error, 2 warnings`.
    package static func count(_ findings: [Finding]) -> String {
        let parts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count, severity.rawValue)"
        }
        return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    }

    /// A finding on one line, as logs have it: `Content/guides/tls.md:8:1: error: … [links/self]`.
    package static func line(_ finding: Finding) -> String {
        "\(finding.file):\(finding.location.line):\(finding.location.column): \(finding.severity.rawValue): \(finding.message) [\(finding.id)]"
    }
}
