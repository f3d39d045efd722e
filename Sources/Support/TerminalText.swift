/// Text that a terminal, or the log of a CI run, shows as it is: nothing in it is obeyed, and nothing hides itself. All
/// that the commands print for people goes through it.
package enum TerminalText {
    /// A text of one line. A character that a terminal would obey, or that would hide itself, is shown by its number,
    /// such as `<U+001B>`; a tab is four spaces.
    package static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ (32..<127).contains($0) }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                out.append(contentsOf: "    ".unicodeScalars)
            } else if InvisibleText.isUnfitForReports(scalar) {
                out.append(contentsOf: shown(scalar).unicodeScalars)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }

    /// A text of several lines, which end with LF.
    package static func lines(_ text: String) -> String {
        joined(split(text).map { line(String($0)) })
    }

    /// The columns that a line fills on a terminal: 2 for `中`, none for a combining mark, 4 for a tab.
    package static func width(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (32..<127).contains($0) }) { return text.utf8.count }
        return line(text).unicodeScalars.reduce(0) { width, scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: width
            default: width + (isWide(scalar) ? 2 : 1)
            }
        }
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

    /// A character by its number, such as `<U+001B>`.
    static func shown(_ scalar: Unicode.Scalar) -> String {
        "<\(InvisibleText.name(of: scalar))>"
    }

    /// The text with a backslash in each workflow command, so that the runner of GitHub Actions finds none: it reads
    /// `::name` at the start of a line after white space, and `##[name]` anywhere in a line.
    ///
    /// Source: `ActionCommand.TryParseV2` and `TryParse` of github.com/actions/runner.
    package static func withoutCommands(_ text: String) -> String {
        joined(
            split(text).map { line in
                let line = String(line).replacingBytes("##[", with: "##\\[")
                let lead = line.unicodeScalars.prefix { $0.properties.isWhitespace }
                let rest = line.unicodeScalars.dropFirst(lead.count)
                guard rest.starts(with: "::".unicodeScalars) else { return line }
                return String(lead) + "\\" + String(rest)
            })
    }

    /// The lines of a text, by LF alone. `Character` takes CR LF for one, which is no LF.
    private static func split(_ text: String) -> [Substring.UnicodeScalarView] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") }
}
