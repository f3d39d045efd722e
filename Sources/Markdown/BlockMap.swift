import CCMarkGFM
import Glibc

/// From the content of one block, which cmark keeps without the prefixes of quotes, lists and indents, back to the
/// bytes of the file.
///
/// cmark's own columns are right only as long as each line is indented like the first, so the content's lines are
/// laid against the file's: a content line is the end of its source line. What cannot be laid is nil.
struct BlockMap {
    /// The content, as cmark keeps it with the block.
    private(set) var content = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// The offset of each content line, in the content.
    private var contentLines: [Int] = []
    /// The offset of each content line, in the file.
    private var sourceLines: [Int?] = []
    /// The line on which the block starts, counted from 0.
    private(set) var firstLine = 0
    /// What cmark added to each column: the indent of the block's first line.
    private var columnShift = 0
    private var node: Node?
    /// The content's offsets of pipes that the file writes with a backslash; only cells have any.
    private var escapedPipes: [Int] = []

    /// Lays `block` out, unless that was done by the call before.
    mutating func lay(_ block: Node, kind: NodeKind, source: SourceText, firstBodyLine: Int) {
        guard node != block else { return }
        node = block
        content = UnsafeBufferPointer(
            start: UnsafePointer(block.pointee.content.ptr), count: Int(block.pointee.content.size))
        firstLine = Self.line(of: block, kind: kind) - 1 + firstBodyLine
        columnShift = Int(block.pointee.start_column) - 1 + Int(block.pointee.internal_offset)
        contentLines.removeAll(keepingCapacity: true)
        sourceLines.removeAll(keepingCapacity: true)
        escapedPipes.removeAll(keepingCapacity: true)
        contentLines.append(0)
        if let base = content.baseAddress {
            var from = 0
            while from < content.count, let found = memchr(base + from, 10, content.count - from) {
                from = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
                if from < content.count { contentLines.append(from) }
            }
        }
        let isWithinLine = kind == .tableCell || kind == .heading
        source.bytes.withUnsafeBufferPointer { bytes in
            var line = firstLine
            for index in contentLines.indices {
                let piece = contentLine(index)
                if isWithinLine {
                    sourceLines.append(location(piece, in: bytes, line: source.line(line)))
                    line += 1
                    continue
                }
                // A paragraph that began with definitions starts further down than its node says.
                var laid: Int?
                var candidate = line
                while candidate < source.lineStarts.count, laid == nil {
                    laid = Self.ending(with: piece, in: bytes, line: source.line(candidate))
                    candidate += 1
                    if index > 0 { break }
                    if candidate > line + 64 { break }
                }
                sourceLines.append(laid)
                line = laid == nil ? line + 1 : candidate
            }
        }
    }

    /// The line, from 1, on which a block's content starts. A table that ends a paragraph carries the paragraph's
    /// line, and so do the cells of its header: that is two lines above the first row, or one above the end.
    private static func line(of block: Node, kind: NodeKind) -> Int {
        guard kind == .tableCell, let row = block.pointee.parent, let table = row.pointee.parent,
            cmark_gfm_extensions_get_table_row_is_header(row) != 0
        else { return Int(block.pointee.start_line) }
        if let next = row.pointee.next { return Int(next.pointee.start_line) - 2 }
        return max(Int(block.pointee.start_line), Int(table.pointee.end_line) - 1)
    }

    private func contentLine(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = contentLines[index]
        var end = index + 1 < contentLines.count ? contentLines[index + 1] : content.count
        while end > start,
            content[end - 1] == 10 || content[end - 1] == 13 || content[end - 1] == 32
                || content[end - 1] == 9
        { end -= 1 }
        return UnsafeBufferPointer(rebasing: content[start..<end])
    }

    private static func ending(
        with piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>
    ) -> Int? {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        let start = end - piece.count
        guard start >= line.lowerBound else { return nil }
        return sameBytes(UnsafeBufferPointer(rebasing: bytes[start..<end]), piece) ? start : nil
    }

    /// A heading or a cell is somewhere within its line: where its column says, else where it is found.
    private mutating func location(
        _ piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>
    ) -> Int? {
        let expected = line.lowerBound + columnShift
        if expected >= line.lowerBound, matches(piece, in: bytes, from: expected, to: line.upperBound) {
            return expected
        }
        for start in line where matches(piece, in: bytes, from: start, to: line.upperBound) { return start }
        return nil
    }

    /// Whether `piece` is at `start`, reading `\|` as the pipe that a cell makes of it.
    private mutating func matches(
        _ piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int,
        to end: Int
    ) -> Bool {
        escapedPipes.removeAll(keepingCapacity: true)
        var at = start
        for (offset, byte) in piece.enumerated() {
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
    func content(line: Int32, column: Int32, shift: Int = 0) -> Int? {
        guard let node else { return nil }
        let index = Int(line - node.pointee.start_line) + shift
        guard column > 0, contentLines.indices.contains(index) else { return nil }
        let offset = contentLines[index] + Int(column) - 1 - columnShift
        return offset >= 0 && offset < content.count ? offset : nil
    }

    /// Whether the block is a cell whose text holds pipes that the file writes with a backslash.
    var hasEscapedPipes: Bool { !escapedPipes.isEmpty }

    /// How many lines the content has.
    var lineCount: Int { contentLines.count }
}

/// The first place of `piece` in `bytes[from..<to]`.
func find(
    _ piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int
) -> Int? {
    guard let needle = piece.baseAddress, let base = bytes.baseAddress, piece.count > 0 else { return nil }
    var at = from
    while at + piece.count <= to, let found = memchr(base + at, Int32(needle[0]), to - piece.count + 1 - at) {
        at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        if memcmp(base + at, needle, piece.count) == 0 { return at }
        at += 1
    }
    return nil
}

package func find(_ piece: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> Int? {
    find(
        UnsafeBufferPointer(start: piece.utf8Start, count: piece.utf8CodeUnitCount), in: bytes, from: from,
        to: to)
}
