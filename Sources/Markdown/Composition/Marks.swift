import Support

/// A mark that stands for other text: `{{include: name}}` or `{{value: name}}`.
package struct Mark: Sendable {
    package enum Kind: Sendable { case include, value }

    package var kind: Kind
    /// The bytes from its first brace through its last.
    package var range: Range<Int>
    /// What is behind the colon, without spaces around it.
    package var name: String
    /// Whether it is in code.
    package fileprivate(set) var isCode = false
    /// Whether nothing but spaces and the marks of quotes and lists is before it on its line.
    package fileprivate(set) var startsLine = false

    /// The longest name that a mark may have (200 bytes).
    static let longestName = 200

    /// The marks of a part of a text, in order; those behind a backslash are none.
    static func all(in bytes: Span<UInt8>, _ part: Range<Int>) -> [Mark] {
        var marks: [Mark] = []
        var at = part.lowerBound
        while let start = bytes.position(of: "{{", in: at..<part.upperBound) {
            at = start + 2
            guard start == part.lowerBound || bytes[start - 1] != UInt8(ascii: "\\"),
                let mark = Mark(bytes, at: start, end: part.upperBound)
            else { continue }
            marks.append(mark)
            at = mark.range.upperBound
        }
        return marks
    }

    private init?(_ bytes: Span<UInt8>, at start: Int, end: Int) {
        var at = start + 2
        func skipSpaces() { while at < end, bytes[at].isSpaceOrTab { at += 1 } }
        skipSpaces()
        if bytes.holds("include:", at: at) {
            kind = .include
            at += 8
        } else if bytes.holds("value:", at: at) {
            kind = .value
            at += 6
        } else {
            return nil
        }
        skipSpaces()
        let first = at
        while at < end, at - first <= Self.longestName, bytes[at] > 32, bytes[at] != UInt8(ascii: "}") {
            at += 1
        }
        name = bytes.extracting(first..<at).text
        skipSpaces()
        guard !name.isEmpty, name.utf8.count <= Self.longestName, at + 2 <= end, bytes.holds("}}", at: at)
        else {
            return nil
        }
        range = start..<(at + 2)
    }
}

extension Document {
    /// The marks of its body that are to be replaced, in order: not those in HTML. Of an include, only one in text.
    package var marks: [Mark] {
        let bytes = source.bytes.span
        let found = Mark.all(in: bytes, body)
        guard !found.isEmpty else { return [] }
        let code = codeBytes
        // Those of footnotes are told last, wherever they are.
        let html = rawHTML.compactMap(\.range).sorted { $0.lowerBound < $1.lowerBound }
        var line = -1
        /// The first byte of the line that is text.
        var text = 0
        func isIn(_ ranges: [Range<Int>], _ offset: Int) -> Bool {
            let last = ranges.partitionPoint { $0.lowerBound <= offset } - 1
            return last >= 0 && ranges[last].contains(offset)
        }
        return found.compactMap { mark in
            let at = mark.range.lowerBound
            if isIn(html, at) { return nil }
            var mark = mark
            mark.isCode = isIn(code, at)
            let index = source.lineIndex(of: at)
            if index != line {
                line = index
                text = source.line(index).first { isText(source.bytes[$0]) } ?? source.bytes.count
            }
            mark.startsLine = text >= at
            return mark.isCode && mark.kind == .include ? nil : mark
        }
    }

    /// Whether a byte is neither a space nor a mark of a quote, a list or a heading.
    private func isText(_ byte: UInt8) -> Bool {
        !byte.isSpaceOrTab && !">-+*#.)0123456789".utf8.contains(byte)
    }

    /// What is before a mark on its line, where nothing but spaces and the marks of quotes is on the line besides; nil where
    /// something else is. The second value is the end of the line, with its line end.
    package func surroundings(of mark: Mark) -> (prefix: [UInt8], end: Int)? {
        let line = source.line(source.lineIndex(of: mark.range.lowerBound))
        let prefix = source.bytes[line.lowerBound..<mark.range.lowerBound]
        guard mark.startsLine, prefix.allSatisfy({ $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }),
            source.bytes[mark.range.upperBound..<line.upperBound].allSatisfy(\.isSpaceOrTab)
        else { return nil }
        let hasEnd = line.upperBound < body.upperBound
        return (Array(prefix), line.upperBound + (hasEnd ? 1 : 0))
    }
}
