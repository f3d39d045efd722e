import Foundation

/// A build's findings and figures as one JSON object.
package struct JSONReport: Encodable {
    struct Entry: Encodable {
        var id: String
        var severity: String
        var file: String
        var line: Int
        var column: Int
        var message: String
        var help: String
    }

    struct Summary: Encodable {
        var guides: Int
        var written: Int
        var unchanged: Int
        var removed: Int
        var links: Int
        var seconds: Double
    }

    private var findings: [Entry]
    private var summary: Summary

    /// Notes are for the writer, so they are left out.
    package init(_ report: Build.Report, seconds: Double) {
        findings = report.findings.filter { $0.severity > .note }.map {
            Entry(
                id: $0.id, severity: $0.severity.rawValue, file: $0.file, line: Int($0.place.line),
                column: Int($0.place.column), message: $0.message, help: $0.help)
        }
        summary = Summary(
            guides: report.guides, written: report.written, unchanged: report.unchanged,
            removed: report.removed,
            links: report.links, seconds: (seconds * 1000).rounded() / 1000)
    }

    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
