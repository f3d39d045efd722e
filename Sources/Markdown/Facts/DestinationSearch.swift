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
        let probes = candidates.enumerated().map { index, candidate in
            Self.probe(index, for: source.bytes[candidate.range])
        }
        let edits = zip(candidates, probes).map { Edit(range: $0.range, replacement: Array($1.utf8)) }
        let probed = ByteWriter(capacity: body.count + 32 * edits.count)
        Relinking.append(source.bytes, part: body, edits: edits, to: probed)
        let addresses =
            probed.withSpan { bytes in
                parser.withTree(of: bytes) { root -> [String] in
                    var renderer = Renderer(
                        out: ByteWriter(), observer: AddressCollector(), dialect: Dialect(html: []),
                        names: .plain)
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

    /// A name in place of a text that may be a destination, of the same kind: what was a link by itself stays one, and what
    /// was none becomes none (GitHub Flavored Markdown 0.29, section 6.9).
    private static func probe(_ number: Int, for text: ArraySlice<UInt8>) -> String {
        // Only between angle brackets may a space be, and nowhere else is a text with one a destination or a link by itself.
        let index = text.contains(where: \.isSpaceOrTab) ? " \(number)" : String(number)
        for scheme in ["http://", "https://", "ftp://"] where text.starts(with: scheme.utf8) {
            return "\(scheme)guides-probe.example/\(index)"
        }
        if text.starts(with: "www.".utf8) { return "www.guides-probe.example/\(index)" }
        for scheme in ["mailto:", "xmpp:"] where text.starts(with: scheme.utf8) {
            return "\(scheme)guides-probe-\(index)@example.com"
        }
        return text.contains(UInt8(ascii: "@"))
            ? "guides-probe-\(index)@example.com" : "guides.probe-\(index)"
    }

    /// Everything after `](` and `]:` that reads as the destination of a link that is there.
    private func destinationCandidates() -> [(range: Range<Int>, isBracketed: Bool)] {
        let text = source.bytes.span.extracting(0..<body.upperBound)
        let destinations = Set(links.map { Array($0.destination.utf8) })
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
                // Another one is left as it is: it may be an address of mail, or a part of what makes links.
                text.extracting(range).contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }
                )
                    || destinations.contains(Array(source.bytes[range])),
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
