import Support

/// Blocks of a document, and the facts of whole blocks: headings, issues, code, footnotes.
struct BlockFacts {
    private let lines: BodyLines
    private(set) var blocks: [Document.Block] = []
    /// Blocks that hold text themselves, in the order in which they start.
    private(set) var leaves: [LeafBlock] = []
    private(set) var headings: [Document.Heading] = []
    private(set) var issues: [Document.Issue] = []
    private(set) var codeBlocks: [Document.CodeBlock] = []
    /// Count of footnotes so far.
    private(set) var footnotes = 0

    /// Indices in `blocks` of those that are open.
    private var open: [Int] = []
    /// The issue that is open: indices of its heading in `headings` and in `blocks`.
    private var issue: (heading: Int, block: Int)?

    init(_ lines: BodyLines) {
        self.lines = lines
        blocks.reserveCapacity(128)
        leaves.reserveCapacity(128)
    }

    /// - Parameter text: how many bytes of text are before the block.
    mutating func open(_ node: Node, _ kind: Document.Block.Kind, text: Int) {
        let own = lines.lines(of: node)
        var block = Document.Block(
            kind: kind, number: -1, parent: open.last, lines: own.lowerBound..<(own.upperBound + 1),
            text: text..<text)
        switch kind {
        case .heading: block.number = node.level
        case .list where node.isOrdered: block.number = node.firstNumber
        case .table: block.columns = node.columns
        case .footnote: footnotes += 1
        default: break
        }
        open.append(blocks.count)
        blocks.append(block)
    }

    mutating func close(text: Int) {
        guard let index = open.popLast() else { return }
        blocks[index].text = blocks[index].text.lowerBound..<text
    }

    mutating func addLeaf(_ node: Node, isParagraph: Bool = false) {
        leaves.append(LeafBlock(lines: lines.lines(of: node), isParagraph: isParagraph))
    }

    /// Adds the heading whose block has just been opened.
    mutating func addHeading(_ heading: Document.Heading) {
        if heading.isIssue { issue = (headings.count, blocks.count - 1) }
        headings.append(heading)
    }

    /// Closes the issue that is open, before the block that does not belong to it.
    mutating func endIssue() {
        guard let issue else { return }
        let below = (issue.block + 1)..<blocks.count
        let last = below.last { blocks[$0].parent == nil } ?? issue.block
        func end(_ block: Int) -> Int { lines.source.line(blocks[block].lines.upperBound - 1).upperBound }
        issues.append(
            Document.Issue(heading: issue.heading, blocks: below, body: end(issue.block)..<end(last)))
        self.issue = nil
    }

    mutating func addCode(_ node: Node, text: Range<Int>) {
        addLeaf(node)
        let own = lines.lines(of: node)
        let fence = node.isFenced ? CodeFence(node, lines) : nil
        codeBlocks.append(
            Document.CodeBlock(
                info: node.info.text, location: fence?.start ?? lines.startOfText(own.lowerBound),
                isFenced: fence != nil, isClosed: fence?.isClosed ?? true, text: text))
    }
}

extension Document.Block.Kind {
    /// The kind of block that a node is; nil where it is none, or none of its own.
    init?(_ kind: NodeKind) {
        switch kind {
        case .heading: self = .heading
        case .paragraph: self = .paragraph
        case .list: self = .list
        case .item: self = .item
        case .codeBlock: self = .code
        case .blockQuote: self = .quote
        case .table: self = .table
        case .htmlBlock: self = .html
        case .thematicBreak: self = .rule
        case .footnoteDefinition: self = .footnote
        default: return nil
        }
    }
}
