import TestSupport
import Testing

@testable import Analysis
@testable import Markdown
@testable import Support

/// The check counts the cells of a row as the parser does: a header is one only where the line below it has as many.
@Suite(.timeLimit(.minutes(15))) struct TableCellTests {
    static let rows = [
        "| a | b |", "a | b", "| a | b", "a | b |", "| a |", "| a \\| b |", "| a \\\\| b |",
        "| a \\\\\\| b |",
        "| a \\\\ | b |", "| a \\\\\\\\| b |", "| a | b \\\\|", "| a | b \\|", "| `a|b` |", "| `a\\|b` |",
        "| a || b |", "| | |", "|  |", "| \\a | b |", "| é | 日 |", "|a|b|c|", "| a | b | ", "| a | b |\t",
        "| \\ | b |", "| a\\ | b |", "| a \\\\", "| a | \\\\ |",
    ]

    /// How many cells the parser sees in a line; nil for one that it takes for no header.
    private static func count(_ row: String) -> Int? {
        (1...8).first { columns in
            let text = "\(row)\n|\(String(repeating: " - |", count: columns))\n"
            let source = SourceText(Array(text.utf8))
            let document = Document(
                source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter())
            return document.blocks.contains { $0.kind == .table && $0.columns == columns }
        }
    }

    private static func random(_ seed: UInt64) -> [String] {
        var random = Seeded(seed)
        let pieces = ["|", "|", "\\", "\\\\", "a", " ", "`", "b", "é", "*", "\\|"]
        return (0..<40).map { _ in
            "| a"
                + (0..<Int.random(in: 1..<9, using: &random)).map { _ in pieces.randomElement(using: &random)!
                }.joined()
        }
    }

    @Test(arguments: [rows] + (1...5).map { random($0) })
    func areCountedAsTheParserDoes(_ rows: [String]) async throws {
        var told = 0
        let known = rows.map { ($0, Self.count($0)) }
        for columns in 1...4 {
            let head =
                "|" + String(repeating: " h |", count: columns) + "\n|"
                + String(repeating: " - |", count: columns) + "\n"
            // A table each, so that no row is one of another table.
            let text = known.map { head + $0.0 }.joined(separator: "\n\n")
            let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", text)], templates: false)
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options)
            let lines = found.filter { $0.id == "structure/table-columns" }
            for (number, (row, count)) in known.enumerated() {
                guard let count else { continue }
                told += 1
                let line = 8 + number * 4 + 2
                let own = lines.filter { Int($0.location.line) == line }
                #expect(own.isEmpty == (count == columns), "\(row): \(count) in \(columns): \(own)")
                for finding in own {
                    #expect(
                        finding.message.hasPrefix("this row has \(count) cell"), "\(row): \(finding.message)")
                    #expect(finding.location.column == 1)
                    #expect(finding.end.map { Int($0.column) } == row.unicodeScalars.count + 1, "\(row)")
                }
            }
        }
        #expect(told > 2 * rows.count, "too few rows are headers to tell anything")
    }
}
