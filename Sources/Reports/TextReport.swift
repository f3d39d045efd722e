import Analysis
import Findings
import Support

/// Findings as a compiler prints them: the place, the message, the source line with a caret, and what to do.
package struct TextReport {
    package let hasColor: Bool
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
            let excerpt = Self.excerpt(of: line, around: Int(finding.location.column) - 1)
            text += " \(paint("\(number) |", "2")) \(TerminalText.line(excerpt.text))\n"
            text +=
                " \(paint("\(margin) |", "2")) \(Self.spaces(excerpt.before))\(paint(Self.underline(finding, line, shown: excerpt.shown), "1;" + color))\n"
        }
        if !finding.help.isEmpty {
            text +=
                " \(margin) \(paint("=", "2")) \(paint("help:", "1")) \(TerminalText.line(finding.help))\n"
        }
        return text
    }

    /// A caret, and more of them as far as a finding reaches on the part of its line that is shown.
    package static func underline(_ finding: Finding, _ line: [Unicode.Scalar], shown: Range<Int>) -> String {
        guard let end = finding.end, end.line == finding.location.line, end.column > finding.location.column
        else {
            return "^"
        }
        let start = Int(finding.location.column) - 1
        let last = min(Int(end.column) - 1, shown.upperBound)
        let scalars = line.dropFirst(start).prefix(max(0, last - start))
        return String(repeating: "^", count: max(1, spaces(string(scalars)).count))
    }

    private func paint(_ text: String, _ code: String) -> String {
        hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The part of a line around a character that a terminal shows on one line, what comes before the character, and
    /// which characters of the line they are.
    package static func excerpt(of scalars: [Unicode.Scalar], around column: Int) -> (
        text: String, before: String, shown: Range<Int>
    ) {
        guard scalars.count > widest else {
            return (string(scalars), string(scalars.prefix(column)), 0..<scalars.count)
        }
        let start = max(0, min(column - widest * 3 / 5, scalars.count - widest))
        let end = min(scalars.count, start + widest)
        let lead = start > 0 ? "…" : ""
        return (
            lead + string(scalars[start..<end]) + (end < scalars.count ? "…" : ""),
            lead + string(scalars[start..<max(start, min(column, end))]), start..<end
        )
    }

    /// More characters of a line than this would wrap on most terminals, and the caret would point nowhere.
    private static let widest = 90

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// As many spaces as `text` is wide on a terminal.
    package static func spaces(_ text: String) -> String {
        var width = 0
        for scalar in TerminalText.line(text).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: break
            default: width += isWide(scalar) ? 2 : 1
            }
        }
        return String(repeating: " ", count: width)
    }

    /// The blocks of East Asian Width W and F, and emoji (Unicode Annex 11), roughly.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// How many findings there are, by severity.
    package static func count(_ findings: [Finding]) -> String {
        let parts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count, severity.rawValue)"
        }
        return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    }
}
