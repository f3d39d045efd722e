import CCMarkGFM

extension Document {
    /// A destination's bytes, and the link that has it.
    package struct Probed: Sendable {
        /// The link's place in `links`.
        package var link: Int
        package var range: Range<Int>
        package var isBracketed: Bool
    }

    /// Finds destinations by asking cmark: each text that may be one is replaced by a name of its own, the document is
    /// parsed again, and the names that come back as links' addresses tell which texts they were.
    ///
    /// It costs a parse, so it serves where the proof refuses what was found in passing. Where a replaced text was part of
    /// what made the document's links, such as a bracket that is left open, it finds nothing, and the proof has the last
    /// word.
    package func probeDestinations(parser: Parser) -> [Probed] {
        let candidates = destinationCandidates()
        guard !candidates.isEmpty else { return [] }
        // A name that is an address itself where an address was: what was a link by itself stays one.
        let probes = candidates.enumerated().map { index, candidate in
            let isAddress = source.bytes[candidate.range].starts(with: "http".utf8)
            return (isAddress ? "https://guides-probe.example/" : "guides-probe-") + String(index)
        }
        let edits = zip(candidates, probes).map { Edit(range: $0.range, replacement: Array($1.utf8)) }
        let probed = ByteWriter(capacity: body.count + 32 * edits.count)
        Relinking.append(source.bytes, part: body, edits: edits, to: probed)
        let addresses =
            probed.bytes.withUnsafeBufferPointer { bytes in
                parser.withTree(of: bytes) { root -> [String] in
                    var renderer = Renderer(
                        parser: parser, out: ByteWriter(), observer: DestinationSearch(parser: parser))
                    renderer.render(children(of: root))
                    return renderer.observer.addresses
                }
            } ?? []
        let visible = links.indices.filter { links[$0].html != nil }
        guard addresses.count == visible.count else { return [] }
        let names = Dictionary(uniqueKeysWithValues: zip(probes, candidates.indices))
        var seen: Set<Int> = []
        return zip(visible, addresses).compactMap { link, address in
            guard let index = names[address], seen.insert(index).inserted else { return nil }
            return Probed(
                link: link, range: candidates[index].range, isBracketed: candidates[index].isBracketed)
        }
    }

    /// Everything after `](` and `]:` that reads as a destination.
    private func destinationCandidates() -> [(range: Range<Int>, isBracketed: Bool)] {
        source.bytes.withUnsafeBufferPointer { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes[..<body.upperBound])
            var found: [(range: Range<Int>, isBracketed: Bool)] = []
            var at = body.lowerBound
            while let close = find("]", in: text, from: at, to: text.count) {
                at = close + 1
                guard at < text.count, text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: ":") else {
                    continue
                }
                var start = at + 1
                // A line end, and the marks of the quotes around it, may be before a destination.
                while start < text.count,
                    text[start] == 32 || (9...13).contains(text[start]) || text[start] == UInt8(ascii: ">")
                {
                    start += 1
                }
                guard let (range, isBracketed) = Destination.parse(text, at: start), !range.isEmpty,
                    range.lowerBound >= found.last?.range.upperBound ?? 0,
                    isBracketed
                        || !text[range].contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
                        )
                else { continue }
                found.append((range, isBracketed))
            }
            return found
        }
    }
}

/// Collects the addresses of links and images, in the order in which they are written.
private struct DestinationSearch: RenderObserver {
    let parser: Parser
    /// Empty for a link whose text is its address: no destination is in the text for it.
    var addresses: [String] = []

    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {}
    mutating func exit(_ node: Node, _ kind: NodeKind) {}
    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool) {}
    mutating func topLevelBlock(_ node: Node, html: Int) {}
    func isTransparent(_ link: Node) -> Bool { false }

    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        let url = view(node.pointee.as.link.url)
        if let text = node.pointee.first_child, text.pointee.next == nil, parser.kind(of: text) == .text,
            sameBytes(view(text.pointee.as.literal), url)
        {
            addresses.append("")
        } else {
            addresses.append(String(decoding: url, as: UTF8.self))
        }
    }
}
