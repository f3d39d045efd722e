import Support

/// The proof that a twin says what its page says.
///
/// The finished twin is parsed again, whole, and written as HTML with its addresses led back to the page's. What it
/// says in its body must equal the page's body, byte for byte; what is around the body must equal the frame that
/// its values call for; and, outside the destinations that were replaced, its bytes must be the author's but for comments,
/// ids, values and included files, so that nothing hides where no reader sees it (an unused definition).
package struct Proof {
    private let parser: Parser
    private let addresses: ProofAddresses
    private let dialect: Dialect
    private let out = ByteWriter()

    /// - Parameter dialect: how bodies of the site are written.
    package init(parser: Parser, addresses: ProofAddresses, dialect: Dialect) {
        self.parser = parser
        self.dialect = dialect
        self.addresses = addresses
    }

    /// Compares what `twin` says with the page.
    ///
    /// - Parameters:
    ///   - page: the body's HTML on the page, destinations and all.
    ///   - address: the page's own path, such as `/guides/tls`.
    ///   - names: the ids of its headings.
    package func compareStructure(_ twin: Twin, page: ByteWriter, address: String, names: BodyNames)
        -> Difference?
    {
        twin.bytes.withSpan { whole in
            let bytes = whole.extracting(min(twin.start, whole.count)..<whole.count)
            return parser.withTree(of: bytes) { root -> Difference? in
                let all = root.children
                let notes = all.firstIndex { $0.kind == .footnoteDefinition } ?? all.count
                let before = min(twin.blocksBefore, notes)
                let after = max(before, notes - twin.blocksAfter)
                let firstLine = before < all.count ? all[before].firstLine : bytes.count { $0 == 10 }
                let body = render(Array(all[before..<after] + all[notes...]), address, HeadingNames(names))
                if let found = differ(.body, from: page, body, fallback: firstLine) { return found }
                let frame = render(Array(all[..<before] + all[after..<notes]), address, nil)
                return differ(.frame, from: twin.frame, frame, fallback: 1)
            }??.moved(past: whole, upTo: twin.start)
        }
    }

    /// Compares the twin's bytes with the author's, outside the edits.
    package func compareSource(_ twin: Twin, author: [UInt8], body: Range<Int>, edits: [Edit]) -> Difference?
    {
        out.removeAll()
        Relinking.append(author, part: body, edits: edits, to: out)
        return twin.bytes.withSpan { bytes in
            out.withSpan { expected in
                let found = bytes.extracting(twin.body)
                if found.isSame(as: expected) { return nil }
                let offset = Self.firstDifference(found, expected)
                let line = bytes.extracting(0..<(twin.body.lowerBound + offset)).count { $0 == 10 } + 1
                return Difference(
                    part: .source, line: line, expected: Self.excerpt(expected, at: offset),
                    found: Self.excerpt(found, at: offset))
            }
        }
    }

    /// Compares what an issue's own twin says between its head and its end with the issue's part of the page.
    ///
    /// - Parameters:
    ///   - start: the first byte of its markdown, behind front matter.
    ///   - blocksBefore: how many blocks its head has.
    ///   - blocksAfter: how many blocks its end has.
    ///   - frame: the HTML that both amount to.
    ///   - page: the body's HTML on the page, of which `part` is the issue's.
    ///   - names: the ids of the headings of the part.
    package func compareIssue(
        _ twin: ByteWriter, start: Int = 0, blocksBefore: Int, blocksAfter: Int = 0, frame: ByteWriter,
        page: ByteWriter, part: Range<Int>,
        address: String, names: BodyNames
    ) -> Difference? {
        twin.withSpan { whole in
            parser.withTree(of: whole.extracting(min(start, whole.count)..<whole.count)) {
                root -> Difference? in
                let all = root.children
                let notes = all.firstIndex { $0.kind == .footnoteDefinition } ?? all.count
                let before = min(blocksBefore, notes)
                let after = max(before, notes - blocksAfter)
                let around = render(Array(all[..<before] + all[after..<notes]), address, nil)
                if let found = differ(.frame, from: frame, around, fallback: 1) { return found }
                let body = render(Array(all[before..<after]), address, HeadingNames(names))
                let (found, own) = out.withSpan { ProofNotes.apart($0) }
                let noteLines = render(Array(all[notes...]), address, .plain)
                return page.withSpan { page in
                    let (wanted, numbers) = ProofNotes.apart(page.extracting(part))
                    if found != wanted {
                        return Self.differ(.body, from: wanted.span, found.span, body, fallback: 1)
                    }
                    if own.isEmpty, notes == all.count { return nil }
                    let notes = out.withSpan { ProofNotes($0) }
                    let pairs = zip(own, numbers).map { ProofNotes.Pair(twin: $0, page: $1) }
                    return notes.difference(from: ProofNotes(page), pairs).flatMap { expected, found in
                        Self.differ(
                            .body, from: expected.span, found.span, [], fallback: noteLines.first?.line ?? 1)
                    }
                }
            }??.moved(past: whole, upTo: start)
        }
    }

    /// Writes blocks of a twin into `out`, with their addresses led back to the page's.
    ///
    /// - Parameter names: gives the body's headings their ids; nil for blocks around the body.
    /// - Returns: the lines of the twin from which the HTML comes.
    private func render(_ blocks: [Node], _ address: String, _ names: HeadingNames?) -> [TwinLine] {
        out.removeAll()
        let reader = TwinAddressReader(
            addresses: addresses, own: Array(address.utf8), readsBareAddresses: names != nil)
        var dialect = dialect
        if names == nil { dialect.html = [] }
        var renderer = Renderer(out: out, observer: reader, dialect: dialect, names: names ?? .plain)
        renderer.render(blocks)
        return renderer.observer.lines
    }

    /// The first difference of what was written into `out`; nil where it is as expected.
    private func differ(
        _ part: Difference.Part, from expected: ByteWriter, _ lines: [TwinLine], fallback: Int
    ) -> Difference? {
        out.withSpan { found in
            expected.withSpan { Self.differ(part, from: $0, found, lines, fallback: fallback) }
        }
    }

    private static func differ(
        _ part: Difference.Part, from expected: Span<UInt8>, _ found: Span<UInt8>, _ lines: [TwinLine],
        fallback: Int
    ) -> Difference? {
        if found.isSame(as: expected) { return nil }
        let offset = firstDifference(found, expected)
        return Difference(
            part: part, line: lines.last { $0.html <= offset }?.line ?? fallback,
            expected: excerpt(expected, at: offset), found: excerpt(found, at: offset))
    }

    private static func firstDifference(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        var offset = 0
        while offset < min(a.count, b.count), a[offset] == b[offset] { offset += 1 }
        return offset
    }

    /// Some characters around a byte, whole words and whole characters.
    private static func excerpt(_ text: Span<UInt8>, at offset: Int) -> String {
        var start = max(0, offset - 20)
        while start > 0, start < text.count, text[start].isUTF8Continuation { start -= 1 }
        var end = min(text.count, offset + 40)
        while end < text.count, text[end].isUTF8Continuation { end += 1 }
        guard start < end else { return "nothing" }
        return text.extracting(start..<end).text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
