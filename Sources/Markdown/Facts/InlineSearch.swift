import Support

// Finds inlines in the content of their block.

extension BlockMap {
    /// Offset of `piece` at or after an offset of the content.
    func find(_ piece: Span<UInt8>, from start: Int) -> Int? {
        guard let content = node?.content, start <= content.count else { return nil }
        return content.position(of: piece, in: start..<content.count)
    }

    /// Offset of a text, by its node's columns or else by its letters after what was found before; and whether it is
    /// written with entities or backslashes.
    func findText(_ text: Node) -> (start: Int?, isEscaped: Bool) {
        guard let node else { return (nil, false) }
        let content = node.content
        let literal = text.literal
        for shift in 0..<lineCount {
            guard let offset = self.content(line: text.firstLine, column: text.firstColumn, shift: shift)
            else { break }
            if offset + literal.count <= content.count,
                content.extracting(offset..<(offset + literal.count)).isSame(as: literal)
            {
                return (offset, false)
            }
            let first = content[offset]
            if shift == 0, offset >= cursor,
                first == literal[0] || first == UInt8(ascii: "\\") || first == UInt8(ascii: "&")
            {
                return (offset, true)
            }
        }
        return (find(literal, from: cursor), false)
    }

    // MARK: Code

    /// The next span of code with this text. Line ends in it are spaces in its text, and where it starts and ends with
    /// a space, one of each is no part of it (CommonMark 0.31 section 6.1).
    func findCode(_ literal: Span<UInt8>) -> Range<Int>? {
        guard let node, !literal.isEmpty else { return nil }
        let content = node.content
        var at = cursor
        while let opening = content.position(of: UInt8(ascii: "`"), from: at) {
            at = Self.endOfTicks(content, opening)
            for start in [at, Self.afterSpace(content, at)] {
                guard let start, let end = Self.endOfCode(literal, content, at: start) else { continue }
                let closing = [end, Self.afterSpace(content, end)].compactMap(\.self)
                if closing.contains(where: { Self.endOfTicks(content, $0) - $0 == at - opening }) {
                    return start..<end
                }
            }
        }
        return nil
    }

    /// Whether a part of the content is on more than one line.
    func spansLines(_ part: Range<Int>) -> Bool {
        guard let content = node?.content else { return false }
        return content.extracting(part).contains(where: Self.isLineEnd)
    }

    /// Past the backticks at an offset of the content, if there are any.
    private static func endOfTicks(_ content: Span<UInt8>, _ offset: Int) -> Int {
        content.firstIndex(from: offset) { $0 != UInt8(ascii: "`") } ?? content.count
    }

    /// Past one space or line end of the content; nil where there is none.
    private static func afterSpace(_ content: Span<UInt8>, _ offset: Int) -> Int? {
        guard offset < content.count else { return nil }
        switch content[offset] {
        case 13 where offset + 1 < content.count && content[offset + 1] == 10: return offset + 2
        case 10, 13, 32: return offset + 1
        default: return nil
        }
    }

    /// The end of a text of code that starts at an offset of the content; nil where it is not there.
    private static func endOfCode(_ literal: Span<UInt8>, _ content: Span<UInt8>, at start: Int) -> Int? {
        var at = start
        for index in literal.indices {
            guard at < content.count else { return nil }
            if literal[index] == 32, let next = afterSpace(content, at) {
                at = next
            } else if content[at] == literal[index] {
                at += 1
            } else {
                return nil
            }
        }
        return at
    }
}
