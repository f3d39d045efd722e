import CCMarkGFM

/// Takes the facts of a document while it is written as HTML.
struct FactReader: RenderObserver {
    /// A block that holds text itself, and its lines from 0.
    struct Leaf {
        var lines: ClosedRange<Int>
        var isParagraph: Bool
    }

    let source: SourceText
    /// The line of the file, from 0, on which the body starts.
    let firstLine: Int
    let parser: Parser

    var links: [Document.Link] = []
    var headings: [Document.Heading] = []
    var text: [UInt8] = []
    var runs: [Document.Run] = []
    var codeBlocks: [Document.CodeBlock] = []
    var rawHTML: [Document.RawHTML] = []
    var leaves: [Leaf] = []
    var footnotes = 0
    var blocks: [Document.Block] = []
    var linkTexts: [Document.LinkText] = []

    /// The blocks that are open, by their place in `blocks`.
    private var openBlocks: [Int] = []
    private var context: Document.Run.Context = []
    private var quoteDepth = 0
    private var linkDepth = 0
    private var block: Node?
    private var blockKind = NodeKind.unknown
    private var map = BlockMap()
    /// The content's byte after the last inline that was placed.
    private var cursor = 0
    /// The content's byte after the last destination that was placed; links end in the order in which they are met.
    private var lastEnd = 0
    private var joins = false
    /// Links that are open, by their place in `links`.
    private var open: [Int] = []
    private var calloutMarker: Node?

    init(source: SourceText, firstLine: Int, parser: Parser) {
        self.source = source
        self.firstLine = firstLine
        self.parser = parser
        text.reserveCapacity(source.bytes.count)
        runs.reserveCapacity(128)
        leaves.reserveCapacity(128)
        blocks.reserveCapacity(128)
    }

    mutating func topLevelBlock(_ node: Node, html: Int) {}
    func isTransparent(_ link: Node) -> Bool { false }

    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {
        if let block = Document.Block.Kind(kind) { open(node, block) }
        switch kind {
        case .text: addRun(node, html: html)
        case .code: addCode(node, html: html)
        case .softBreak, .lineBreak: joins = false
        case .paragraph, .tableCell, .heading:
            block = node
            blockKind = kind
            cursor = 0
            lastEnd = 0
            joins = false
            if kind == .heading { context.insert(.heading) }
            if kind == .tableCell {
                context.insert(.table)
            } else {
                leaves.append(leaf(node, isParagraph: kind == .paragraph))
            }
        case .table: leaves.append(leaf(node, isParagraph: false))
        case .blockQuote:
            quoteDepth += 1
            context.insert(.quote)
            calloutMarker = callout(node)
        case .footnoteDefinition:
            footnotes += 1
            context.insert(.footnote)
        case .codeBlock:
            addCodeBlock(node, html: html)
            closeBlock()
        case .thematicBreak: closeBlock()
        case .link:
            linkDepth += 1
            context.insert(.link)
        case .htmlBlock:
            closeBlock()
            leaves.append(leaf(node, isParagraph: false))
            let line = Int(node.pointee.start_line) - 1 + firstLine
            rawHTML.append(
                Document.RawHTML(
                    text: String(decoding: view(node.pointee.as.literal), as: UTF8.self),
                    location: startOfText(line)))
        case .htmlInline: addInlineHTML(node)
        default: break
        }
    }

    mutating func exit(_ node: Node, _ kind: NodeKind) {
        if Document.Block.Kind(kind) != nil { closeBlock() }
        switch kind {
        case .heading: context.remove(.heading)
        case .tableCell: context.remove(.table)
        case .blockQuote:
            quoteDepth -= 1
            if quoteDepth == 0 { context.remove(.quote) }
        case .link:
            linkDepth -= 1
            if linkDepth == 0 { context.remove(.link) }
            closeLink(node)
        case .image: closeLink(node)
        default: break
        }
    }

    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool) {
        layMap()
        let location = map.source(of: 0).map(source.location) ?? startOfText(map.firstLine)
        headings.append(
            Document.Heading(
                level: Int(node.pointee.as.heading.level), text: String(decoding: text, as: UTF8.self),
                location: location, isIssue: isIssue))
    }

    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        open.append(links.count)
        let text = Document.LinkText(
            letters: text.count..<text.count, alternative: isImage ? plainText(of: node) : nil, isEmpty: false
        )
        linkTexts.append(text)
        links.append(
            Document.Link(
                kind: .inline, isImage: isImage,
                destination: String(decoding: view(node.pointee.as.link.url), as: UTF8.self),
                range: nil, location: startOfText(blockLine), html: out.count))
    }

    /// At a link's end its text is known. An image within it is seen by its alternative text.
    private mutating func closeText(of index: Int) {
        linkTexts[index].letters = linkTexts[index].letters.lowerBound..<text.count
        let letters = text[linkTexts[index].letters]
        if let alternative = linkTexts[index].alternative {
            linkTexts[index].isEmpty = alternative.allSatisfy(\.isWhitespace)
        } else {
            let images = links[(index + 1)...].indices.filter { links[$0].isImage }
            linkTexts[index].isEmpty =
                letters.allSatisfy { $0 == 32 || $0 == 9 || $0 == 10 }
                && images.allSatisfy { linkTexts[$0].isEmpty }
        }
    }

    private func plainText(of node: Node) -> String {
        let out = ByteWriter(capacity: 64)
        Renderer<FactReader>.collectText(of: node, parser: parser, to: out)
        return String(decoding: out.view, as: UTF8.self)
    }

    // MARK: Blocks

    private mutating func open(_ node: Node, _ kind: Document.Block.Kind) {
        let lines = leaf(node, isParagraph: false).lines
        var block = Document.Block(
            kind: kind, number: -1, parent: openBlocks.last, lines: lines.lowerBound..<(lines.upperBound + 1),
            text: text.count..<text.count)
        switch kind {
        case .heading: block.number = Int(node.pointee.as.heading.level)
        case .list where node.pointee.as.list.list_type != CMARK_BULLET_LIST:
            block.number = Int(node.pointee.as.list.start)
        case .table: block.columns = Int(cmark_gfm_extensions_get_table_columns(node))
        default: break
        }
        openBlocks.append(blocks.count)
        blocks.append(block)
    }

    private mutating func closeBlock() {
        guard let index = openBlocks.popLast() else { return }
        blocks[index].text = blocks[index].text.lowerBound..<text.count
    }

    private var blockLine: Int {
        guard let block else { return firstLine }
        return Int(block.pointee.start_line) - 1 + firstLine
    }

    private func leaf(_ node: Node, isParagraph: Bool) -> Leaf {
        let start = Int(node.pointee.start_line) - 1 + firstLine
        let end = Int(node.pointee.end_line) - 1 + firstLine
        return Leaf(lines: start...max(start, end), isParagraph: isParagraph)
    }

    /// The first byte of a line that is no white space.
    private func startOfText(_ line: Int) -> SourceLocation {
        let range = source.line(line)
        let start = range.first { source.bytes[$0] != 32 && source.bytes[$0] != 9 } ?? range.lowerBound
        return source.location(of: start)
    }

    private func callout(_ quote: Node) -> Node? {
        guard let paragraph = quote.pointee.first_child, parser.kind(of: paragraph) == .paragraph,
            let first = paragraph.pointee.first_child, parser.kind(of: first) == .text,
            Callout(marker: view(first.pointee.as.literal)) != nil
        else { return nil }
        return first
    }

    private mutating func layMap() {
        guard let block else { return }
        map.lay(block, kind: blockKind, source: source, firstBodyLine: firstLine)
    }

    private mutating func addCodeBlock(_ node: Node, html: Int) {
        let leaf = leaf(node, isParagraph: false)
        leaves.append(leaf)
        let literal = view(node.pointee.as.code.literal)
        let isFenced = node.pointee.as.code.fenced != 0
        let start = text.count
        text.append(contentsOf: literal)
        codeBlocks.append(
            Document.CodeBlock(
                info: String(decoding: view(node.pointee.as.code.info), as: UTF8.self),
                location: isFenced
                    ? startOfFence(node, leaf.lines.lowerBound) : startOfText(leaf.lines.lowerBound),
                isFenced: isFenced,
                isClosed: !isFenced || endsWithFence(node, leaf.lines), text: start..<text.count))
        // Each line is a run of its own, so that a spot within code can be named.
        var line = leaf.lines.lowerBound + (isFenced ? 1 : 0)
        var from = start
        source.bytes.withUnsafeBufferPointer { bytes in
            while from < text.count {
                let end = text[from...].firstIndex(of: 10) ?? text.count
                let range = source.line(line)
                let found = text.withUnsafeBufferPointer { letters in
                    find(
                        UnsafeBufferPointer(rebasing: letters[from..<end]), in: bytes, from: range.lowerBound,
                        to: range.upperBound)
                }
                runs.append(
                    Document.Run(
                        context: [.code, .codeBlock], text: from..<end, source: found, html: html,
                        line: line + 1))
                from = end + 1
                line += 1
            }
        }
    }

    /// The first of a fence's marks, which may be after those of a list or a quote.
    private func startOfFence(_ node: Node, _ line: Int) -> SourceLocation {
        let range = source.line(line)
        let mark = node.pointee.as.code.fence_char
        let start = range.dropLast(2).first { source.bytes[$0...($0 + 2)].allSatisfy { $0 == mark } }
        return start.map(source.location) ?? startOfText(line)
    }

    /// Whether a fence's last line closes it: nothing but the fence's own character, at least as often
    /// (CommonMark section 4.5).
    private func endsWithFence(_ node: Node, _ lines: ClosedRange<Int>) -> Bool {
        guard lines.upperBound > lines.lowerBound else { return false }
        var range = source.line(lines.upperBound)
        while let last = range.last, source.bytes[last] == 32 || source.bytes[last] == 9 {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        let fence = node.pointee.as.code.fence_char
        var length = 0
        while length < range.count, source.bytes[range.upperBound - 1 - length] == fence { length += 1 }
        let prefix = source.bytes[range.lowerBound..<(range.upperBound - length)]
        return length >= Int(node.pointee.as.code.fence_length)
            && prefix.allSatisfy { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: ">") }
    }

    // MARK: Runs

    private mutating func addRun(_ node: Node, html: Int) {
        let literal = view(node.pointee.as.literal)
        guard literal.count > 0 else { return }
        layMap()
        var context = context
        if joins { context.insert(.joined) }
        if node == calloutMarker {
            context.insert(.calloutMarker)
            calloutMarker = nil
        }
        joins = true
        var start: Int?
        for shift in 0..<map.lineCount {
            guard
                let offset = map.content(
                    line: node.pointee.start_line, column: node.pointee.start_column, shift: shift)
            else { break }
            if matches(literal, at: offset) {
                start = offset
                break
            }
            if shift == 0, offset >= cursor, startsLike(literal, at: offset) {
                start = offset
                context.insert(.escaped)
                break
            }
        }
        if start == nil { start = find(literal, in: map.content, from: cursor, to: map.content.count) }
        if map.hasEscapedPipes { context.insert(.escaped) }
        if let start { cursor = start + (context.contains(.escaped) ? 1 : literal.count) }
        let from = text.count
        text.append(contentsOf: literal)
        runs.append(
            Document.Run(
                context: context, text: from..<text.count, source: start.flatMap(map.source), html: html,
                line: blockLine + 1))
    }

    private func matches(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard offset + literal.count <= map.content.count else { return false }
        return sameBytes(
            UnsafeBufferPointer(rebasing: map.content[offset..<(offset + literal.count)]), literal)
    }

    /// Whether text that is written with entities or backslashes may start here.
    private func startsLike(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        let first = map.content[offset]
        return first == literal[0] || first == UInt8(ascii: "\\") || first == UInt8(ascii: "&")
    }

    private mutating func addCode(_ node: Node, html: Int) {
        let literal = view(node.pointee.as.literal)
        layMap()
        var context = context
        context.insert(.code)
        if joins { context.insert(.joined) }
        joins = true
        let found = findCode(literal)
        if let found {
            cursor = found.upperBound
            let isOnOneLine = !map.content[found].contains { $0 == 10 || $0 == 13 }
            if !isOnOneLine || map.hasEscapedPipes { context.insert(.escaped) }
        }
        let from = text.count
        text.append(contentsOf: literal)
        runs.append(
            Document.Run(
                context: context, text: from..<text.count,
                source: found.map(\.lowerBound).flatMap(map.source),
                sourceEnd: found.flatMap { map.source(of: $0.upperBound - 1) }.map { $0 + 1 },
                html: html, line: blockLine + 1))
    }

    /// The next span of code with this text. Line ends in it are spaces in its text, and where it starts and ends with a
    /// space, one of each is no part of it (CommonMark 0.31 section 6.1).
    private func findCode(_ literal: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        let content = map.content
        guard let base = content.baseAddress, !literal.isEmpty else { return nil }
        var at = cursor
        while at < content.count, let found = memchr(base + at, Int32(UInt8(ascii: "`")), content.count - at)
        {
            let opening = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            at = endOfTicks(opening)
            for start in [at, afterSpace(at)] {
                guard let start, let end = endOfCode(literal, at: start) else { continue }
                let closing = [end, afterSpace(end)].compactMap(\.self)
                if closing.contains(where: { endOfTicks($0) - $0 == at - opening }) { return start..<end }
            }
        }
        return nil
    }

    /// Past the backticks at an offset of the content, if there are any.
    private func endOfTicks(_ offset: Int) -> Int {
        map.content[offset...].firstIndex { $0 != UInt8(ascii: "`") } ?? map.content.count
    }

    /// Past one space or line end of the content; nil where there is none.
    private func afterSpace(_ offset: Int) -> Int? {
        guard offset < map.content.count else { return nil }
        switch map.content[offset] {
        case 13 where offset + 1 < map.content.count && map.content[offset + 1] == 10: return offset + 2
        case 10, 13, 32: return offset + 1
        default: return nil
        }
    }

    /// Where a text of code ends that starts at an offset of the content; nil where it is not there.
    private func endOfCode(_ literal: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
        var at = start
        for byte in literal {
            guard at < map.content.count else { return nil }
            if byte == 32, let next = afterSpace(at) {
                at = next
            } else if map.content[at] == byte {
                at += 1
            } else {
                return nil
            }
        }
        return at
    }

    private mutating func addInlineHTML(_ node: Node) {
        let literal = view(node.pointee.as.literal)
        layMap()
        let start = find(literal, in: map.content, from: cursor, to: map.content.count)
        if let start { cursor = start + literal.count }
        rawHTML.append(
            Document.RawHTML(
                text: String(decoding: literal, as: UTF8.self),
                location: start.flatMap(map.source).map(source.location) ?? startOfText(blockLine)))
    }

    // MARK: Links

    /// At a link's end its bytes are known: cmark says where it ends, and what is before that end says how it
    /// was written.
    private mutating func closeLink(_ node: Node) {
        guard let index = open.popLast() else { return }
        layMap()
        joins = true
        closeText(of: index)
        let url = view(node.pointee.as.link.url)
        for shift in 0..<max(map.lineCount, 1) {
            guard
                let end = map.content(
                    line: node.pointee.end_line, column: node.pointee.end_column, shift: shift)
            else { break }
            guard end >= lastEnd else { continue }
            switch map.content[end] {
            case UInt8(ascii: ")"):
                if let found = destination(url, closingAt: end) {
                    links[index].kind = .inline
                    location(found, in: index)
                    cursor = end + 1
                    lastEnd = end + 1
                    return
                }
            case UInt8(ascii: ">") where shift == 0:
                links[index].kind = .autolink
            case UInt8(ascii: "]") where shift == 0:
                links[index].kind = .reference
            default: break
            }
        }
        if links[index].kind != .inline || isBareAddress(node) {
            if links[index].kind == .inline { links[index].kind = .autolink }
            // Where its text was found; the same address may be in the block before it.
            if let run = runs.last, run.text.lowerBound == linkTexts[index].letters.lowerBound,
                let start = run.source
            {
                links[index].location = source.location(of: start)
            } else if links[index].kind == .autolink,
                let at = find(bareAddress(node), in: map.content, from: lastEnd, to: map.content.count)
            {
                links[index].location = map.source(of: at).map(source.location) ?? links[index].location
            }
            return
        }
        // Where cmark's own end is off, the text itself is searched.
        var at = lastEnd
        while let open = find("](", in: map.content, from: at, to: map.content.count) {
            at = open + 2
            for end in at..<map.content.count where map.content[end] == UInt8(ascii: ")") {
                guard let parsed = Destination.parseInline(map.content, at: at, closingAt: end) else {
                    continue
                }
                if says(parsed, url) {
                    location(parsed, in: index)
                    cursor = end + 1
                    lastEnd = end + 1
                    return
                }
                break
            }
        }
        links[index].kind = .reference
    }

    /// The destination of the link whose `)` is at `close`: the nearest `](` that reads as this very address.
    private func destination(_ url: UnsafeBufferPointer<UInt8>, closingAt close: Int) -> Destination.Parsed? {
        var open = close - 1
        while open >= 1 {
            if map.content[open] == UInt8(ascii: "("), map.content[open - 1] == UInt8(ascii: "]"),
                let parsed = Destination.parseInline(map.content, at: open + 1, closingAt: close),
                says(parsed, url)
            {
                return parsed
            }
            open -= 1
        }
        return nil
    }

    private func says(_ parsed: Destination.Parsed, _ url: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeBufferPointer(rebasing: map.content[parsed.range])
        return sameBytes(raw, url)
            || raw.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }
    }

    private mutating func location(_ parsed: Destination.Parsed, in index: Int) {
        guard let start = map.source(of: parsed.range.lowerBound) else { return }
        links[index].range = start..<(start + parsed.range.count)
        links[index].isBracketed = parsed.isBracketed
        links[index].location = source.location(of: start)
    }

    private func bareAddress(_ node: Node) -> UnsafeBufferPointer<UInt8> {
        guard let text = node.pointee.first_child, parser.kind(of: text) == .text else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return view(text.pointee.as.literal)
    }

    /// Whether a link is an address that is in the text: its text is its address, but for the scheme.
    private func isBareAddress(_ node: Node) -> Bool {
        let text = bareAddress(node)
        let url = view(node.pointee.as.link.url)
        guard text.count > 0, url.count >= text.count else { return false }
        return sameBytes(text, UnsafeBufferPointer(rebasing: url[(url.count - text.count)...]))
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
