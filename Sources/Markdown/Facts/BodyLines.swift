import Support

/// The lines of a body in its file. cmark counts lines from the body's first, as 1; a file's lines are counted from 0.
struct BodyLines {
    let source: SourceText
    /// The line of the file on which the body starts.
    let firstLine: Int

    init(_ source: SourceText, firstLine: Int) {
        self.source = source
        self.firstLine = firstLine
    }

    /// The line of the file on which a node starts.
    func line(of node: Node) -> Int { line(node.firstLine) }

    /// The line of the file that cmark counts as `line`.
    func line(_ line: Int) -> Int { line - 1 + firstLine }

    /// The lines of the file on which a node is.
    func lines(of node: Node) -> ClosedRange<Int> {
        let start = line(node.firstLine)
        return start...max(start, line(node.lastLine))
    }

    /// The location of the first byte of a line that is no white space.
    func startOfText(_ line: Int) -> SourceLocation {
        let range = source.line(line)
        let start = range.first { !source.bytes[$0].isSpaceOrTab } ?? range.lowerBound
        return source.location(of: start)
    }
}
