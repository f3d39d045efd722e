import Content
import Markdown
import Support

/// The lines of a guide as one text, with the line of the source that each byte comes from, and edits of it.
struct MappedText {
    private(set) var lines: [SourceLine]
    let source: SourceText

    /// A replacement of some bytes.
    struct Edit {
        var range: Range<Int>
        var text: String
    }

    init(_ lines: [SourceLine]) {
        self.lines = lines
        source = SourceText(Array(lines.map(\.text).joined(separator: "\n").utf8))
    }

    /// The text parsed; nil where it has a shape that no parser should see.
    ///
    /// - Parameter allowed: the HTML that is no raw HTML of the document.
    func document(_ allowed: AllowedHTML = .all) -> Document? {
        let body = 0..<source.bytes.count
        guard source.bytes.count <= SiteContent.largestGuide, CostlyShape.find(in: source, body) == nil else {
            return nil
        }
        return Document(
            source, body: body, parser: Parser(), out: ByteWriter(), dialect: Dialect(html: allowed))
    }

    /// The line of the source on which a byte is.
    func number(at offset: Int) -> Int {
        let index = source.lineIndex(of: offset)
        return lines.indices.contains(index) ? lines[index].number : 1
    }

    /// The line of the source that a location of this text comes from.
    func number(at location: SourceLocation) -> Int {
        let index = Int(location.line) - 1
        return lines.indices.contains(index) ? lines[index].number : 1
    }

    /// The lines after edits. Of two that overlap, the first one is made.
    func applying(_ edits: [Edit]) -> [SourceLine] {
        let sorted = edits.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var (out, current): ([SourceLine], [UInt8]) = ([], [])
        var (at, index) = (0, 0)
        var number: Int { lines.indices.contains(index) ? lines[index].number : 1 }
        func end() {
            out.append(SourceLine(String(decoding: current, as: UTF8.self), number))
            current = []
        }
        func copy(to end: Int, _ line: () -> Void) {
            while at < end {
                if source.bytes[at] == 10 {
                    line()
                    index += 1
                } else {
                    current.append(source.bytes[at])
                }
                at += 1
            }
        }
        for edit in sorted where edit.range.lowerBound >= at {
            copy(to: edit.range.lowerBound, end)
            for byte in edit.text.utf8 { if byte == 10 { end() } else { current.append(byte) } }
            while at < edit.range.upperBound {
                if source.bytes[at] == 10 { index += 1 }
                at += 1
            }
        }
        copy(to: source.bytes.count, end)
        end()
        return out
    }

    /// The bytes of a piece of raw HTML; nil where they cannot be told.
    ///
    /// - Parameter start: its first byte.
    func range(of piece: Document.RawHTML, at start: Int) -> Range<Int>? {
        // A tag may go on in the next line, where a container has marks before it.
        if let tag = HTMLTag(piece.text), tag.length == piece.text.utf8.count,
            let same = HTMLTag(source.bytes[start...])
        {
            return start..<(start + same.length)
        }
        var written = Array(piece.text.utf8)
        while let last = written.last, last == 10 { written.removeLast() }
        if source.bytes[start...].starts(with: written) {
            return start..<(start + written.count)
        }
        // In a container each line of it starts with the container's marks.
        let parts = written.split(separator: 10, omittingEmptySubsequences: false)
        let first = source.lineIndex(of: start)
        for (index, part) in parts.enumerated() {
            let line = source.line(first + index)
            guard source.bytes[line].count >= part.count,
                source.bytes[line].suffix(part.count).elementsEqual(part)
            else { return nil }
        }
        return start..<source.line(first + parts.count - 1).upperBound
    }

    /// What lines after the first one start with, in the containers before a byte: marks of lists are spaces there.
    func lead(before offset: Int) -> String {
        let line = source.line(source.lineIndex(of: offset))
        let bytes = source.bytes[line.lowerBound..<offset].map { byte in
            byte == UInt8(ascii: ">") || byte == 9 ? byte : 32
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Finds the bytes of locations that come in order, without counting the characters of a long line for each again.
struct LocationCursor {
    private let source: SourceText
    private var location = SourceLocation.start
    private var offset = 0

    init(_ source: SourceText) { self.source = source }

    /// The offset of a location; nil where the text has no such one.
    mutating func offset(of target: SourceLocation) -> Int? {
        if target.line != location.line || target.column < location.column {
            guard source.lineStarts.indices.contains(Int(target.line) - 1) else { return nil }
            location = SourceLocation(line: Int(target.line), column: 1)
            offset = source.line(Int(target.line) - 1).lowerBound
        }
        let end = source.line(Int(target.line) - 1).upperBound
        var column = Int(location.column)
        while column < Int(target.column) {
            guard offset < end else { return nil }
            offset += source.width(at: offset)
            column += 1
        }
        location = SourceLocation(line: Int(target.line), column: column)
        return offset
    }
}
