import Glibc

/// A spot in a text: line and column, both from 1; the column counts characters (Unicode scalars), not bytes.
package struct Place: Sendable, Hashable, Comparable {
    package var line: Int32
    package var column: Int32

    package init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    /// The start of a file.
    package static let start = Place(line: 1, column: 1)

    package static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A text and where its lines start. A line ends as CommonMark says (section 2.1): LF, CR LF, or CR alone.
package struct SourceText: Sendable {
    package let bytes: [UInt8]
    /// The offset of each line's first byte; texts are far shorter than four gigabytes.
    package private(set) var lineStarts: [UInt32]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 40 + 4)
        bytes.withUnsafeBufferPointer { view in
            guard let base = view.baseAddress else { return }
            let hasReturn = memchr(base, 13, view.count) != nil
            if !hasReturn {
                var from = 0
                while from < view.count, let found = memchr(base + from, 10, view.count - from) {
                    from = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
                    starts.append(UInt32(from))
                }
            } else {
                var index = 0
                while index < view.count {
                    if view[index] == 10 {
                        starts.append(UInt32(index + 1))
                    } else if view[index] == 13 {
                        if index + 1 < view.count, view[index + 1] == 10 { index += 1 }
                        starts.append(UInt32(index + 1))
                    }
                    index += 1
                }
            }
        }
        lineStarts = starts
    }

    /// Lets go of the line starts; no line can be asked for after that.
    package mutating func forgetLines() { lineStarts = [] }

    /// The line, from 0, in which the byte at `offset` lies.
    package func lineIndex(of offset: Int) -> Int {
        max(0, lineStarts.partitionPoint { Int($0) <= offset } - 1)
    }

    /// The bytes of a line, counted from 0, without its line end.
    package func line(_ index: Int) -> Range<Int> {
        guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
        let start = Int(lineStarts[index])
        var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
        if end > start, bytes[end - 1] == 10 { end -= 1 }
        if end > start, bytes[end - 1] == 13 { end -= 1 }
        return start..<end
    }

    /// The spot of the byte at `offset`.
    package func place(of offset: Int) -> Place {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(of: offset)
        var column = 1
        for index in Int(lineStarts[line])..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return Place(line: line + 1, column: column)
    }
}
