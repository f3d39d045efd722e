import Support

/// Writes the tags that guides may hold, from what was read of them: never the author's own bytes, but for a title.
struct TagWriter {
    private var pairs: TagPairs
    /// Ids of places that were written.
    private var placed: Set<[UInt8]>
    /// Folds of the top level that are open.
    private(set) var openFolds = 0
    /// Count of the links that are open.
    var openLinks = 0

    init(_ allowed: AllowedHTML, placed: Set<[UInt8]>) {
        pairs = TagPairs(allowed)
        self.placed = placed
    }

    /// What became of some HTML.
    enum Outcome {
        /// It is shown as text.
        case shown
        case written
        /// A line break within text.
        case lineBreak
    }

    /// Writes HTML that is within text.
    mutating func write(
        inline node: Node, _ names: inout HeadingNames, _ observer: inout some RenderObserver,
        _ out: ByteWriter
    ) -> Outcome {
        guard let tag = pairs.tag(node, isInLink: openLinks > 0) else {
            out.append("<code class=\"raw-html\">")
            HTMLEscaping.appendText(node.literal, to: out)
            out.append("</code>")
            return .shown
        }
        switch tag.element {
        case .br:
            out.append("<br>")
            return .lineBreak
        case .anchor:
            if !tag.isClosing { place(tag.value, node, &names, &observer, out) }
        case .abbr where !tag.isClosing && !tag.value.isEmpty:
            out.append("<abbr title=\"")
            Self.appendAttribute(tag.value, out)
            out.append("\">")
        default:
            out.append(tag.isClosing ? "</" : "<")
            out.append(Self.name(tag.element))
            out.append(">")
        }
        return .written
    }

    /// Writes a block of HTML.
    mutating func write(
        block node: Node, _ names: inout HeadingNames, _ observer: inout some RenderObserver,
        _ out: ByteWriter
    ) -> Outcome {
        guard let block = pairs.block(node) else {
            out.append("<pre class=\"raw-html\"><code>")
            HTMLEscaping.appendText(node.literal, to: out)
            out.append("</code></pre>\n")
            return .shown
        }
        let isTop = node.parent?.kind == .document
        for part in block.parts {
            switch part {
            case .open(let isOpen):
                out.append(isOpen ? "<details open>\n" : "<details>\n")
                if isTop { openFolds += 1 }
            case .summary(let text):
                out.append("<summary>")
                let letters = node.literal.extracting(text)
                observer.summary(node, letters, html: out.count)
                Self.appendAttribute(letters.array, out)
                out.append("</summary>\n")
            case .close:
                out.append("</details>\n")
                if isTop { openFolds -= 1 }
            case .anchor(let id):
                place(id, node, &names, &observer, out)
                out.append("\n")
            case .lineBreak: out.append("<br>\n")
            }
        }
        return .written
    }

    /// Whether a paragraph holds nothing but places to link to, which need no paragraph of their own.
    mutating func arePlaces(_ paragraph: Node) -> Bool {
        guard let first = paragraph.firstChild, first.kind == .htmlInline else { return false }
        for child in paragraph.children {
            switch child.kind {
            case .softBreak: continue
            case .htmlInline where pairs.tag(child, isInLink: false)?.element == .anchor: continue
            default: return false
            }
        }
        return true
    }

    /// Writes a place, unless a heading or a place before has its id.
    private mutating func place(
        _ id: [UInt8], _ node: Node, _ names: inout HeadingNames, _ observer: inout some RenderObserver,
        _ out: ByteWriter
    ) {
        let isGiven = placed.contains(id)
        let isHeading = !isGiven && names.areHeading(id, in: node.root)
        observer.place(node, id: id, isGiven: isGiven, isHeading: isHeading)
        guard !isGiven, !isHeading else { return }
        placed.insert(id)
        out.append("<a id=\"")
        HTMLEscaping.appendText(id.span, to: out)
        out.append("\"></a>")
    }

    /// Appends text that is HTML already: entities in it stay what they are.
    private static func appendAttribute(_ text: [UInt8], _ out: ByteWriter) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): out.append("&lt;")
            case UInt8(ascii: ">"): out.append("&gt;")
            case UInt8(ascii: "\""): out.append("&quot;")
            case 10, 13, 9: out.append(UInt8(32))
            default: out.append(byte)
            }
        }
    }

    private static func name(_ element: Tag.Element) -> StaticString {
        switch element {
        case .br: "br"
        case .sub: "sub"
        case .sup: "sup"
        case .kbd: "kbd"
        case .mark: "mark"
        case .abbr: "abbr"
        case .details: "details"
        case .summary: "summary"
        case .anchor: "a"
        }
    }
}

extension Node {
    /// The root of its tree.
    fileprivate var root: Node {
        var node = self
        while let parent = node.parent { node = parent }
        return node
    }
}
