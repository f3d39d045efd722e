import Comparison
import Findings
import Support

/// The changes of a site since a revision, as `guides changed` prints them on a terminal.
package enum SiteDiffText {
    /// The report for a terminal.
    package static func text(_ diff: SiteDiff, since revision: String) -> String {
        var text =
            diff.isEmpty
            ? "Nothing that is published differs from \(revision).\n"
            : "Since \(revision): \(summary(diff))\n"
        for guide in diff.guides where !guide.isPageAlone {
            text += "\n\(guide.kind.rawValue): \(guide.address)  \(TerminalText.line(guide.title))\n"
            if let related = guide.related {
                text +=
                    "  related: \(related.before.joined(separator: ", ")) → \(related.now.joined(separator: ", "))\n"
            }
            text += guide.diff.lines.dropLast().map { TerminalText.line($0) + "\n" }.joined()
        }
        if !diff.pagesAlone.isEmpty {
            text +=
                "\npages whose twins are the same: \(diff.pagesAlone.map(\.page).joined(separator: ", "))\n"
        }
        if !diff.files.isEmpty { text += "\nother files: \(diff.files.joined(separator: ", "))\n" }
        for (title, list) in [("new findings", diff.new), ("fixed findings", diff.fixed)]
        where !list.isEmpty {
            text += "\n\(title):\n" + list.map { "  \(line($0))\n" }.joined()
        }
        return text
    }

    /// The number of guides and files that differ: `2 changed, 1 moved, 3 other files`.
    static func summary(_ diff: SiteDiff) -> String {
        func count(_ kind: SiteDiff.Guide.Kind) -> String? {
            let count = diff.guides.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let parts = [
            count(.changed), count(.moved), count(.added), count(.removed),
            diff.files.isEmpty ? nil : "\(diff.files.count, "other file")",
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// A finding on one line.
    static func line(_ finding: Finding) -> String {
        TerminalText.line(FindingText.line(finding))
    }
}
