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
        var last = line(node.lastLine)
        if node.kind == .heading, node.isUnderlined {
            // cmark counts the line after it too, unless it is the last one of the text.
            if let next = node.next { last = min(last, line(next.firstLine) - 1) }
            if last > start, !isUnderline(min(last, source.lineStarts.count - 1)) { last -= 1 }
        }
        if node.kind == .htmlBlock {
            // cmark does not count the line on which a comment ends.
            let ends = node.literal.count { $0 == 10 }
            last =
                start + ends - (node.literal.count > 0 && node.literal[node.literal.count - 1] == 10 ? 1 : 0)
        }
        return start...max(start, last)
    }

    /// Whether a line holds nothing but `=` or `-` behind the marks of quotes.
    private func isUnderline(_ line: Int) -> Bool {
        let text = source.bytes[source.line(line)].drop { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }
        guard let sign = text.first, "=-".utf8.contains(sign) else { return false }
        return text.drop { $0 == sign }.allSatisfy(\.isSpaceOrTab)
    }

    /// The location of the first byte of a line that is no white space.
    func startOfText(_ line: Int) -> SourceLocation {
        let range = source.line(line)
        let start = range.first { !source.bytes[$0].isSpaceOrTab } ?? range.lowerBound
        return source.location(of: start)
    }
}
