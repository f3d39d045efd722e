import Support

/// Takes the facts of a document while it is written as HTML.
struct FactReader: RenderObserver {
    private let lines: BodyLines
    private(set) var blocks: BlockFacts
    private(set) var runs: RunFacts
    private(set) var links = LinkFacts()
    private(set) var rawHTML: [Document.RawHTML] = []
    /// The bytes of tags that are written as such and hold a mark.
    private(set) var tagsWithMarks: [Range<Int>] = []
    private(set) var places: [Document.Place] = []
    /// The block whose inlines are read.
    private var map: BlockMap

    init(_ lines: BodyLines) {
        self.lines = lines
        blocks = BlockFacts(lines)
        map = BlockMap(lines)
        runs = RunFacts(capacity: lines.source.bytes.count)
    }

    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {
        if let block = Document.Block.Kind(kind) { blocks.open(node, block, text: runs.text.count) }
        switch kind {
        case .text:
            map.mapLines()
            runs.addText(node, html: html, in: &map)
        case .code:
            map.mapLines()
            runs.addCode(node, html: html, in: &map)
        case .softBreak, .lineBreak: runs.breakLine()
        case .paragraph, .tableCell, .heading:
            map.start(node, kind)
            runs.enterTextBlock(kind)
            if kind != .tableCell { blocks.addLeaf(node, isParagraph: kind == .paragraph) }
        case .table: blocks.addLeaf(node)
        case .blockQuote: runs.enterQuote(node)
        case .footnoteDefinition: runs.enterFootnote()
        case .codeBlock:
            blocks.addCode(node, text: runs.addCodeBlock(node, html: html, lines))
            blocks.close(text: runs.text.count)
        case .thematicBreak: blocks.close(text: runs.text.count)
        case .link: runs.enterLink()
        case .htmlBlock:
            map.start(node, kind)
            blocks.addLeaf(node)
            runs.enterTextBlock(kind)
        default: break
        }
    }

    mutating func exit(_ node: Node, _ kind: NodeKind) {
        if Document.Block.Kind(kind) != nil { blocks.close(text: runs.text.count) }
        switch kind {
        case .heading, .tableCell: runs.exitTextBlock(kind)
        case .blockQuote: runs.exitQuote()
        case .link:
            runs.exitLink()
            closeLink(node)
        case .image: closeLink(node)
        default: break
        }
    }

    mutating func heading(
        _ node: Node, anchor: [UInt8], _ naming: Document.Heading.Naming, text: [UInt8], isIssue: Bool
    ) {
        map.mapLines()
        let id = String(decoding: anchor, as: UTF8.self)
        blocks.addHeading(
            Document.Heading(
                level: node.level, text: String(decoding: text, as: UTF8.self),
                location: map.location(of: 0) ?? lines.startOfText(map.firstLine),
                isIssue: isIssue, id: id, naming))
    }

    mutating func issueEnds() { blocks.endIssue() }

    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        links.open(
            node, isImage: isImage, text: runs.text.count, html: out.count,
            at: map.start)
    }

    private mutating func closeLink(_ node: Node) {
        map.mapLines()
        runs.join()
        links.close(node, runs, in: &map)
    }

    mutating func html(_ node: Node, _ kind: NodeKind, _ outcome: TagWriter.Outcome) {
        if kind == .htmlBlock { blocks.close(text: runs.text.count) }
        if outcome == .lineBreak { runs.breakLine() }
        let range = kind == .htmlInline ? bytes(ofInline: node) : bytes(ofBlock: node)
        guard outcome == .shown else {
            let hasMark = node.literal.position(of: "{{", in: 0..<node.literal.count) != nil
            if hasMark, let range { tagsWithMarks.append(range) }
            return
        }
        let location =
            kind == .htmlBlock
            ? lines.startOfText(lines.line(node.firstLine))
            : range.map { lines.source.location(of: $0.lowerBound) }
        rawHTML.append(
            Document.RawHTML(
                text: node.literal.text, location: location ?? map.start, range: range,
                isBlock: kind == .htmlBlock))
    }

    mutating func summary(_ node: Node, _ text: Span<UInt8>, html: Int) {
        runs.addSummary(text, html: html, line: map.nodeLine + 1)
    }

    mutating func place(_ node: Node, id: [UInt8], isGiven: Bool, isHeading: Bool) {
        let own = node.kind == .htmlInline ? bytes(ofInline: node, isPassed: false)?.lowerBound : nil
        // Of a paragraph right above a table the place is not always known: it is after the block before it.
        let before = blocks.blocks.suffix(3).map(\.lines.lowerBound).max() ?? 0
        let start = own ?? lines.source.line(max(lines.line(of: map.node ?? node), before)).lowerBound
        places.append(
            Document.Place(
                id: String(decoding: id, as: UTF8.self),
                location: own.map(lines.source.location) ?? map.start, offset: start, isGiven: isGiven,
                isHeading: isHeading))
    }

    /// The bytes in the file of HTML within text. In a quote or a list they have more than its letters: what each line starts
    /// with.
    ///
    /// - Parameter isPassed: whether what comes next is looked for behind it.
    private mutating func bytes(ofInline node: Node, isPassed: Bool = true) -> Range<Int>? {
        map.mapLines()
        guard let start = map.find(node.literal, from: map.cursor) else { return nil }
        let end = start + node.literal.count
        if isPassed { map.cursor = end }
        guard let first = map.source(of: start), let last = map.source(of: end - 1), first <= last else {
            return nil
        }
        return first..<(last + 1)
    }

    /// The bytes of the lines on which a block is.
    private func bytes(ofBlock node: Node) -> Range<Int> {
        let own = lines.lines(of: node)
        return lines.source.line(own.lowerBound).lowerBound..<lines.source.line(own.upperBound).upperBound
    }
}
