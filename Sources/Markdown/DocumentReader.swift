import CCMarkGFM

extension Document {
    /// Parses the body of a file.
    ///
    /// - Parameters:
    ///   - source: the whole file, valid UTF-8.
    ///   - body: its bytes after the front matter.
    ///   - parser: the worker's own.
    ///   - out: a buffer of the worker's to write HTML into.
    package init(_ source: SourceText, body: Range<Int>, parser: Parser, out: ByteWriter) {
        self.source = source
        self.body = body
        out.removeAll()
        let firstLine = source.lineIndex(of: body.lowerBound)
        let (facts, definitions) = source.bytes.withUnsafeBufferPointer { bytes in
            let part = UnsafeBufferPointer(rebasing: bytes[body])
            let facts =
                parser.withTree(of: part) { root in
                    var renderer = Renderer(
                        parser: parser, out: out,
                        observer: FactReader(source: source, firstLine: firstLine, parser: parser))
                    renderer.render(children(of: root))
                    return renderer.observer
                } ?? FactReader(source: source, firstLine: firstLine, parser: parser)
            return (
                facts, Definitions.find(in: source, body: body, leaves: facts.leaves, parser: parser)
            )
        }
        html = out.bytes
        links = facts.links + definitions.map(\.link)
        linkTexts = facts.linkTexts
        self.definitions = definitions.map(\.definition)
        blocks = facts.blocks
        headings = facts.headings
        text = facts.text
        runs = facts.runs
        codeBlocks = facts.codeBlocks
        rawHTML = facts.rawHTML
        footnotes = facts.footnotes
    }
}

extension Document {
    /// The anchor of the heading under which issue sections are.
    package static let issuesAnchor = "fix-common-issues"
}
