import Findings
import Support

/// The part of a source line around a character that a terminal shows on one line.
package struct SourceExcerpt {
    /// The part, with `…` where the line goes on.
    package let text: String
    /// The beginning of `text`, up to the character.
    package let before: String
    private let line: [Unicode.Scalar]
    /// The characters of the line that are shown.
    private let shown: Range<Int>

    /// More characters of a line than this would wrap on most terminals, and the caret would point nowhere.
    private static let widest = 90

    /// - Parameter column: the character's, from 0.
    package init(of line: [Unicode.Scalar], around column: Int) {
        self.line = line
        guard line.count > Self.widest else {
            (text, before) = (Self.string(line), Self.string(line.prefix(column)))
            shown = 0..<line.count
            return
        }
        let start = max(0, min(column - Self.widest * 3 / 5, line.count - Self.widest))
        let end = min(line.count, start + Self.widest)
        let lead = start > 0 ? "…" : ""
        text = lead + Self.string(line[start..<end]) + (end < line.count ? "…" : "")
        before = lead + Self.string(line[start..<max(start, min(column, end))])
        shown = start..<end
    }

    /// A caret, and more of them as far as a finding of this line reaches on the part that is shown: `^^^^`.
    package func underline(_ finding: Finding) -> String {
        guard let end = finding.end, end.line == finding.location.line, end.column > finding.location.column
        else {
            return "^"
        }
        let start = Int(finding.location.column) - 1
        let last = min(Int(end.column) - 1, shown.upperBound)
        let scalars = line.dropFirst(start).prefix(max(0, last - start))
        return String(repeating: "^", count: max(1, TerminalText.width(Self.string(scalars))))
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
