import Glibc

/// A spot in a text: line and column, both from 1; the column counts characters (Unicode scalars), not bytes.
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

/// A text and where its lines start. A line ends as CommonMark says (section 2.1): LF, CR LF, or CR alone.
package struct SourceText: Sendable {
    package let bytes: [UInt8]
    /// The offset of each line's first byte; texts are far shorter than four gigabytes.
    package private(set) var lineStarts: [UInt32]
    /// Of a text with long lines, how many bytes before each 512th byte start no character: so that a place far out on a
    /// line is told without counting from the line's start.
    private var continuations: [UInt32] = []
    /// A line longer than this makes a text one with long lines.
    private static let longLine = 1024
    private static let stride = 512

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
        let ends = starts.dropFirst() + [UInt32(bytes.count)]
        if bytes.count > Self.longLine, zip(starts, ends).contains(where: { $1 - $0 > Self.longLine }) {
            continuations = Self.continuations(in: bytes)
        }
    }

    private static func continuations(in bytes: [UInt8]) -> [UInt32] {
        var counts: [UInt32] = [0]
        counts.reserveCapacity(bytes.count / stride + 1)
        for start in Swift.stride(from: 0, to: bytes.count - bytes.count % stride, by: stride) {
            let inner = bytes[start..<(start + stride)].count { $0 & 0xC0 == 0x80 }
            counts.append((counts.last ?? 0) + UInt32(inner))
        }
        return counts
    }

    /// How many characters start in a part of one line.
    private func characters(in part: Range<Int>) -> Int {
        func count(_ part: Range<Int>) -> Int { bytes[part].count { $0 & 0xC0 != 0x80 } }
        guard part.count > Self.longLine, !continuations.isEmpty else { return count(part) }
        let first = (part.lowerBound + Self.stride - 1) / Self.stride
        let last = part.upperBound / Self.stride
        let between = (last - first) * Self.stride - Int(continuations[last] - continuations[first])
        return count(part.lowerBound..<(first * Self.stride)) + between
            + count((last * Self.stride)..<part.upperBound)
    }

    /// Lets go of the line starts; no line can be asked for after that.
    package mutating func forgetLines() { lineStarts = [] }

    /// The line, from 0, in which the byte at `offset` is.
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
    package func location(of offset: Int) -> SourceLocation {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(of: offset)
        return SourceLocation(line: line + 1, column: 1 + characters(in: Int(lineStarts[line])..<offset))
    }
}

extension SourceText {
    /// The byte at a place; nil where the text has no such place.
    package func offset(of location: SourceLocation) -> Int? {
        let index = Int(location.line) - 1
        if index == lineStarts.count, location.column == 1 { return bytes.count }
        guard lineStarts.indices.contains(index) else { return nil }
        var offset = Int(lineStarts[index])
        let end = line(index).upperBound
        for _ in 1..<max(1, Int(location.column)) {
            guard offset < end else { return nil }
            offset += 1
            while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// How many bytes the character at `offset` takes.
    package func width(at offset: Int) -> Int {
        var end = offset + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end - offset
    }

    /// What ends a line, counted from 0; empty for a last line without an end.
    package func lineEnd(_ index: Int) -> String {
        let end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
        return String(decoding: bytes[line(index).upperBound..<end], as: UTF8.self)
    }
}
