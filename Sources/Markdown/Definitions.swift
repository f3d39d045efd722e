/// Reference definitions (`[label]: destination "title"`), which cmark reads and then forgets.
enum Definitions {
    /// The definitions of a body, in order, each with the bytes of its destination.
    ///
    /// A definition starts a paragraph (CommonMark section 4.7), so a line that looks like one counts where no leaf
    /// block covers it, or where only definitions are between it and the start of the paragraph that does.
    ///
    /// A definition's range ends where its title, or else its destination, does.
    static func find(
        in source: SourceText, body: Range<Int>, leaves: [FactReader.Leaf], parser: Parser
    ) -> [(link: Document.Link, definition: Document.Definition)] {
        source.bytes.withUnsafeBufferPointer { bytes in
            guard Markdown.find("]:", in: bytes, from: body.lowerBound, to: body.upperBound) != nil else {
                return []
            }
            var found: [(link: Document.Link, definition: Document.Definition)] = []
            // The lines of the definitions that follow each other without a gap, up to the present one.
            var defined = 0..<0
            let cover = LeafCover(leaves)
            var line = source.lineIndex(of: body.lowerBound)
            while line < source.lineStarts.count {
                defer { line += 1 }
                guard let definition = read(bytes, source: source, line: line, parser: parser) else {
                    continue
                }
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
    }

    /// Tells the leaf block that covers a line: of several the one that starts last.
    private struct LeafCover {
        private let leaves: [FactReader.Leaf]
        /// For each leaf, the last one before it that reaches further than it does, where one does.
        private let enclosing: [Int?]

        init(_ leaves: [FactReader.Leaf]) {
            let sorted = leaves.enumerated().sorted {
                ($0.element.lines.lowerBound, $0.offset) < ($1.element.lines.lowerBound, $1.offset)
            }.map(\.element)
            var open: [Int] = []
            var enclosing: [Int?] = []
            for index in sorted.indices {
                while let last = open.last, sorted[last].lines.upperBound <= sorted[index].lines.upperBound {
                    open.removeLast()
                }
                enclosing.append(open.last)
                open.append(index)
            }
            self.leaves = sorted
            self.enclosing = enclosing
        }

        func leaf(at line: Int) -> FactReader.Leaf? {
            var index: Int? = leaves.partitionPoint { $0.lines.lowerBound <= line } - 1
            while let at = index, at >= 0 {
                if leaves[at].lines.contains(line) { return leaves[at] }
                index = enclosing[at]
            }
            return nil
        }
    }

    /// Past the marks of the quotes and list items in which a line may be.
    private static func skipContainers(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Int {
        var index = line.lowerBound
        while index < line.upperBound {
            switch bytes[index] {
            case 32, 9, UInt8(ascii: ">"): index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                guard index + 1 < line.upperBound, bytes[index + 1] == 32 || bytes[index + 1] == 9 else {
                    return index
                }
                index = skipTask(bytes, index + 2, line.upperBound)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                var end = index
                while end < line.upperBound, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9")
                {
                    end += 1
                }
                guard end + 1 < line.upperBound,
                    bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"),
                    bytes[end + 1] == 32 || bytes[end + 1] == 9
                else { return index }
                index = skipTask(bytes, end + 2, line.upperBound)
            default: return index
            }
        }
        return index
    }

    /// Past the box of a task, `[ ]` or `[x]`.
    private static func skipTask(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        guard index + 3 < end, bytes[index] == UInt8(ascii: "["), bytes[index + 2] == UInt8(ascii: "]"),
            bytes[index + 1] == 32 || bytes[index + 1] | 0x20 == UInt8(ascii: "x"), bytes[index + 3] == 32
        else { return start }
        return index + 4
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, source: SourceText, line: Int, parser: Parser
    ) -> (link: Document.Link, definition: Document.Definition)? {
        var line = line
        var limit = source.line(line)
        var index = skipContainers(bytes, limit)
        guard index < limit.upperBound, bytes[index] == UInt8(ascii: "["), index + 1 < limit.upperBound,
            bytes[index + 1] != UInt8(ascii: "^"), bytes[index + 1] != UInt8(ascii: "]")
        else { return nil }
        index += 1
        let start = index
        while index >= limit.upperBound || bytes[index] != UInt8(ascii: "]") {
            if index >= limit.upperBound {
                // A label may run over lines, a thousand characters at the most.
                line += 1
                guard line < source.lineStarts.count, index - start < 1000 else { return nil }
                limit = source.line(line)
                index = skipContainers(bytes, limit)
                if limit.isEmpty || index == limit.upperBound { return nil }
                continue
            }
            if bytes[index] == UInt8(ascii: "[") { return nil }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index + 1 < limit.upperBound, bytes[index + 1] == UInt8(ascii: ":") else { return nil }
        let label = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 2
        while index < limit.upperBound, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        if index == limit.upperBound {
            limit = source.line(line + 1)
            index = skipContainers(bytes, limit)
        }
        guard index < limit.upperBound,
            let (destination, bracketed) = Destination.parse(
                UnsafeBufferPointer(rebasing: bytes[..<limit.upperBound]), at: index),
            !destination.isEmpty || bracketed
        else { return nil }
        var end = destination.upperBound + (bracketed ? 1 : 0)
        let afterDestination = end
        while end < limit.upperBound, bytes[end] == 32 || bytes[end] == 9 { end += 1 }
        if end < limit.upperBound {
            guard end > afterDestination,
                let title = Destination.parseTitle(bytes, at: end)
            else { return nil }
            end = title
        }
        let raw = UnsafeBufferPointer(rebasing: bytes[destination])
        let link = Document.Link(
            kind: .definition, isImage: false,
            destination: Unescaping.destination(raw, parser: parser), range: destination,
            isBracketed: bracketed,
            location: source.location(of: destination.lowerBound), html: nil)
        return (
            link,
            Document.Definition(
                label: Self.folded(label), range: (start - 1)..<end, location: source.location(of: start - 1))
        )
    }

    /// A label as labels are compared: case folded, each run of white space one space (CommonMark section 4.7).
    static func folded(_ label: some StringProtocol) -> String {
        label.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased().lowercased()
    }
}
