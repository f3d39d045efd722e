import Checks
import Findings
import OutputChecks
import Support

/// The description of a check: on a terminal, in SARIF, and on the pages of `CheckPage`.
package enum CheckText {
    private static func name(_ kind: Example.Kind) -> String? {
        switch kind {
        case .body, .described: nil
        case .head: "in the front matter"
        case .file(let path): path
        }
    }

    /// The severity of a check's findings, and whether the site may change it.
    static func severity(_ check: any Check.Type) -> String {
        check.check.isAlwaysError ? "always an error" : check.severity.rawValue
    }

    /// The text of `guides explain`.
    package static func plain(_ check: any Check.Type) -> String {
        var text = "\(check.id) (\(severity(check)))\n\nFinds: \(check.finds)\nWhy: \(check.why)\n"
        for example in check.examples {
            let note = name(example.kind).map { ", \($0)" } ?? ""
            text += "\nBad\(note):\n\n\(indented(example.bad))\n\nGood:\n\n\(indented(example.good))\n"
        }
        return text
    }

    private static func indented(_ text: String) -> String {
        lines(text).map { $0.isEmpty ? "" : "    " + TerminalText.line($0) }.joined(separator: "\n")
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.lines
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    /// A check's part of the documentation.
    static func markdown(_ check: any Check.Type) -> String {
        var text = "\(check.finds) \(check.why)\n"
        for example in check.examples {
            let note = name(example.kind).map { $0.contains("/") ? " (`\($0)`)" : " (\($0))" } ?? ""
            text += "\nBad\(note):\n\n\(fenced(example.bad))\n\nGood:\n\n\(fenced(example.good))\n"
        }
        return text
    }

    /// A text in a fence longer than any within it.
    private static func fenced(_ text: String) -> String {
        var fence = "```"
        while text.contains(fence) { fence += "`" }
        return "\(fence)text\n\(lines(text).map(TerminalText.line).joined(separator: "\n"))\n\(fence)"
    }

    /// The list of checks, one a line.
    ///
    /// - Parameter group: lists those of this group alone, such as `links`; nil for all.
    package static func list(of group: String?) -> String {
        let checks = CheckCatalog.all.filter { group == nil || $0.check.group == group }
        return Table(checks.map { [$0.id, $0.severity.rawValue, $0.finds] }).lines.joined(separator: "\n")
    }
}
