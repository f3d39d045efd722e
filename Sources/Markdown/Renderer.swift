import CCMarkGFM
import Support

/// What a walk over a document wants to know, beyond the HTML.
///
/// The page and the proof share the walk and differ in this alone: the page's reader takes facts and leaves each
/// destination open, the proof fills destinations in.
package protocol RenderObserver {
    /// A node is about to be written. `html` is how many bytes are before it.
    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int)
    mutating func exit(_ node: Node, _ kind: NodeKind)
    /// A heading, before its text: its anchor, its plain text, and whether it is that of an issue.
    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool)
    /// Writes a link's or image's address into `out`, or remembers where it belongs.
    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter)
    /// Whether a link is to be written as its text alone.
    func isTransparent(_ link: Node) -> Bool
    /// A top-level block starts: at which byte of the HTML.
    mutating func topLevelBlock(_ node: Node, html: Int)
}

/// Writes a parsed document as the HTML of a page's body.
///
/// It says everything that the document says: block kinds, heading levels, list kinds and starts, tightness, code
/// with its info string, cells and alignment, marks, text, addresses with titles, images, footnotes. The proof
/// rests on that: two documents with the same HTML say the same. Raw HTML is shown as text, never dropped, and is
/// a finding besides.
package struct Renderer<Observer: RenderObserver> {
    package let parser: Parser
    package let out: ByteWriter
    package var observer: Observer

    private var isIssuePart = false
    private var issueIsOpen = false
    private var calloutDepth: [Bool] = []
    private var skippedText: Node?
    /// The line break after a callout's marker, which goes with it.
    private var skippedBreak: Node?
    /// The paragraph that held nothing but a callout's marker.
    private var skippedParagraph: Node?
    private var tableIsInBody = false
    /// The column of the next cell.
    private var column = 0
    private var footnote = 0

    /// Code of so many bytes within text is a record or a command that somebody copies: it has a class of its own.
    private static var longCode: Int { 20 }

    package init(parser: Parser, out: ByteWriter, observer: Observer) {
        self.parser = parser
        self.out = out
        self.observer = observer
    }

    /// Writes top-level blocks, in the order given.
    package mutating func render(_ blocks: [Node]) {
        for (index, block) in blocks.enumerated() {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            startTopLevel(block, parser.kind(of: block), before: next)
            render(block)
        }
        closeIssue()
        if footnote > 0 { out.append("</ol>\n</div>\n") }
    }

    /// One block and all within it, without recursion: guide text may nest as deep as it likes.
    private mutating func render(_ top: Node) {
        var node = top
        var entering = true
        while true {
            if entering {
                let kind = parser.kind(of: node)
                let descends = enter(node, kind)
                if descends, let child = node.pointee.first_child {
                    node = child
                    continue
                }
                if descends { exit(node, kind) }
            } else {
                exit(node, parser.kind(of: node))
            }
            if node == top { return }
            if let next = node.pointee.next {
                node = next
                entering = true
            } else if let parent = node.pointee.parent {
                node = parent
                entering = false
            } else {
                return
            }
        }
    }

    /// Opens and closes issue sections: each `###` under the issues heading is one; a closing quote, footnotes and
    /// any larger heading end it.
    private mutating func startTopLevel(_ node: Node, _ kind: NodeKind, before next: Node?) {
        switch kind {
        case .heading where node.pointee.as.heading.level <= 3: closeIssue()
        case .footnoteDefinition: closeIssue()
        case .blockQuote where next.map { parser.kind(of: $0) == .footnoteDefinition } ?? true: closeIssue()
        default: break
        }
        observer.topLevelBlock(node, html: out.count)
    }

    private mutating func closeIssue() {
        if issueIsOpen { out.append("</section>\n") }
        issueIsOpen = false
    }

    /// Writes what comes before a node's children. Returns whether to go on with them.
    private mutating func enter(_ node: Node, _ kind: NodeKind) -> Bool {
        observer.enter(node, kind, html: out.count)
        switch kind {
        case .text:
            if skippedText == node {
                skippedText = nil
            } else {
                HTMLEscaping.appendText(view(node.pointee.as.literal), to: out)
            }
            return false
        case .softBreak, .lineBreak:
            if skippedBreak == node {
                skippedBreak = nil
            } else {
                out.append(kind == .softBreak ? "\n" : "<br>\n")
            }
            return false
        case .code:
            let code = view(node.pointee.as.literal)
            out.append(code.count >= Self.longCode ? "<code class=\"long\">" : "<code>")
            HTMLEscaping.appendText(code, to: out)
            out.append("</code>")
            return false
        case .paragraph:
            if !isTight(node), skippedParagraph != node { out.append("<p>") }
        case .heading:
            enterHeading(node)
        case .list:
            let list = node.pointee.as.list
            if list.list_type == CMARK_BULLET_LIST {
                out.append("<ul>\n")
            } else if list.start == 1 {
                out.append("<ol>\n")
            } else {
                out.append("<ol start=\"")
                out.append(decimal: Int(list.start))
                out.append("\">\n")
            }
        case .item:
            if let taskList = parser.taskList, node.pointee.extension == taskList {
                // A name in signs, since what is here is in the language of the guide.
                out.append(
                    node.pointee.as.list.checked
                        ? "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"☑\"> "
                        : "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"☐\"> ")
            } else {
                out.append("<li>")
            }
        case .emphasis: out.append("<em>")
        case .strong: out.append("<strong>")
        case .strikethrough: out.append("<del>")
        case .link where observer.isTransparent(node): break
        case .link:
            out.append("<a href=\"")
            observer.appendDestination(of: node, isImage: false, to: out)
            appendTitle(node)
            out.append("\">")
        case .image:
            out.append("<img src=\"")
            observer.appendDestination(of: node, isImage: true, to: out)
            out.append("\" alt=\"")
            appendPlainText(of: node)
            appendTitle(node)
            out.append("\">")
            observer.exit(node, kind)
            return false
        case .codeBlock:
            appendCodeBlock(node)
            return false
        case .blockQuote: enterQuote(node)
        case .thematicBreak:
            out.append("<hr>\n")
            return false
        case .table:
            tableIsInBody = false
            out.append("<div class=\"table\"><table>\n")
        case .tableRow:
            column = 0
            if cmark_gfm_extensions_get_table_row_is_header(node) != 0 {
                out.append("<thead>\n<tr>\n")
            } else {
                if !tableIsInBody { out.append("<tbody>\n") }
                tableIsInBody = true
                out.append("<tr>\n")
            }
        case .tableCell: enterCell(node)
        case .htmlBlock:
            out.append("<pre class=\"raw-html\"><code>")
            HTMLEscaping.appendText(view(node.pointee.as.literal), to: out)
            out.append("</code></pre>\n")
            return false
        case .htmlInline:
            out.append("<code class=\"raw-html\">")
            HTMLEscaping.appendText(view(node.pointee.as.literal), to: out)
            out.append("</code>")
            return false
        case .footnoteReference:
            let number = view(node.pointee.as.literal)
            out.append("<sup class=\"footnote-ref\"><a href=\"#fn:")
            HTMLEscaping.appendText(number, to: out)
            out.append("\">")
            HTMLEscaping.appendText(number, to: out)
            out.append("</a></sup>")
            return false
        case .footnoteDefinition:
            if footnote == 0 { out.append("<div class=\"footnotes\">\n<ol>\n") }
            footnote += 1
            out.append("<li id=\"fn:")
            out.append(decimal: footnote)
            out.append("\">\n")
        case .document, .unknown: break
        }
        return true
    }

    private mutating func exit(_ node: Node, _ kind: NodeKind) {
        observer.exit(node, kind)
        switch kind {
        case .paragraph:
            if !isTight(node), skippedParagraph != node { out.append("</p>\n") }
            if skippedParagraph == node { skippedParagraph = nil }
        case .heading:
            out.append("</h")
            out.append(UInt8(ascii: "0") + UInt8(clamping: node.pointee.as.heading.level))
            out.append(">\n")
        case .list:
            if node.pointee.as.list.list_type == CMARK_BULLET_LIST {
                out.append("</ul>\n")
            } else {
                out.append("</ol>\n")
            }
        case .item: out.append("</li>\n")
        case .emphasis: out.append("</em>")
        case .strong: out.append("</strong>")
        case .strikethrough: out.append("</del>")
        case .link: if !observer.isTransparent(node) { out.append("</a>") }
        case .blockQuote:
            if calloutDepth.popLast() == true {
                out.append("</aside>\n")
            } else {
                out.append("</blockquote>\n")
            }
        case .table:
            if tableIsInBody { out.append("</tbody>\n") }
            out.append("</table></div>\n")
        case .tableRow:
            if cmark_gfm_extensions_get_table_row_is_header(node) != 0 {
                out.append("</tr>\n</thead>\n")
            } else {
                out.append("</tr>\n")
            }
        case .tableCell:
            out.append(isHeaderCell(node) ? "</th>\n" : "</td>\n")
        case .footnoteDefinition: out.append("</li>\n")
        default: break
        }
    }

    private func isTight(_ paragraph: Node) -> Bool {
        guard let item = paragraph.pointee.parent, let list = item.pointee.parent,
            parser.kind(of: list) == .list
        else { return false }
        return list.pointee.as.list.tight
    }

    private mutating func enterHeading(_ node: Node) {
        let level = Int(node.pointee.as.heading.level)
        let text = ByteWriter(capacity: 128)
        Self.collectText(of: node, parser: parser, to: text, withTags: false)
        let anchor = Anchor.make(from: text.view)
        let isTop = node.pointee.parent.map { parser.kind(of: $0) == .document } ?? false
        // The one rule of what an issue is.
        if isTop, level <= 2 { isIssuePart = level == 2 && anchor.elementsEqual(Document.issuesAnchor.utf8) }
        let isIssue = isTop && level == 3 && isIssuePart
        if isIssue {
            out.append("<section class=\"issue\" aria-labelledby=\"")
            anchor.withUnsafeBufferPointer { HTMLEscaping.appendText($0, to: out) }
            out.append("\">\n")
            issueIsOpen = true
        }
        observer.heading(node, anchor: anchor, text: text.bytes, isIssue: isIssue)
        out.append("<h")
        out.append(UInt8(ascii: "0") + UInt8(clamping: level))
        out.append(" id=\"")
        anchor.withUnsafeBufferPointer { HTMLEscaping.appendText($0, to: out) }
        out.append("\">")
    }

    private mutating func enterCell(_ node: Node) {
        out.append(isHeaderCell(node) ? "<th" : "<td")
        defer { column += 1 }
        if let table = node.pointee.parent?.pointee.parent,
            column < cmark_gfm_extensions_get_table_columns(table),
            let alignments = cmark_gfm_extensions_get_table_alignments(table)
        {
            switch alignments[column] {
            case UInt8(ascii: "l"): out.append(" class=\"left\"")
            case UInt8(ascii: "c"): out.append(" class=\"center\"")
            case UInt8(ascii: "r"): out.append(" class=\"right\"")
            default: break
            }
        }
        out.append(">")
    }

    private func isHeaderCell(_ node: Node) -> Bool {
        guard let row = node.pointee.parent else { return false }
        return cmark_gfm_extensions_get_table_row_is_header(row) != 0
    }

    private mutating func appendTitle(_ node: Node) {
        let title = view(node.pointee.as.link.title)
        guard title.count > 0 else { return }
        out.append("\" title=\"")
        HTMLEscaping.appendText(title, to: out)
    }

    private mutating func appendCodeBlock(_ node: Node) {
        let info = view(node.pointee.as.code.info)
        out.append("<pre><code")
        if info.count > 0 {
            let language = info.firstIndex { $0 == 32 || $0 == 9 } ?? info.count
            out.append(" class=\"language-")
            HTMLEscaping.appendText(UnsafeBufferPointer(rebasing: info[..<language]), to: out)
            out.append("\"")
            if language < info.count {
                out.append(" data-info=\"")
                HTMLEscaping.appendText(UnsafeBufferPointer(rebasing: info[(language + 1)...]), to: out)
                out.append("\"")
            }
        }
        out.append(">")
        HTMLEscaping.appendText(view(node.pointee.as.code.literal), to: out)
        out.append("</code></pre>\n")
    }

    /// A quote, or a callout where its first line is `[!NOTE]` or one of its four sisters.
    private mutating func enterQuote(_ node: Node) {
        guard let paragraph = node.pointee.first_child, parser.kind(of: paragraph) == .paragraph,
            let first = paragraph.pointee.first_child, parser.kind(of: first) == .text,
            let callout = Callout(marker: view(first.pointee.as.literal)),
            first.pointee.next.map({ parser.kind(of: $0) == .softBreak || parser.kind(of: $0) == .lineBreak })
                ?? true
        else {
            calloutDepth.append(false)
            out.append("<blockquote>\n")
            return
        }
        calloutDepth.append(true)
        skippedText = first
        skippedBreak = first.pointee.next
        if skippedBreak == nil { skippedParagraph = paragraph }
        out.append("<aside class=\"callout callout-")
        out.append(callout.name)
        out.append("\">\n<p class=\"callout-title\">")
        out.append(callout.title)
        out.append("</p>\n")
    }

    private mutating func appendPlainText(of node: Node) {
        let text = ByteWriter(capacity: 128)
        Self.collectText(of: node, parser: parser, to: text)
        HTMLEscaping.appendText(text.view, to: out)
    }

    /// The text of all that is within `node`, without marks; a line break is a space.
    ///
    /// - Parameter withTags: whether raw HTML counts as text, as it does where it is shown.
    package static func collectText(of node: Node, parser: Parser, to text: ByteWriter, withTags: Bool = true)
    {
        var current = node.pointee.first_child
        while let here = current {
            switch parser.kind(of: here) {
            case .htmlInline where !withTags: break
            case .text, .code, .htmlInline: text.append(view(here.pointee.as.literal))
            case .softBreak, .lineBreak: text.append(32)
            default: break
            }
            if let child = here.pointee.first_child {
                current = child
                continue
            }
            var above: Node? = here
            while let up = above, up != node, up.pointee.next == nil { above = up.pointee.parent }
            guard let up = above, up != node else { break }
            current = up.pointee.next
        }
    }
}

/// The children of a node.
package func children(of node: Node) -> [Node] {
    var all: [Node] = []
    var next = node.pointee.first_child
    while let child = next {
        all.append(child)
        next = child.pointee.next
    }
    return all
}
