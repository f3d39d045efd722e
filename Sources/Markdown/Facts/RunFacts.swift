import Support

/// Runs of text and code, with all their letters.
struct RunFacts {
    private(set) var text: [UInt8] = []
    private(set) var runs: [Document.Run] = []
    private var context: Document.Run.Context = []
    /// Whether the next run goes on where the last one ended.
    private var joins = false
    /// For each quote that is open, whether it is one of others' words: those of a callout are the author's.
    private var areOthersWords: [Bool] = []
    private var linkDepth = 0
    /// The text of the quote's first line that the page shows as the title of a callout, until it is met.
    private var calloutMarker: Node?

    init(capacity: Int) {
        text.reserveCapacity(capacity)
        runs.reserveCapacity(128)
    }

    // MARK: Where runs are

    mutating func enterTextBlock(_ kind: NodeKind) {
        joins = false
        if kind == .heading { context.insert(.heading) }
        if kind == .tableCell { context.insert(.table) }
    }

    mutating func exitTextBlock(_ kind: NodeKind) { context.remove(kind == .heading ? .heading : .table) }

    mutating func enterQuote(_ node: Node) {
        calloutMarker = CalloutQuote(node)?.marker
        areOthersWords.append(calloutMarker == nil)
        updateQuote()
    }

    mutating func exitQuote() {
        _ = areOthersWords.popLast()
        updateQuote()
    }

    private mutating func updateQuote() {
        if areOthersWords.contains(true) { context.insert(.quote) } else { context.remove(.quote) }
    }

    mutating func enterLink() {
        linkDepth += 1
        context.insert(.link)
    }

    mutating func exitLink() {
        linkDepth -= 1
        if linkDepth == 0 { context.remove(.link) }
    }

    /// Footnotes are the last that a document has, so this context stays.
    mutating func enterFootnote() { context.insert(.footnote) }

    mutating func breakLine() { joins = false }

    /// Says that what is before the next run is no space.
    mutating func join() { joins = true }

    // MARK: Runs

    mutating func addText(_ node: Node, html: Int, in map: inout BlockMap) {
        let literal = node.literal
        guard literal.count > 0 else { return }
        var context = takeContext()
        if node == calloutMarker {
            context.insert(.calloutMarker)
            calloutMarker = nil
        }
        let found = map.findText(node)
        if found.isEscaped || map.hasEscapedPipes { context.insert(.escaped) }
        if let start = found.start {
            map.cursor = start + (context.contains(.escaped) ? 1 : literal.count)
        }
        runs.append(
            Document.Run(
                context: context, text: append(literal), source: found.start.flatMap(map.source), html: html,
                line: map.nodeLine + 1))
    }

    mutating func addCode(_ node: Node, html: Int, in map: inout BlockMap) {
        var context = takeContext()
        context.insert(.code)
        let found = map.findCode(node.literal)
        if let found {
            map.cursor = found.upperBound
            if map.hasEscapedPipes || map.spansLines(found) { context.insert(.escaped) }
        }
        runs.append(
            Document.Run(
                context: context, text: append(node.literal),
                source: found.map(\.lowerBound).flatMap(map.source),
                sourceEnd: found.flatMap { map.source(of: $0.upperBound - 1) }.map { $0 + 1 },
                html: html, line: map.nodeLine + 1))
    }

    /// Adds the text of a fold's summary.
    mutating func addSummary(_ letters: Span<UInt8>, html: Int, line: Int) {
        guard letters.count > 0 else { return }
        runs.append(
            Document.Run(
                context: takeContext().union(.escaped), text: append(letters), source: nil, html: html,
                line: line))
        breakLine()
    }

    /// Adds the lines of a block of code, each as a run of its own, so that a location within code can be named.
    ///
    /// - Returns: its letters, in `text`.
    mutating func addCodeBlock(_ node: Node, html: Int, _ lines: BodyLines) -> Range<Int> {
        let letters = append(node.code)
        var line = lines.lines(of: node).lowerBound + (node.isFenced ? 1 : 0)
        var from = letters.lowerBound
        while from < letters.upperBound {
            let end = text.span.position(of: 10, from: from) ?? text.count
            let found = lines.source.bytes.span.position(
                of: text.span.extracting(from..<end), in: lines.source.line(line))
            runs.append(
                Document.Run(
                    context: [.code, .codeBlock], text: from..<end, source: found, html: html, line: line + 1)
            )
            from = end + 1
            line += 1
        }
        return letters
    }

    /// The context of a run that is met now.
    private mutating func takeContext() -> Document.Run.Context {
        defer { joins = true }
        return joins ? context.union(.joined) : context
    }

    private mutating func append(_ letters: Span<UInt8>) -> Range<Int> {
        let start = text.count
        text.append(contentsOf: letters)
        return start..<text.count
    }
}
