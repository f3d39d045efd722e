import Markdown

/// Text that a terminal, or the log of a CI run, shows as it is: nothing in it is obeyed, and nothing hides itself. All
/// that the commands print for people goes through it.
package enum TerminalText {
    /// A text of one line. A character that a terminal would obey, or that would hide itself, is shown by its number, such
    /// as `<U+001B>`; a tab is four spaces.
    package static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ (32..<127).contains($0) }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                out.append(contentsOf: "    ".unicodeScalars)
            } else if isHidden(scalar) {
                out.append(contentsOf: escape(scalar).unicodeScalars)
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

    /// Controls (general category Cc), and what Unicode Standard Annex 9 and Technical Standard 39 name as characters that
    /// reorder text or are not seen. Line and paragraph separators are line ends to some terminals.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "<\(InvisibleText.name(of: scalar))>"
    }

    /// The text with a backslash in each workflow command, so that the runner of GitHub Actions finds none: it reads
    /// `::name` at the start of a line after white space, and `##[name]` anywhere in a line.
    ///
    /// Source: `ActionCommand.TryParseV2` and `TryParse` of github.com/actions/runner.
    package static func withoutCommands(_ text: String) -> String {
        joined(
            split(text).map { line in
                let line = replacing("##[", with: "##\\[", in: String(line))
                let lead = line.unicodeScalars.prefix { $0.properties.isWhitespace }
                let rest = line.unicodeScalars.dropFirst(lead.count)
                guard rest.starts(with: "::".unicodeScalars) else { return line }
                return String(lead) + "\\" + String(rest)
            })
    }

    /// A JSON text of the same value in which the runner of GitHub Actions finds no workflow command.
    package static func jsonWithoutCommands(_ json: String) -> String {
        replacing("##[", with: "##\\u005b", in: json)
    }

    /// Scalar by scalar: a mark that joins with a letter before it does not hide that letter.
    private static func replacing(_ mark: String, with other: String, in text: String) -> String {
        guard Array(text.utf8).firstRange(of: Array(mark.utf8)) != nil else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let range = rest.firstRange(of: Array(mark.utf8)) {
            out += rest[..<range.lowerBound]
            out += Array(other.utf8)
            rest = rest[range.upperBound...]
        }
        return String(decoding: out + rest, as: UTF8.self)
    }

    /// The lines of a text, by LF alone. `Character` takes CR LF for one, which is no LF.
    private static func split(_ text: String) -> [Substring.UnicodeScalarView] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") }
}
