import Findings
import Support

/// A row of a table with more or fewer cells than its header.
enum StructureTableColumns: GuideCheck {
    static let check = CheckID.structureTableColumns
    static let finds =
        "A row of a table with more or fewer cells than its header."
    static let why =
        "Cells beyond the header’s are silently dropped, and missing ones leave a gap."
    static let examples = [
        Example(bad: "| a | b |\n| --- | --- |\n⟦| 1 | 2 | 3 |⟧", good: "| a | b |\n| --- | --- |\n| 1 | 2 |")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings: [Finding] = []
        for block in document.blocks where block.kind == .table {
            for line in block.lines.dropFirst(2) {
                guard let cells = cells(in: document.source, line), cells != block.columns else { continue }
                let range = document.source.line(line)
                let start =
                    range.first { !" \t>".utf8.contains(document.source.bytes[$0]) } ?? range.lowerBound
                findings.append(
                    Finding(
                        self, file: context.file, at: document.source.location(of: start),
                        to: document.source.location(of: range.upperBound),
                        "this row has \(cells, "cell"), but the header has \(block.columns)",
                        help: cells > block.columns
                            ? "cells beyond the header's columns are not shown; write a bar within a cell as \\|"
                            : "add the missing cells, even if they are empty"))
            }
        }
        return findings
    }

    /// Number of cells of a line; nil for a line without any.
    private static func cells(in source: SourceText, _ line: Int) -> Int? {
        let range = source.line(line)
        var text = source.bytes[range].drop { " \t>".utf8.contains($0) }
        while let last = text.last, last.isSpaceOrTab { text = text.dropLast() }
        guard !text.isEmpty else { return nil }
        if text.first == UInt8(ascii: "|") { text = text.dropFirst() }
        var count = 1
        var isEscaped = false
        for (offset, byte) in text.enumerated() {
            if byte == UInt8(ascii: "|"), !isEscaped, offset + 1 < text.count { count += 1 }
            // A backslash before a bar escapes it, whatever is before the backslash: so cmark reads a row.
            isEscaped = byte == UInt8(ascii: "\\")
        }
        return count
    }
}
