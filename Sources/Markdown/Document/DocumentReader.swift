import Support

extension Document {
    /// Parses the body of a file.
    ///
    /// - Parameters:
    ///   - source: the whole file, valid UTF-8.
    ///   - body: its bytes after the front matter.
    ///   - parser: the worker's own.
    ///   - out: a buffer of the worker's to write HTML into.
    package init(_ source: SourceText, body: Range<Int>, parser: Parser, out: ByteWriter) {
        out.removeAll()
        let reader = FactReader(BodyLines(source, firstLine: source.lineIndex(of: body.lowerBound)))
        let facts =
            parser.withTree(of: source.bytes.span.extracting(body)) { root -> FactReader in
                var renderer = Renderer(out: out, observer: reader)
                renderer.render(root.children)
                return renderer.observer
            } ?? reader
        let reading = DefinitionReader(source, parser)
        let definitions = reading.definitions(in: body, leaves: facts.blocks.leaves)
        self.source = source
        self.body = body
        html = out.bytes
        links = facts.links.links + definitions.map(\.link)
        linkTexts = facts.links.texts
        self.definitions = definitions.map(\.definition)
        unnamedFootnotes = reading.unnamedFootnotes(
            in: body, leaves: facts.blocks.leaves, blocks: facts.blocks.blocks)
        blocks = facts.blocks.blocks
        headings = facts.blocks.headings
        issues = facts.blocks.issues
        text = facts.runs.text
        runs = facts.runs.runs
        codeBlocks = facts.blocks.codeBlocks
        rawHTML = facts.rawHTML
        footnotes = facts.blocks.footnotes
    }
}
