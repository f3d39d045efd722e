import Comparison
import Support

/// The changes of a site since a revision, as a comment on a pull request.
package enum SiteDiffMarkdown {
    /// The report for a comment on a pull request.
    package static func text(_ diff: SiteDiff, since revision: String) -> String {
        var text =
            diff.isEmpty
            ? "Nothing that is published differs from \(code(revision)).\n"
            : "**Since \(code(revision)): \(SiteDiffText.summary(diff))**\n"
        for guide in diff.guides where !guide.isPageAlone {
            text += "\n### \(guide.kind.rawValue.capitalized): \(code(guide.address))\n"
            if let related = guide.related {
                text +=
                    "\nRelated guides: \(related.before.joined(separator: ", ")) → \(related.now.joined(separator: ", "))\n"
            }
            let fence = fence(around: guide.diff)
            text += "\n\(fence)diff\n\(guide.diff)\(fence)\n"
        }
        if !diff.pagesAlone.isEmpty {
            text +=
                "\nPages whose twins are the same: \(diff.pagesAlone.map { code($0.page) }.joined(separator: ", "))\n"
        }
        if !diff.files.isEmpty { text += "\nOther files: \(diff.files.map(code).joined(separator: ", "))\n" }
        for (title, list) in [("New findings", diff.new), ("Fixed findings", diff.fixed)]
        where !list.isEmpty {
            text += "\n### \(title)\n\n" + list.map { "- \(code(SiteDiffText.line($0)))\n" }.joined()
        }
        return text
    }

    private static func code(_ text: String) -> String { "`\(text.replacingBytes("`", with: "'"))`" }

    /// A fence longer than any run of backticks in a text.
    private static func fence(around text: String) -> String {
        var longest = 3
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run + 1)
        }
        return String(repeating: "`", count: longest)
    }
}
