import Support

extension Document {
    /// The bytes of a link's destination, as they were found by a search.
    package struct DestinationLocation: Sendable {
        /// Index of the link in `links`.
        package var link: Int
        package var range: Range<Int>
        package var isBracketed: Bool
    }

    /// Finds destinations by asking cmark: each text that may be one is replaced by a name of its own, the document is
    /// parsed again, and the names that come back as links' addresses tell which texts they were.
    ///
    /// It costs a parse, so it serves where the proof refuses what was found in passing. Where a replaced text was part
    /// of what made the document's links, such as a bracket that is left open, it finds nothing, and the proof has the
    /// last word.
    package func searchDestinations(parser: Parser) -> [DestinationLocation] {
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
            probed.withSpan { bytes in
                parser.withTree(of: bytes) { root -> [String] in
                    var renderer = Renderer(out: ByteWriter(), observer: AddressCollector())
                    renderer.render(root.children)
                    return renderer.observer.addresses
                }
            } ?? []
        let visible = links.indices.filter { links[$0].html != nil }
        guard addresses.count == visible.count else { return [] }
        let names = Dictionary(uniqueKeysWithValues: zip(probes, candidates.indices))
        var seen: Set<Int> = []
        return zip(visible, addresses).compactMap { link, address in
            guard let index = names[address], seen.insert(index).inserted else { return nil }
            return DestinationLocation(
                link: link, range: candidates[index].range, isBracketed: candidates[index].isBracketed)
        }
    }

    /// Everything after `](` and `]:` that reads as a destination.
    private func destinationCandidates() -> [(range: Range<Int>, isBracketed: Bool)] {
        let text = source.bytes.span.extracting(0..<body.upperBound)
        var found: [(range: Range<Int>, isBracketed: Bool)] = []
        var at = body.lowerBound
        while let close = text.position(of: UInt8(ascii: "]"), from: at) {
            at = close + 1
            guard at < text.count, text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: ":") else {
                continue
            }
            // A line end, and the marks of the quotes around it, may be before a destination.
            let start =
                text.firstIndex(from: at + 1) {
                    $0 != 32 && !(9...13).contains($0) && $0 != UInt8(ascii: ">")
                }
                ?? text.count
            guard let (range, isBracketed) = Destination.parse(text, at: start), !range.isEmpty,
                range.lowerBound >= found.last?.range.upperBound ?? 0,
                isBracketed
                    || !text.extracting(range).contains(where: {
                        $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
                    })
            else { continue }
            found.append((range, isBracketed))
        }
        return found
    }
}

/// Collects the addresses of links and images, in the order in which they are written.
private struct AddressCollector: RenderObserver {
    /// Empty for a link whose text is its address: no destination is in the text for it.
    var addresses: [String] = []

    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter) {
        if let text = node.firstChild, text.next == nil, text.kind == .text, text.literal.isSame(as: node.url)
        {
            addresses.append("")
        } else {
            addresses.append(node.url.text)
        }
    }
}
