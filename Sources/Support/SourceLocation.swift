/// Location in a text, such as 12:5: line and column, both from 1. The column counts characters (Unicode scalars), not
/// bytes.
package struct SourceLocation: Sendable, Hashable, Comparable {
    package var line: Int32
    package var column: Int32
    /// Of a text that was put together from several files, the number of the one that this is in; 0 for the file itself.
    package var file: UInt16 = 0

    package init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    /// The start of a file.
    package static let start = SourceLocation(line: 1, column: 1)

    package static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }

    /// The location some characters further on, on the same line.
    package func advanced(by columns: Int) -> SourceLocation {
        var moved = self
        moved.column = Int32(clamping: Int(column) + columns)
        return moved
    }
}
