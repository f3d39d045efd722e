import Support

/// A mark that stands for other text: `{{include: name}}` or `{{value: name}}`.
package struct Mark: Sendable {
    package enum Kind: Sendable { case include, value }

    /// Where a mark is, which decides how a text is written in its place.
    package enum Context: UInt8, Sendable {
        case text
        /// In a span of code.
        case codeSpan
        /// In a span of code that is in a table, where a bar ends a cell.
        case codeInTable
        case codeBlock
        /// In the destination of a link, or in an address that is its own link.
        case address
        /// In a tag that is shown as such, or in the text of a summary.
        case tag
    }

    package var kind: Kind
    /// The bytes from its first brace through its last.
    package var range: Range<Int>
    /// What is behind the colon, without spaces around it.
    package var name: String
    package fileprivate(set) var context = Context.text
    /// Whether it is in code.
    package var isCode: Bool {
        switch context {
        case .codeSpan, .codeInTable, .codeBlock: true
        case .text, .address, .tag: false
        }
    }
    /// Whether nothing but spaces and the marks of quotes and lists is before it on its line.
    package fileprivate(set) var startsLine = false

    /// The longest part of an address before a mark that is looked at (2,000 bytes).
    static let longestAddress = 2_000
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

    /// The names of all marks in a text, wherever they are.
    package static func names(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        return all(in: bytes.span, 0..<bytes.count).map(\.name)
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
    /// The marks of its body that are to be replaced, in order: not those in HTML that is shown as text. Of an include, only
    /// one in text.
    package var marks: [Mark] {
        let bytes = source.bytes.span
        let found = Mark.all(in: bytes, body)
        guard !found.isEmpty else { return [] }
        let code = codeBytes
        let codeBlocks = blocks.filter { $0.kind == .code }.map(\.lines)
        let tables = blocks.filter { $0.kind == .table }.map(\.lines)
        var last: Mark?
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
            let number = source.lineIndex(of: at)
            if isIn(code, at) {
                mark.context =
                    isIn(codeBlocks, number) ? .codeBlock : isIn(tables, number) ? .codeInTable : .codeSpan
            } else if isIn(tagsWithMarks, at) {
                mark.context = .tag
            } else if isInAddress(mark, after: last) {
                mark.context = .address
            }
            last = mark
            let index = source.lineIndex(of: at)
            if index != line {
                line = index
                text = source.line(index).first { isText(source.bytes[$0]) } ?? source.bytes.count
            }
            mark.startsLine = text >= at
            return mark.isCode && mark.kind == .include ? nil : mark
        }
    }

    /// Whether a mark is in an address: the letters right before it have a scheme, open the destination of a link, or come
    /// after the label of a definition.
    ///
    /// - Parameter last: the mark before it.
    private func isInAddress(_ mark: Mark, after last: Mark?) -> Bool {
        let bytes = source.bytes
        let line = source.line(source.lineIndex(of: mark.range.lowerBound)).lowerBound
        let earliest = max(line, mark.range.lowerBound - Mark.longestAddress)
        let before = bytes[earliest..<mark.range.lowerBound]
        let start = before.lastIndex(where: \.isSpaceOrTab).map { $0 + 1 } ?? earliest
        var word = bytes[start..<mark.range.lowerBound]
        var goesOn = false
        if let last, last.range.upperBound > start, last.range.upperBound <= mark.range.lowerBound {
            // The space is one within the mark before.
            word = bytes[last.range.upperBound..<mark.range.lowerBound]
            goesOn = last.context == .address && !word.contains(UInt8(ascii: ")"))
        }
        if goesOn || word.firstRange(of: Array("://".utf8)) != nil { return true }
        if let open = word.lastRange(of: Array("](".utf8)) {
            return !word[open.upperBound...].contains(UInt8(ascii: ")"))
        }
        if word.startIndex > start { return false }
        let label = bytes[line..<start].reversed().drop(while: \.isSpaceOrTab)
        return label.starts(with: ":]".utf8)
            && source.bytes[line..<start].first { !$0.isSpaceOrTab && $0 != UInt8(ascii: ">") }
                == UInt8(ascii: "[")
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
