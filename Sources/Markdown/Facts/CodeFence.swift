import Support

/// The fences of a block of code, in the file.
struct CodeFence {
    /// The location of the first of its marks, which may be after those of a list or a quote.
    let start: SourceLocation
    /// Whether its last line closes it: nothing but the fence's own character, at least as often, and no part of the code
    /// (CommonMark section 4.5). `> ~~~` closes no fence that is outside the quote.
    let isClosed: Bool

    init(_ node: Node, _ lines: BodyLines) {
        let own = lines.lines(of: node)
        start = Self.start(node.fence, own.lowerBound, lines)
        isClosed =
            own.count == Self.lineCount(node.code) + 2
            && !Self.startsNextBlock(node, own.upperBound, lines)
            && Self.closes(node, lines.source.line(own.upperBound), lines.source.bytes)
    }

    private static func start(_ mark: UInt8, _ line: Int, _ lines: BodyLines) -> SourceLocation {
        let source = lines.source
        let start = source.line(line).dropLast(2).first {
            source.bytes[$0...($0 + 2)].allSatisfy { $0 == mark }
        }
        return start.map(source.location) ?? lines.startOfText(line)
    }

    /// How many lines of code are between the fences; each of them has its end.
    private static func lineCount(_ code: Span<UInt8>) -> Int {
        code.indices.count {
            code[$0] == 10 || (code[$0] == 13 && ($0 + 1 == code.count || code[$0 + 1] != 10))
        }
    }

    /// Whether a block's last line holds nothing but marks of the fence. How many there have to be is for cmark to say: a line
    /// that closes nothing is code, or starts another block.
    private static func closes(_ node: Node, _ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isSpaceOrTab { end -= 1 }
        var start = end
        while start > line.lowerBound, bytes[start - 1] == node.fence { start -= 1 }
        return start < end
            && bytes[line.lowerBound..<start].allSatisfy { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }
    }

    /// Whether the last line of a node is the first of the block after it. cmark counts the line that ends a quote or an item
    /// as the last one of an open fence within.
    private static func startsNextBlock(_ node: Node, _ line: Int, _ lines: BodyLines) -> Bool {
        var outer: Node? = node
        while let current = outer {
            if let next = current.next { return lines.line(of: next) == line }
            outer = current.parent
        }
        return false
    }
}
