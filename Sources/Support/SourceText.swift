/// A text and the offsets of its lines. A line ends as CommonMark says (section 2.1): LF, CR LF, or CR alone.
package struct SourceText: Sendable {
    package let bytes: [UInt8]
    /// The offset of each line's first byte; texts are far shorter than four gigabytes.
    package private(set) var lineStarts: [UInt32]
    /// Of a text with long lines: for each 512th byte, the count of bytes before it that start no character, so that a
    /// location far out on a line is told without counting from the line's start.
    private var continuations: [UInt32] = []
    /// Where its parts come from, where it was put together from several texts.
    private var origin: TextOrigin?
    /// A line longer than this makes a text one with long lines.
    private static let longLine = 1024
    private static let stride = 512

    package init(_ bytes: [UInt8]) { self.init(bytes, from: nil) }

    /// - Parameter origin: where its parts come from, which is where its locations are; nil for a text of its own.
    package init(_ bytes: [UInt8], from origin: TextOrigin?) {
        self.bytes = bytes
        self.origin = origin
        let starts = Self.lineStarts(in: bytes.span)
        lineStarts = starts
        let ends = starts.dropFirst() + [UInt32(bytes.count)]
        if bytes.count > Self.longLine, zip(starts, ends).contains(where: { $1 - $0 > Self.longLine }) {
            continuations = Self.continuations(in: bytes)
        }
    }

    /// A text of its own without the offsets of its lines: no line can be asked for before `withLines`.
    package static func withoutLines(_ bytes: [UInt8]) -> SourceText { SourceText(bytes, lineStarts: []) }

    private init(_ bytes: [UInt8], lineStarts: [UInt32]) {
        self.bytes = bytes
        self.lineStarts = lineStarts
    }

    private static func lineStarts(in bytes: Span<UInt8>) -> [UInt32] {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 40 + 4)
        var index = 0
        if bytes.position(of: 13) == nil {
            while let end = bytes.position(of: 10, from: index) {
                index = end + 1
                starts.append(UInt32(index))
            }
            return starts
        }
        while index < bytes.count {
            if bytes[index] == 10 {
                starts.append(UInt32(index + 1))
            } else if bytes[index] == 13 {
                if index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
                starts.append(UInt32(index + 1))
            }
            index += 1
        }
        return starts
    }

    private static func continuations(in bytes: [UInt8]) -> [UInt32] {
        var counts: [UInt32] = [0]
        counts.reserveCapacity(bytes.count / stride + 1)
        for start in Swift.stride(from: 0, to: bytes.count - bytes.count % stride, by: stride) {
            let inner = bytes[start..<(start + stride)].count(where: \.isUTF8Continuation)
            counts.append((counts.last ?? 0) + UInt32(inner))
        }
        return counts
    }

    /// Count of the characters that start in a part of one line.
    private func characters(in part: Range<Int>) -> Int {
        func count(_ part: Range<Int>) -> Int { Tokens.characters(bytes.span.extracting(part)) }
        guard part.count > Self.longLine, !continuations.isEmpty else { return count(part) }
        let first = (part.lowerBound + Self.stride - 1) / Self.stride
        let last = part.upperBound / Self.stride
        let between = (last - first) * Self.stride - Int(continuations[last] - continuations[first])
        return count(part.lowerBound..<(first * Self.stride)) + between
            + count((last * Self.stride)..<part.upperBound)
    }

    /// Lets go of the line starts; no line can be asked for after that.
    package mutating func forgetLines() { lineStarts = [] }

    /// The same text with the offsets of its lines, which it may have let go of.
    package var withLines: SourceText { lineStarts.isEmpty ? SourceText(bytes, from: origin) : self }

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

    /// The location of the byte at `offset`.
    package func location(of offset: Int) -> SourceLocation {
        let offset = min(max(offset, 0), bytes.count)
        if let origin { return origin.location(of: offset) }
        let line = lineIndex(of: offset)
        return SourceLocation(line: line + 1, column: 1 + characters(in: Int(lineStarts[line])..<offset))
    }
}

extension SourceText {
    /// The offset of the byte at a location; nil where the text has no such location.
    package func offset(of location: SourceLocation) -> Int? {
        let index = Int(location.line) - 1
        if index == lineStarts.count, location.column == 1 { return bytes.count }
        guard lineStarts.indices.contains(index) else { return nil }
        var offset = Int(lineStarts[index])
        let end = line(index).upperBound
        for _ in 1..<max(1, Int(location.column)) {
            guard offset < end else { return nil }
            offset += 1
            while offset < end, bytes[offset].isUTF8Continuation { offset += 1 }
        }
        return offset
    }

    /// Count of the bytes of the character at `offset`.
    package func width(at offset: Int) -> Int {
        var end = offset + 1
        while end < bytes.count, bytes[end].isUTF8Continuation { end += 1 }
        return end - offset
    }

    /// The end of a line, counted from 0, such as CR LF; empty for a last line without an end.
    package func lineEnd(_ index: Int) -> String {
        let end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count
        return String(decoding: bytes[line(index).upperBound..<end], as: UTF8.self)
    }
}
