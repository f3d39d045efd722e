import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Findings
@testable import Reports
@testable import Support

/// Each field of each report, filled with text that means something to the format: another program reads back what
/// was found.
@Suite(.timeLimit(.minutes(15))) struct ReportFieldTests {
    /// Text that some format would take for more than text.
    static let texts = [
        "plain", "a b", "é", "o\u{301}", "日本", "🙂", "%", "%25", "%41", "100 % of", "|", "a|b|c", "\\", "\\|",
        "\\\\|", "\"", "'", "`", "``x``", "]]>", "<b>", "</failure>", "<!--", "&", "&amp;", "&copy;", "&#65;",
        "*x*", "_x_", "~~x~~", "[x](y)", "![x](y)", "https", "#", "?x=1", "a,b", "a:b", "::error::x", "a=b",
        "a;b", "$x", "{{x}}", "+", "@x", "##[x", "a\nb", "a\r\nb", "a\rb", "a\tb", " at 1:2", "[links/self]",
        "help: x", "(x)", "!",
    ]

    enum Format: String, CaseIterable { case text, json, sarif, github, summary, junit }

    static let places: [(start: Support.SourceLocation, end: Support.SourceLocation?)] = [
        (Support.SourceLocation(line: 3, column: 7), Support.SourceLocation(line: 3, column: 12)),
        (Support.SourceLocation(line: 3, column: 7), Support.SourceLocation(line: 5, column: 2)),
        (Support.SourceLocation(line: 3, column: 7), nil),
    ]

    /// Findings with a text in each field, at each kind of place, of each severity, with a fix and without.
    static let findings: [Finding] = texts.enumerated().flatMap { number, text in
        places.enumerated().map { at, place in
            let severity = Severity.allCases[(number + at) % 3]
            let edit = Fix.Edit(
                Support.SourceLocation(line: 3, column: 8), Support.SourceLocation(line: 4, column: 2),
                "edit \(text).",
                replacing: "x")
            let other = Fix.Edit(
                Support.SourceLocation(line: 6, column: 1), Support.SourceLocation(line: 6, column: 3), "",
                replacing: "y")
            return Finding(
                LinksVagueText.self, file: "Content/guides/\(text).\(at).md", at: place.start, to: place.end,
                "message \(text).", help: at == 2 ? "" : "help \(text).", severity: severity,
                fix: at == 1 ? nil : Fix([edit, other], isSafe: at == 0))
        }
    }

    private static func report(_ findings: [Finding], _ format: Format, prefix: String) throws -> String {
        switch format {
        case .text:
            var report = FindingText(site: "/nowhere", hasColor: false)
            return findings.map { report.text($0) }.joined()
        case .json: return try JSONDocument(findings, guides: 1, links: 0, before: nil, seconds: 0).text()
        case .sarif: return try SARIFLog(findings, site: "/nowhere", prefix: prefix).text()
        // Ten of a kind are shown, so each has a report of its own.
        case .github:
            return findings.map { GitHubReporter.commands([$0], prefix: prefix, hasSummary: true) }.joined()
        case .summary: return GitHubReporter.summary(findings, prefix: prefix)
        case .junit:
            return JUnitReporter.text(
                findings, files: findings.map(\.file), failing: .warning, time: "2026-01-01T00:00:00")
        }
    }

    /// What a reader of a format has to get from a finding.
    private static func expected(_ finding: Finding, _ format: Format, prefix: String) -> ForeignReport {
        var entry = ForeignReport(
            severity: finding.severity.rawValue, id: finding.id, file: finding.file,
            line: Int(finding.location.line),
            column: Int(finding.location.column), message: finding.message)
        if [.json, .sarif, .github].contains(format) {
            entry.endLine = finding.end.map { Int($0.line) }
            entry.endColumn = finding.end.map { Int($0.column) }
        }
        if [.sarif, .github, .summary].contains(format) { entry.file = prefix + finding.file }
        if format != .github, format != .sarif { entry.help = finding.help }
        if format == .json || format == .sarif {
            entry.edits = finding.fix?.edits.map {
                ForeignReport.Edit(
                    line: Int($0.start.line), column: Int($0.start.column), endLine: Int($0.end.line),
                    endColumn: Int($0.end.column), text: $0.text)
            }
        }
        switch format {
        case .json: entry.isSafe = finding.fix?.isSafe
        case .sarif:
            if !finding.help.isEmpty { entry.message = "\(finding.message); \(finding.help)" }
            if finding.fix != nil { entry.help = finding.help.isEmpty ? "fix it" : finding.help }
        case .github:
            if !finding.help.isEmpty { entry.message = "\(finding.message)\n\(finding.help)" }
            // GitHub takes columns of one line alone.
            if entry.endLine != entry.line { entry.endColumn = nil }
        case .junit: if finding.severity < .warning { entry.help = nil }
        case .text, .summary: break
        }
        // Only these say a line end in another way; a tab is four spaces to all that people read.
        func shown(_ text: String?) -> String? {
            guard format != .json, format != .sarif, format != .junit else { return text }
            guard let text else { return nil }
            let line =
                switch format {
                case .summary: text.lines.joined(separator: " ")
                default: text
                }
            return format == .github ? line.replacing("\t", with: "    ") : TerminalText.line(line)
        }
        (entry.file, entry.message, entry.help) = (shown(entry.file), shown(entry.message), shown(entry.help))
        return entry
    }

    @Test(arguments: Format.allCases, ["", "a folder/é|b:c/", "a:b/"])
    func othersReadWhatWasFound(_ format: Format, _ prefix: String) throws {
        let read = try ForeignReport.read(
            try Self.report(Self.findings, format, prefix: prefix), format.rawValue)
        #expect(read.count == Self.findings.count)
        var order = Self.findings
        // A suite a file, in order of the files.
        if format == .junit { order.sort { $0.file < $1.file } }
        for (finding, entry) in zip(order, read) {
            let expected = Self.expected(finding, format, prefix: prefix)
            #expect(entry == expected, "\(finding.message.debugDescription)")
        }
    }
}
