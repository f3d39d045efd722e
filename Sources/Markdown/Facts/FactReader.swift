import Support

/// Takes the facts of a document while it is written as HTML.
struct FactReader: RenderObserver {
    private let lines: BodyLines
    private(set) var blocks: BlockFacts
    private(set) var runs: RunFacts
    private(set) var links = LinkFacts()
    private(set) var rawHTML: [Document.RawHTML] = []
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
            blocks.close(text: runs.text.count)
            blocks.addLeaf(node)
            rawHTML.append(
                Document.RawHTML(
                    text: node.literal.text, location: lines.startOfText(lines.line(node.firstLine))))
        case .htmlInline: addInlineHTML(node)
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

    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool) {
        map.mapLines()
        blocks.addHeading(
            Document.Heading(
                level: node.level, text: String(decoding: text, as: UTF8.self),
                location: map.location(of: 0) ?? lines.startOfText(map.firstLine),
                isIssue: isIssue))
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

    private mutating func addInlineHTML(_ node: Node) {
        map.mapLines()
        let start = map.find(node.literal, from: map.cursor)
        if let start { map.cursor = start + node.literal.count }
        rawHTML.append(
            Document.RawHTML(
                text: node.literal.text, location: start.flatMap(map.location) ?? map.start))
    }
}
