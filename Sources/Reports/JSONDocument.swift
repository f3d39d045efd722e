import Findings
import Publishing
import Support

/// Findings, and the figures of a check or a build, as one JSON object.
struct JSONDocument: Encodable {
    struct Entry: Encodable {
        var id: String
        var severity: String
        var file: String
        var line: Int
        var column: Int
        var endLine: Int?
        var endColumn: Int?
        var message: String
        var help: String
        var fix: FixEntry?
    }

    struct FixEntry: Encodable {
        var safe: Bool
        var edits: [EditEntry]
        /// The slug that `--fix` gives the guide.
        var rename: String?
    }

    /// A replacement of the text from one location up to another.
    struct EditEntry: Encodable {
        var line: Int
        var column: Int
        var endLine: Int
        var endColumn: Int
        var text: String
    }

    struct BuildSummary: Encodable {
        var guides: Int
        var written: Int
        var unchanged: Int
        var removed: Int
        var links: Int
        var seconds: Double
    }

    struct CheckSummary: Encodable {
        var guides: Int
        var links: Int
        var errors: Int
        var warnings: Int
        var notes: Int
        /// Findings that were there before, with `--since`.
        var before: Int?
        var seconds: Double
    }

    enum Summary: Encodable {
        case build(BuildSummary)
        case check(CheckSummary)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .build(let summary): try summary.encode(to: encoder)
            case .check(let summary): try summary.encode(to: encoder)
            }
        }
    }

    private var findings: [Entry]
    /// Things to know that are in no file; nil where there are none.
    private var notices: [String]?
    private var summary: Summary

    /// The report of a build. Notes are for the writer, so they are left out.
    init(_ report: Build.Report, seconds: Double) {
        findings = report.findings.filter { $0.severity > .note }.map(Self.entry)
        notices = report.notices.isEmpty ? nil : report.notices
        summary = .build(
            BuildSummary(
                guides: report.guides, written: report.written, unchanged: report.unchanged,
                removed: report.removed, links: report.links, seconds: Self.rounded(seconds)))
    }

    /// The report of a check.
    init(
        _ findings: [Finding], notices: [String] = [], guides: Int, links: Int, before: Int?, seconds: Double
    ) {
        self.findings = findings.map(Self.entry)
        self.notices = notices.isEmpty ? nil : notices
        func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
        summary = .check(
            CheckSummary(
                guides: guides, links: links, errors: count(.error), warnings: count(.warning),
                notes: count(.note), before: before, seconds: Self.rounded(seconds)))
    }

    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

    private static func entry(_ finding: Finding) -> Entry {
        Entry(
            id: finding.id, severity: finding.severity.rawValue, file: finding.file,
            line: Int(finding.location.line), column: Int(finding.location.column),
            endLine: finding.end.map { Int($0.line) }, endColumn: finding.end.map { Int($0.column) },
            message: finding.message, help: finding.help,
            fix: finding.reportedFix.map { fix in
                FixEntry(
                    safe: fix.isSafe,
                    edits: fix.edits.map {
                        EditEntry(
                            line: Int($0.start.line), column: Int($0.start.column), endLine: Int($0.end.line),
                            endColumn: Int($0.end.column), text: $0.text)
                    }, rename: fix.name)
            })
    }

    func text() throws -> String { try MachineText.json(self) }
}
