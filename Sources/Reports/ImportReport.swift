import Importing
import Support

/// The table with which an import ends.
package struct ImportReport: Encodable, Sendable {
    private var generator: ImportKind
    private var guides: Int
    private var files: Int
    private var written: Int
    private var unchanged: Int
    private var removed: Int
    /// Counts of entries.
    private var carried: Int
    private var changed: Int
    private var left: Int
    private var entries: [ImportEntry]
    private let source: String
    private let site: String
    private let isDryRun: Bool

    private enum CodingKeys: String, CodingKey {
        case generator, guides, files, written, unchanged, removed, carried, changed, left, entries
    }

    package init(
        _ plan: ImportPlan, _ outcome: ImportWriter.Report, source: String, site: String, isDryRun: Bool
    ) {
        generator = plan.kind
        guides = plan.guides
        files = plan.files.count
        (written, unchanged, removed) = (outcome.written, outcome.unchanged, outcome.removed)
        let all = plan.entries + outcome.entries
        entries = all
        func count(_ kind: ImportEntry.Outcome) -> Int { all.count { $0.outcome == kind } }
        (carried, changed, left) = (count(.carried), count(.changed), count(.left))
        self.source = source
        self.site = site
        self.isDryRun = isDryRun
    }

    package func json() throws -> String { try MachineText.json(self, .readable) }

    /// A line for each entry, `left` last, since that is what a person has to do; then the counts.
    package func text() -> String {
        var rows: [[String]] = []
        for outcome in ImportEntry.Outcome.allCases {
            for entry in entries where entry.outcome == outcome {
                rows.append([outcome.rawValue, "\(entry.file):\(entry.line)", entry.what])
            }
        }
        let into = site == "." ? "" : " --site \(ShellWord.path(site))"
        let would = isDryRun ? "would be " : ""
        let end = [
            "",
            "\(guides, "guide") of \(generator.rawValue): \(carried) carried, \(changed) changed, \(left) left",
            "\(written, "file") \(would)written, \(unchanged) unchanged, \(removed) \(would)removed",
        ]
        let next = isDryRun ? [] : ["", "Next: guides check\(into)"]
        return (rows.map { $0.joined(separator: "  ") }.map(TerminalText.line) + end + next).joined(
            separator: "\n")
    }
}
