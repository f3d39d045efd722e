import Support

/// Reads reference definitions (`[label]: destination "title"`), which cmark reads and then forgets.
struct DefinitionReader {
    /// A definition, and its destination as a link.
    typealias Found = (link: Document.Link, definition: Document.Definition)

    private let source: SourceText
    private let parser: Parser

    init(_ source: SourceText, _ parser: Parser) {
        self.source = source
        self.parser = parser
    }

    /// The definitions of a body, in order, each with the bytes of its destination.
    ///
    /// A definition starts a paragraph (CommonMark section 4.7), so a line that looks like one counts where no leaf
    /// block covers it, or where only definitions are between it and the start of the paragraph that does.
    ///
    /// A definition's range ends where its title, or else its destination, does.
    func definitions(in body: Range<Int>, leaves: [LeafBlock]) -> [Found] {
        guard source.bytes.span.position(of: "]:", in: body) != nil else { return [] }
        var found: [Found] = []
        // The lines of the definitions that follow each other without a gap, up to the present one.
        var defined = 0..<0
        let cover = LeafCover(leaves)
        for line in source.lineIndex(of: body.lowerBound)..<source.lineStarts.count {
            guard let definition = read(line) else { continue }
            if let leaf = cover.leaf(at: line) {
                guard leaf.isParagraph,
                    leaf.lines.lowerBound == line
                        || (defined.lowerBound <= leaf.lines.lowerBound && line <= defined.upperBound)
                else { continue }
            } else if defined.contains(line) {
                continue
            }
            let last = max(line, source.lineIndex(of: definition.definition.range.upperBound))
            let start = line <= defined.upperBound ? min(line, defined.lowerBound) : line
            defined = start..<max(defined.upperBound, last + 1)
            found.append(definition)
        }
        return found
    }

    /// The footnotes that no text names, in order: cmark reads them and then leaves them out. Of each, the range is that of
    /// its mark, `[^1]:`.
    func unnamedFootnotes(in body: Range<Int>, leaves: [LeafBlock], blocks: [Document.Block])
        -> [Document.Definition]
    {
        let bytes = source.bytes.span
        guard bytes.position(of: "[^", in: body) != nil else { return [] }
        let cover = LeafCover(leaves)
        let named = Set(blocks.lazy.filter { $0.kind == .footnote }.map(\.lines.lowerBound))
        return (source.lineIndex(of: body.lowerBound)..<source.lineStarts.count).compactMap { line in
            let limit = source.line(line)
            let start = Self.skipContainers(bytes, limit)
            guard let mark = Self.footnoteMark(bytes, start..<limit.upperBound),
                cover.leaf(at: line) == nil, !named.contains(line)
            else { return nil }
            return Document.Definition(
                label: ReferenceLabel.folded(bytes.extracting((start + 1)..<(mark.upperBound - 2)).text),
                range: mark, location: source.location(of: start))
        }
    }

    /// The definition that starts on a line; nil where none does.
    private func read(_ line: Int) -> Found? {
        let bytes = source.bytes.span
        guard let label = label(line, bytes) else { return nil }
        var limit = source.line(label.line)
        var index = Self.skipSpaces(bytes, label.end + 2, limit.upperBound)
        if index == limit.upperBound {
            limit = source.line(label.line + 1)
            index = Self.skipContainers(bytes, limit)
        }
        guard index < limit.upperBound,
            let (destination, isBracketed) = Destination.parse(
                bytes.extracting(0..<limit.upperBound), at: index),
            !destination.isEmpty || isBracketed,
            let end = end(after: destination.upperBound + (isBracketed ? 1 : 0), limit, bytes)
        else { return nil }
        let link = Document.Link(
            kind: .definition, isImage: false,
            destination: Unescaping.destination(bytes.extracting(destination), parser: parser),
            range: destination, isBracketed: isBracketed,
            location: source.location(of: destination.lowerBound), html: nil)
        let name = ReferenceLabel.folded(bytes.extracting(label.start..<label.end).text)
        guard !name.isEmpty else { return nil }
        let definition = Document.Definition(
            label: name, range: (label.start - 1)..<end, location: source.location(of: label.start - 1))
        return (link, definition)
    }

    /// The label that starts on a line and has a colon after its bracket: its bytes, and the line on which it ends.
    private func label(_ line: Int, _ bytes: Span<UInt8>) -> (start: Int, end: Int, line: Int)? {
        var line = line
        var limit = source.line(line)
        var index = Self.skipContainers(bytes, limit)
        guard index < limit.upperBound, bytes[index] == UInt8(ascii: "["), index + 1 < limit.upperBound,
            bytes[index + 1] != UInt8(ascii: "]"),
            Self.footnoteMark(bytes, index..<limit.upperBound) == nil
        else { return nil }
        index += 1
        let start = index
        while index >= limit.upperBound || bytes[index] != UInt8(ascii: "]") {
            if index >= limit.upperBound {
                // A label may run over lines, a thousand characters at the most.
                line += 1
                guard line < source.lineStarts.count, index - start < 1000 else { return nil }
                limit = source.line(line)
                index = Self.skipContainers(bytes, limit)
                if limit.isEmpty || index == limit.upperBound { return nil }
                continue
            }
            if bytes[index] == UInt8(ascii: "[") { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index + 1 < limit.upperBound, bytes[index + 1] == UInt8(ascii: ":") else { return nil }
        return (start, index, line)
    }

    /// The end of a definition whose destination ends at an offset: after its title, if it has one, on this line or the
    /// next; nil where something else follows on the line.
    private func end(after destination: Int, _ line: Range<Int>, _ bytes: Span<UInt8>) -> Int? {
        let next = Self.skipSpaces(bytes, destination, line.upperBound)
        if next < line.upperBound { return next > destination ? title(at: next, bytes) : nil }
        let following = source.lineIndex(of: line.lowerBound) + 1
        guard following < source.lineStarts.count else { return next }
        return title(at: Self.skipContainers(bytes, source.line(following)), bytes) ?? next
    }

    /// The end of the title that starts at an offset; nil where a blank line is in it, or something follows it.
    private func title(at start: Int, _ bytes: Span<UInt8>) -> Int? {
        guard let end = Destination.parseTitle(bytes, at: start) else { return nil }
        let last = source.lineIndex(of: end)
        let limit = source.line(last).upperBound
        guard Self.skipSpaces(bytes, end, limit) == limit else { return nil }
        for line in source.lineIndex(of: start)..<last {
            let next = source.line(line + 1)
            guard Self.skipContainers(bytes, next) < next.upperBound else { return nil }
        }
        return end
    }

    private static func skipSpaces(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index].isSpaceOrTab { index += 1 }
        return index
    }

    /// The mark of a footnote, `[^1]:`, with which a text starts. Unlike the label of a link, that of a footnote has no white
    /// space, and something after its `^`.
    private static func footnoteMark(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Range<Int>? {
        let start = text.lowerBound
        guard start + 2 < text.upperBound, bytes[start] == UInt8(ascii: "["),
            bytes[start + 1] == UInt8(ascii: "^")
        else { return nil }
        var end = start + 2
        while end < text.upperBound, bytes[end] != UInt8(ascii: "]") {
            if bytes[end].isSpaceOrTab { return nil }
            end += 1
        }
        guard end > start + 2, end + 1 < text.upperBound, bytes[end + 1] == UInt8(ascii: ":") else {
            return nil
        }
        return start..<(end + 2)
    }

    /// Past the marks of the quotes and list items in which a line may be.
    private static func skipContainers(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
        var index = line.lowerBound
        while index < line.upperBound {
            switch bytes[index] {
            case 32, 9, UInt8(ascii: ">"): index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard index + 1 < line.upperBound, bytes[index + 1].isSpaceOrTab else {
                    return index
                }
                index = skipTask(bytes, index + 2, line.upperBound)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var end = index
                while end < line.upperBound, bytes[end].isASCIIDigit { end += 1 }
                guard end + 1 < line.upperBound,
                    bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
                    bytes[end + 1].isSpaceOrTab
                else { return index }
                index = skipTask(bytes, end + 2, line.upperBound)
            default: return index
            }
        }
        return index
    }

    /// Past the box of a task, `[ ]` or `[x]`.
    private static func skipTask(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let index = skipSpaces(bytes, start, end)
        guard index + 3 < end, bytes[index] == UInt8(ascii: "["), bytes[index + 2] == UInt8(ascii: "]"),
            bytes[index + 1] == 32 || bytes[index + 1] | 0x20 == UInt8(ascii: "x"), bytes[index + 3] == 32
        else { return start }
        return index + 4
    }
}
