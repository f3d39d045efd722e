import Support

/// Writes a parsed document as the HTML of a page's body.
///
/// It says everything that the document says: block kinds, heading levels, list kinds and starts, tightness, code
/// with its info string, cells and alignment, marks, text, addresses with titles, images, footnotes. The proof
/// rests on that: two documents with the same HTML say the same. HTML that guides may hold is written from what was read of
/// it; all other is shown as text, never dropped, and is a finding besides.
struct Renderer<Observer: RenderObserver> {
    private let out: ByteWriter
    private(set) var observer: Observer
    private let dialect: Dialect

    private var issues = IssueRule()
    private var quotes = QuoteWriter()
    private var table = TableWriter()
    private var tags: TagWriter
    private var names: HeadingNames
    /// Count of the footnotes that are written.
    private var footnotes = 0
    /// What follows the heading that sums the guide up.
    private var summary: Node?

    /// Code of so many bytes within text is a record or a command to copy: it has a class of its own.
    private static var longCode: Int { 20 }

    /// - Parameters:
    ///   - names: gives headings their ids.
    init(out: ByteWriter, observer: Observer, dialect: Dialect, names: HeadingNames) {
        self.out = out
        self.observer = observer
        self.dialect = dialect
        self.names = names
        tags = TagWriter(dialect.html, placed: names.placed)
    }

    /// Writes top-level blocks, in the order given.
    mutating func render(_ blocks: [Node]) {
        for (index, block) in blocks.enumerated() {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            if tags.openFolds == 0, issues.endsIssue(block, block.kind, before: next) { endIssue() }
            render(block)
        }
        if issues.isOpen { endIssue() }
        if footnotes > 0 { out.append("</ol>\n</div>\n") }
    }

    /// One block and all within it, without recursion: guide text may nest as deep as it likes.
    private mutating func render(_ top: Node) {
        var node = top
        var entering = true
        while true {
            if entering {
                let kind = node.kind
                let descends = enter(node, kind)
                if descends, let child = node.firstChild {
                    node = child
                    continue
                }
                if descends { exit(node, kind) }
            } else {
                exit(node, node.kind)
            }
            if node == top { return }
            if let next = node.next {
                node = next
                entering = true
            } else if let parent = node.parent {
                node = parent
                entering = false
            } else {
                return
            }
        }
    }

    private mutating func endIssue() {
        out.append("</section>\n")
        observer.issueEnds()
    }

    // MARK: Before children

    /// Writes what comes before a node's children. Returns whether to go on with them.
    private mutating func enter(_ node: Node, _ kind: NodeKind) -> Bool {
        observer.enter(node, kind, html: out.count)
        switch kind {
        case .text:
            if !quotes.isMarker(node) { HTMLEscaping.appendText(node.literal, to: out) }
            return false
        case .softBreak, .lineBreak:
            if !quotes.isMarker(node) { out.append(kind == .softBreak ? "\n" : "<br>\n") }
            return false
        case .code, .codeBlock, .htmlBlock, .htmlInline, .footnoteReference, .thematicBreak, .image:
            appendLeaf(node, kind)
            return false
        case .emphasis: out.append("<em>")
        case .strong: out.append("<strong>")
        case .strikethrough: out.append("<del>")
        case .link: enterLink(node)
        case .table: table.enterTable(out)
        case .tableRow: table.enterRow(node, out)
        case .tableCell: table.enterCell(node, out)
        default: enterBlock(node, kind)
        }
        return true
    }

    private mutating func enterBlock(_ node: Node, _ kind: NodeKind) {
        switch kind {
        case .paragraph: if showsParagraph(node) { out.append("<p>") }
        case .heading: enterHeading(node)
        case .list: enterList(node)
        case .item: enterItem(node)
        case .blockQuote: quotes.enter(node, dialect, out)
        case .footnoteDefinition:
            if footnotes == 0 { out.append("<div class=\"footnotes\">\n<ol>\n") }
            footnotes += 1
            out.append("<li id=\"fn:")
            out.append(decimal: footnotes)
            out.append("\">\n")
        default: break
        }
    }

    /// Writes a node whose children, if it has any, are not written as nodes.
    private mutating func appendLeaf(_ node: Node, _ kind: NodeKind) {
        switch kind {
        case .code:
            let code = node.literal
            out.append(code.count >= Self.longCode ? "<code class=\"long\">" : "<code>")
            HTMLEscaping.appendText(code, to: out)
            out.append("</code>")
        case .codeBlock: appendCodeBlock(node)
        case .htmlBlock:
            let outcome = tags.write(block: node, &names, &observer, out)
            observer.html(node, kind, outcome)
        case .htmlInline:
            let outcome = tags.write(inline: node, &names, &observer, out)
            observer.html(node, kind, outcome)
        case .footnoteReference:
            out.append("<sup class=\"footnote-ref\"><a href=\"#fn:")
            HTMLEscaping.appendText(node.literal, to: out)
            out.append("\">")
            HTMLEscaping.appendText(node.literal, to: out)
            out.append("</a></sup>")
        case .thematicBreak: out.append("<hr>\n")
        case .image: appendImage(node)
        default: break
        }
    }

    private mutating func enterHeading(_ node: Node) {
        let text = node.headingText
        let (anchor, naming) = names.name(node, text: text.span)
        let isIssue =
            tags.openFolds == 0 && issues.startsIssue(node, anchor: anchor, dialect) && !text.isEmpty
        if dialect.sumsUp(anchor) { summary = node.next }
        if isIssue {
            out.append("<section class=\"issue\" aria-label=\"")
            HTMLEscaping.appendText(text, to: out)
            out.append("\">\n")
        }
        observer.heading(node, anchor: anchor, naming, text: text, isIssue: isIssue)
        out.append("<h")
        out.append(decimal: node.level)
        out.append(">")
        HeadingID.append(anchor, to: out)
    }

    private func enterList(_ node: Node) {
        if !node.isOrdered {
            out.append(node == summary ? "<ul class=\"takeaways\">\n" : "<ul>\n")
        } else if node.firstNumber == 1 {
            out.append("<ol>\n")
        } else {
            out.append("<ol start=\"")
            out.append(decimal: node.firstNumber)
            out.append("\">\n")
        }
    }

    private func enterItem(_ node: Node) {
        guard node.isTask else {
            out.append("<li>")
            return
        }
        // A name in signs, since what is here is in the language of the guide.
        out.append(
            node.isDone
                ? "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"☑\"> "
                : "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"☐\"> ")
    }

    private mutating func enterLink(_ node: Node) {
        tags.openLinks += 1
        if observer.isTransparent(node) { return }
        out.append("<a href=\"")
        observer.appendDestination(of: node, isImage: false, to: out)
        appendTitle(node)
        out.append("\">")
    }

    private mutating func appendImage(_ node: Node) {
        out.append("<img src=\"")
        observer.appendDestination(of: node, isImage: true, to: out)
        out.append("\" alt=\"")
        HTMLEscaping.appendText(node.plainText(), to: out)
        appendTitle(node)
        out.append("\">")
        observer.exit(node, .image)
    }

    private func appendTitle(_ node: Node) {
        guard node.title.count > 0 else { return }
        out.append("\" title=\"")
        HTMLEscaping.appendText(node.title, to: out)
    }

    private func appendCodeBlock(_ node: Node) {
        let info = node.info
        out.append("<pre><code")
        if info.count > 0 {
            let language = info.firstIndex(where: \.isSpaceOrTab) ?? info.count
            out.append(" class=\"language-")
            HTMLEscaping.appendText(info.extracting(0..<language), to: out)
            out.append("\"")
            if language < info.count {
                out.append(" data-info=\"")
                HTMLEscaping.appendText(info.extracting((language + 1)..<info.count), to: out)
                out.append("\"")
            }
        }
        out.append(">")
        HTMLEscaping.appendText(node.code, to: out)
        out.append("</code></pre>\n")
    }

    // MARK: After children

    private mutating func exit(_ node: Node, _ kind: NodeKind) {
        observer.exit(node, kind)
        switch kind {
        case .paragraph: if showsParagraph(node) { out.append("</p>\n") }
        case .heading:
            out.append("</h")
            out.append(decimal: node.level)
            out.append(">\n")
        case .list: out.append(node.isOrdered ? "</ol>\n" : "</ul>\n")
        case .item: out.append("</li>\n")
        case .emphasis: out.append("</em>")
        case .strong: out.append("</strong>")
        case .strikethrough: out.append("</del>")
        case .link:
            tags.openLinks -= 1
            if !observer.isTransparent(node) { out.append("</a>") }
        case .blockQuote: quotes.exit(out)
        case .table: table.exitTable(out)
        case .tableRow: table.exitRow(node, out)
        case .tableCell: table.exitCell(node, out)
        case .footnoteDefinition: out.append("</li>\n")
        default: break
        }
    }

    /// Whether a paragraph has tags of its own: not in a tight list, and not where it is a callout's marker alone, or places.
    private mutating func showsParagraph(_ node: Node) -> Bool {
        if let list = node.parent?.parent, list.kind == .list, list.isTight { return false }
        return !quotes.isMarkerAlone(node) && !tags.arePlaces(node)
    }
}
