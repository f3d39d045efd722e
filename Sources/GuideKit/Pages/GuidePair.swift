import Markdown

/// Makes both halves of guides, one after the other, with the same memory, and proves each pair.
final class PairMaker {
    private let library: Library
    private let writer: PageWriter
    private let proof: Proof
    private let body = ByteBuffer()
    private let markdown = ByteBuffer()
    private let frame = ByteBuffer(capacity: 4096)

    init(library: Library, theme: Theme) {
        self.library = library
        writer = PageWriter(theme)
        proof = Proof(
            parser: Parser(),
            addresses: Proof.Addresses(origin: library.addresses.origin, path: library.addresses.path))
    }

    /// A guide's page and twin.
    struct Pair {
        var page: OutputFile
        var twin: OutputFile
        /// Why the two are no pair, if they are not.
        var finding: Finding?
    }

    func make(_ index: Int) -> Pair {
        let guide = library.guides[index]
        let path = library.addresses.page(guide.slug)
        let facts = GuideFacts(library, index)
        body.removeAll()
        GuideBody(library: library, index: index).appendHTML(to: body)
        let html = body.bytes
        let twin = GuideTwin(library, index, facts: facts, markdown: markdown, frame: frame)
        let difference =
            proof.compareStructure(twin.twin, page: html, address: path)
            ?? proof.compareSource(
                twin.twin, author: guide.document.source.bytes, body: guide.document.body, edits: twin.edits)
        body.removeAll()
        GuidePage.append(library, index, facts: facts, body: html, writer: writer, to: body)
        return Pair(
            page: OutputFile(library.addresses.output(path, ".html"), body.bytes),
            twin: OutputFile(library.addresses.output(path, ".md"), twin.twin.bytes),
            finding: difference.map { difference in
                let lineOfBody = twin.twin.bytes[..<twin.twin.body.lowerBound].count { $0 == 10 } + 1
                let first = guide.document.source.lineIndex(of: guide.document.body.lowerBound) + 1
                return NotEquivalent.finding(
                    difference, file: guide.file, bodyLine: lineOfBody, firstLine: first)
            })
    }
}
