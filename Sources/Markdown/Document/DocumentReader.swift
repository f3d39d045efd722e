import Support

extension Document {
    /// Parses the body of a file.
    ///
    /// - Parameters:
    ///   - source: the whole file, valid UTF-8.
    ///   - body: its bytes after the front matter.
    ///   - parser: the worker's own.
    ///   - out: a buffer of the worker's to write HTML into.
    ///   - dialect: how it is read and written.
    ///   - ids: ids that headings were given, by line of the file from 0.
    package init(
        _ source: SourceText, body: Range<Int>, parser: Parser, out: ByteWriter, dialect: Dialect = Dialect(),
        ids: [Int: String] = [:]
    ) {
        out.removeAll()
        let firstLine = source.lineIndex(of: body.lowerBound)
        let reader = FactReader(BodyLines(source, firstLine: firstLine))
        let written = Dictionary(uniqueKeysWithValues: ids.map { ($0 - firstLine + 1, $1) })
        let facts =
            parser.withTree(of: source.bytes.span.extracting(body)) { root -> FactReader in
                var renderer = Renderer(
                    out: out, observer: reader, dialect: dialect, names: HeadingNames(written: written))
                renderer.render(root.children)
                return renderer.observer
            } ?? reader
        let reading = DefinitionReader(source, parser)
        let definitions = reading.definitions(in: body, leaves: facts.blocks.leaves)
        heldSource = source
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
        tagsWithMarks = facts.tagsWithMarks.sorted { $0.lowerBound < $1.lowerBound }
        places = facts.places
        footnotes = facts.blocks.footnotes
    }
}
