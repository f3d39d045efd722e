/// Location in a text, such as 12:5: line and column, both from 1. The column counts characters (Unicode scalars), not
/// bytes.
package struct SourceLocation: Sendable, Hashable, Comparable {
    package var line: Int32
    package var column: Int32

    package init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    /// The start of a file.
    package static let start = SourceLocation(line: 1, column: 1)

    package static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}
