import Markdown

/// The twin of one issue, at an address of its own: the issue's part of the guide's twin, with the way up.
struct IssueTwin {
    /// Written into the buffer that it was given.
    let markdown: ByteBuffer
    /// Why it is no part of what the page says, if it is none.
    let difference: Proof.Difference?
    /// The line of `markdown`, from 1, on which the part starts.
    let bodyLine: Int

    /// - Parameters:
    ///   - guide: the finished twin of the guide, and what it has otherwise than the author's file.
    ///   - page: the body of the guide's page, and which part of it is the issue's.
    init(
        _ issue: Issue, of index: Int, in library: Library, guide twin: Proof.Twin, edits: [Edit],
        page: ByteBuffer, part: Range<Int>, proof: Proof, markdown: ByteBuffer, frame: ByteBuffer
    ) {
        let addresses = library.addresses
        let guide = library.guides[index]
        self.markdown = markdown
        var writer = TwinWriter(markdown: markdown, frame: frame)
        writer.heading(1, issue.heading.text)
        writer.list(
            [
                .text("Human page: \(addresses.full(library.pages[index]))#\(issue.heading.anchor)"),
                .text("Markdown page: \(addresses.full(addresses.issue(issue.id))).md"),
                .link(
                    title: guide.title, twin: library.twins[index], page: "",
                    note: "The guide that this is a part of."),
                .text("Guide index: \(addresses.guideIndex)"),
            ], isTight: true)
        bodyLine = markdown.bytes.count { $0 == 10 } + 3
        let start = Self.place(of: issue.body.lowerBound, in: twin, guide, edits)
        let end = Self.place(of: issue.body.upperBound, in: twin, guide, edits)
        let lent = Self.trimmed(twin.bytes.bytes(start..<max(start, end)))
        let before = writer.blocks
        _ = writer.body { $0.append(lent) }
        if guide.document.footnotes > 0 || guide.document.links.contains(where: { $0.kind == .definition }) {
            for definition in Self.definitions(for: lent, outside: start..<end, of: twin) {
                _ = writer.body { $0.append(definition) }
            }
        }
        writer.finish()
        difference = proof.compareIssue(
            markdown, blocksBefore: before, page: page, part: part, address: library.pages[index])
    }

    /// Where a byte of the guide's file lies in its twin.
    private static func place(of offset: Int, in twin: Proof.Twin, _ guide: Guide, _ edits: [Edit]) -> Int {
        var place = twin.body.lowerBound + offset - guide.document.body.lowerBound
        for edit in edits {
            if edit.range.upperBound > offset { break }
            place += edit.replacement.count - edit.range.count
        }
        return min(max(place, twin.body.lowerBound), twin.body.upperBound)
    }

    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var part = bytes[...]
        // Lines that hold nothing; a line's own indent stays.
        while let line = part.firstIndex(of: 10),
            part[..<line].allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 })
        {
            part = part[(line + 1)...]
        }
        while let last = part.last, last == 10 || last == 13 { part = part.dropLast() }
        return part
    }

    /// Definitions and footnotes that the part names and that stand elsewhere in the guide's twin.
    private static func definitions(for part: ArraySlice<UInt8>, outside: Range<Int>, of twin: Proof.Twin)
        -> [ArraySlice<UInt8>]
    {
        let bytes = twin.bytes.bytes
        let source = SourceText(bytes)
        let document = Document(source, body: 0..<bytes.count, parser: Parser(), out: ByteBuffer())
        var found: [ArraySlice<UInt8>] = []
        var wanted = labels(in: part)
        for definition in document.definitions
        where !outside.contains(definition.range.lowerBound) && wanted.contains(definition.label) {
            found.append(trimmed(Array(bytes[definition.range])))
        }
        // A footnote may name another one.
        let notes = document.blocks.filter { $0.kind == .footnote }.map { block in
            bytes[
                source.line(block.lines.lowerBound)
                    .lowerBound..<source.line(block.lines.upperBound - 1).upperBound]
        }
        var left = notes.filter { !outside.contains($0.startIndex) }
        while let next = left.firstIndex(where: { note in
            labels(in: note.prefix { $0 != UInt8(ascii: ":") }).contains { wanted.contains($0) }
        }) {
            let note = left.remove(at: next)
            wanted.formUnion(labels(in: note))
            found.append(trimmed(Array(note)))
        }
        return found
    }

    /// Everything in square brackets, folded as labels are.
    private static func labels(in bytes: ArraySlice<UInt8>) -> Set<String> {
        var labels: Set<String> = []
        var open: Int?
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "[") { open = index + 1 }
            if bytes[index] == UInt8(ascii: "]"), let start = open {
                labels.insert(Document.label(String(decoding: bytes[start..<index], as: UTF8.self)))
                open = nil
            }
        }
        return labels
    }
}
