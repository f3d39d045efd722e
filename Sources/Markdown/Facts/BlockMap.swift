import Support

/// From the content of one block, which cmark keeps without the prefixes of quotes, lists and indents, back to the
/// bytes of the file.
///
/// cmark's own columns are right only as long as each line is indented like the first, so the content's lines are
/// laid against the file's: a content line is the end of its source line. What cannot be laid is nil.
struct BlockMap {
    let lines: BodyLines
    /// Nil before the first block.
    private(set) var node: Node?
    private var kind = NodeKind.unknown
    private var isMapped = false
    /// The line of the file, from 0, on which cmark says that the block starts.
    private(set) var nodeLine: Int
    /// The line of the file, from 0, on which its content starts.
    private(set) var firstLine = 0
    /// Offsets of the content's lines, in the content.
    private var contentLines: [Int] = []
    /// Offsets of the content's lines, in the file.
    private var sourceLines: [Int?] = []
    /// The indent of the block's first line, which cmark added to each column.
    private var columnShift = 0
    /// The content's offsets of pipes that the file writes with a backslash; only cells have any.
    private var escapedPipes: [Int] = []
    /// Offset in the content after the last inline that was found.
    var cursor = 0
    /// Offset in the content after the last destination that was found; links end in the order in which they are met.
    var linkEnd = 0

    init(_ lines: BodyLines) {
        self.lines = lines
        nodeLine = lines.firstLine
    }

    /// Goes on to a block. It is laid out when something in it is looked for.
    mutating func start(_ node: Node, _ kind: NodeKind) {
        self.node = node
        self.kind = kind
        nodeLine = lines.line(node.firstLine)
        isMapped = false
        cursor = 0
        linkEnd = 0
    }

    /// Lays the block out, unless that was done.
    mutating func mapLines() {
        guard !isMapped, let node else { return }
        isMapped = true
        firstLine = lines.line(Self.line(of: node, kind))
        columnShift = node.indent
        contentLines.removeAll(keepingCapacity: true)
        sourceLines.removeAll(keepingCapacity: true)
        escapedPipes.removeAll(keepingCapacity: true)
        let content = node.content
        contentLines.append(0)
        var from = 0
        while let end = content.position(of: 10, from: from) {
            from = end + 1
            if from < content.count { contentLines.append(from) }
        }
        if kind == .tableCell || kind == .heading {
            mapWithinLines(content, lines.source)
        } else {
            mapWholeLines(content, lines.source)
        }
    }

    /// A heading or a cell is somewhere within its line.
    private mutating func mapWithinLines(_ content: Span<UInt8>, _ source: SourceText) {
        for index in contentLines.indices {
            let piece = content.extracting(contentLine(index, content))
            sourceLines.append(location(piece, in: source, line: source.line(firstLine + index)))
        }
    }

    private mutating func mapWholeLines(_ content: Span<UInt8>, _ source: SourceText) {
        var line = firstLine
        for index in contentLines.indices {
            let piece = content.extracting(contentLine(index, content))
            // A paragraph that began with definitions starts further down than its node says.
            let last = min(index == 0 ? line + Self.mostDefinitionLines : line, source.lineStarts.count - 1)
            var found: Int?
            var candidate = line
            while candidate <= last, found == nil {
                found = Self.ending(with: piece, in: source, line: source.line(candidate))
                candidate += 1
            }
            sourceLines.append(found)
            line = found == nil ? line + 1 : candidate
        }
    }

    /// Lines of definitions before a paragraph that are passed over at most.
    private static let mostDefinitionLines = 64

    /// The line, from 1, on which a block's content starts. A table that ends a paragraph carries the paragraph's
    /// line, and so do the cells of its header: that is two lines above the first row, or one above the end.
    private static func line(of block: Node, _ kind: NodeKind) -> Int {
        guard kind == .tableCell, let row = block.parent, let table = row.parent, row.isHeaderRow else {
            return block.firstLine
        }
        if let next = row.next { return next.firstLine - 2 }
        return max(block.firstLine, table.lastLine - 1)
    }

    /// A line of the content without the white space at its end.
    private func contentLine(_ index: Int, _ content: Span<UInt8>) -> Range<Int> {
        let start = contentLines[index]
        var end = index + 1 < contentLines.count ? contentLines[index + 1] : content.count
        while end > start, content[end - 1].isSpaceOrTab || Self.isLineEnd(content[end - 1]) { end -= 1 }
        return start..<end
    }

    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    private static func ending(with piece: Span<UInt8>, in source: SourceText, line: Range<Int>) -> Int? {
        let bytes = source.bytes.span
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isSpaceOrTab { end -= 1 }
        let start = end - piece.count
        guard start >= line.lowerBound else { return nil }
        return bytes.extracting(start..<end).isSame(as: piece) ? start : nil
    }

    /// A heading or a cell within its line: where its column says, else where it is found.
    private mutating func location(_ piece: Span<UInt8>, in source: SourceText, line: Range<Int>) -> Int? {
        let bytes = source.bytes.span
        let expected = line.lowerBound + columnShift
        if expected >= line.lowerBound, matches(piece, in: bytes, from: expected, to: line.upperBound) {
            return expected
        }
        for start in line where matches(piece, in: bytes, from: start, to: line.upperBound) { return start }
        return nil
    }

    /// Whether `piece` is at `start`, reading `\|` as the pipe that a cell makes of it.
    private mutating func matches(
        _ piece: Span<UInt8>, in bytes: Span<UInt8>, from start: Int, to end: Int
    ) -> Bool {
        escapedPipes.removeAll(keepingCapacity: true)
        var at = start
        for offset in piece.indices {
            let byte = piece[offset]
            if byte == UInt8(ascii: "|"), at + 1 < end, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == byte
            {
                escapedPipes.append(offset)
                at += 1
            }
            guard at < end, bytes[at] == byte else { return false }
            at += 1
        }
        return true
    }

    /// The file's offset of a byte of the content.
    func source(of offset: Int) -> Int? {
        let line = max(0, contentLines.partitionPoint { $0 <= offset } - 1)
        guard line < sourceLines.count, let start = sourceLines[line] else { return nil }
        return start + offset - contentLines[line] + escapedPipes.partitionPoint { $0 <= offset }
    }

    /// The content's offset that cmark means by a line and a column, `shift` lines further down: line ends within
    /// a destination or a title are not counted by cmark.
    func content(line: Int, column: Int, shift: Int = 0) -> Int? {
        guard let node else { return nil }
        let index = line - node.firstLine + shift
        guard column > 0, contentLines.indices.contains(index) else { return nil }
        let offset = contentLines[index] + column - 1 - columnShift
        return offset >= 0 && offset < node.content.count ? offset : nil
    }

    /// Whether the block is a cell whose text holds pipes that the file writes with a backslash.
    var hasEscapedPipes: Bool { !escapedPipes.isEmpty }

    /// Count of the content's lines.
    var lineCount: Int { contentLines.count }

    /// The location of a byte of the content; nil where it could not be found.
    func location(of offset: Int) -> SourceLocation? { source(of: offset).map(lines.source.location) }

    /// The location of the first byte of the block that is no white space.
    var start: SourceLocation { lines.startOfText(nodeLine) }
}
