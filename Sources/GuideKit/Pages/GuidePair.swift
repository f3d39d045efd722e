import Markdown

/// Makes both halves of guides, one after the other, with the same memory, and proves each pair.
final class PairMaker {
    private let library: Library
    private let writer: PageWriter
    private let proof: Proof
    private let parser = Parser()
    private let body = ByteBuffer()
    private let markdown = ByteBuffer()
    private let frame = ByteBuffer(capacity: 4096)

    init(library: Library, theme: Theme) {
        self.library = library
        writer = PageWriter(theme)
        proof = Proof(
            parser: parser,
            addresses: Proof.Addresses(origin: library.addresses.origin, path: library.addresses.path))
    }

    /// A guide's page and twin.
    struct Pair {
        var page: OutputFile
        var twin: OutputFile
        /// Why the two are no pair, if they are not.
        var finding: Finding?
    }

    /// The halves of a pair, before they become files.
    private struct Halves {
        var html: [UInt8]
        var twin: GuideTwin
        var difference: Proof.Difference?
    }

    func make(_ index: Int) -> Pair {
        let guide = library.guides[index]
        let path = library.pages[index]
        let facts = GuideFacts(library, index)
        let halves = halves(index, facts, path)
        body.removeAll()
        GuidePage.append(library, index, facts: facts, body: halves.html, writer: writer, to: body)
        return Pair(
            page: OutputFile(library.addresses.output(path, ".html"), body.bytes),
            twin: OutputFile(library.addresses.output(path, ".md"), halves.twin.twin.bytes),
            finding: halves.difference.map { difference in
                let twin = halves.twin.twin
                let lineOfBody = twin.bytes[..<twin.body.lowerBound].count { $0 == 10 } + 1
                let before = guide.document.source.bytes[..<guide.document.body.lowerBound]
                let first = before.count { $0 == 10 } + 1
                return NotEquivalent.finding(
                    difference, file: guide.file, bodyLine: lineOfBody, firstLine: first)
            })
    }

    /// Both halves, proven.
    ///
    /// Where the proof refuses them, destinations are looked for again, in a way that takes longer and sees more.
    /// And the brackets of a term link may change what marks around them mean; a term whose link does so stays text,
    /// on both sides.
    private func halves(_ index: Int, _ facts: GuideFacts, _ path: String) -> Halves {
        let first = halves(GuideBody(library: library, index: index), facts, path)
        guard first.difference != nil else { return first }
        let probed = library.guides[index].document.probeDestinations(parser: parser)
        let all = library.termLinks[index]
        let withoutOne = all.indices.map { left in all.indices.filter { $0 != left }.map { all[$0] } }
        for terms in [all] + withoutOne + [[]] {
            for places in [nil, probed] {
                let body = GuideBody(library: library, index: index, terms: terms, probed: places)
                let next = halves(body, facts, path)
                if next.difference == nil { return next }
            }
        }
        return first
    }

    private func halves(_ content: GuideBody, _ facts: GuideFacts, _ path: String) -> Halves {
        let guide = library.guides[content.index]
        body.removeAll()
        content.appendHTML(to: body)
        let html = body.bytes
        let twin = GuideTwin(content, facts: facts, markdown: markdown, frame: frame)
        let difference =
            proof.compareStructure(twin.twin, page: html, address: path)
            ?? proof.compareSource(
                twin.twin, author: guide.document.source.bytes, body: guide.document.body, edits: twin.edits)
        return Halves(html: html, twin: twin, difference: difference)
    }
}
