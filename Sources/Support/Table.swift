/// A table for a terminal: columns with two spaces between them, each as wide as its widest cell.
package struct Table {
    /// The rows in order, all with the same number of cells; the first may be a head.
    private let rows: [[String]]
    /// Columns, from 0, whose cells end at one line instead of starting at one: numbers.
    private let rightAligned: Set<Int>

    /// - Parameter rightAligned: columns of numbers, from 0.
    package init(_ rows: [[String]], rightAligned: Set<Int> = []) {
        self.rows = rows
        self.rightAligned = rightAligned
    }

    /// A line for each row, without a line end or spaces at its end: `spf    error  12`. Characters that a terminal
    /// would obey are shown by their numbers.
    package var lines: [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], TerminalText.width(cell))
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - TerminalText.width(cell))
                return rightAligned.contains(column)
                    ? space + TerminalText.line(cell) : TerminalText.line(cell) + space
            }
            let line = cells.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }
    }
}
