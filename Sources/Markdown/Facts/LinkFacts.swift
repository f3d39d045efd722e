import Support

/// Links of a document, with the bytes of their destinations and their texts.
struct LinkFacts {
    private(set) var links: [Document.Link] = []
    private(set) var texts: [Document.LinkText] = []
    /// Indices in `links` of those that are open.
    private var open: [Int] = []

    /// Adds a link whose text follows.
    ///
    /// - Parameters:
    ///   - text: how many bytes of text are before it.
    ///   - html: the byte of the HTML where its destination belongs.
    ///   - start: the location to name where its own cannot be told.
    mutating func open(_ node: Node, isImage: Bool, text: Int, html: Int, at start: SourceLocation) {
        open.append(links.count)
        texts.append(
            Document.LinkText(
                letters: text..<text, alternative: isImage ? node.plainText().text : nil, isEmpty: false))
        links.append(
            Document.Link(
                kind: .inline, isImage: isImage, destination: node.url.text, range: nil, location: start,
                html: html))
    }

    /// At a link's end its text and its bytes are known: cmark says where it ends, and what is before that end says how
    /// it was written.
    mutating func close(_ node: Node, _ runs: RunFacts, in map: inout BlockMap) {
        guard let index = open.popLast() else { return }
        closeText(of: index, runs.text)
        if let found = kind(of: node, index, in: map) {
            place(found, index, in: &map)
        } else if links[index].kind != .inline || node.isBareAddress {
            if links[index].kind == .inline { links[index].kind = .autolink }
            locateText(of: node, index, runs, map)
        } else if let found = search(node.url, in: map) {
            place(found, index, in: &map)
        } else {
            links[index].kind = .reference
        }
    }

    /// An image within a link is seen by its alternative text.
    private mutating func closeText(of index: Int, _ text: [UInt8]) {
        texts[index].letters = texts[index].letters.lowerBound..<text.count
        if let alternative = texts[index].alternative {
            texts[index].isEmpty = alternative.allSatisfy(\.isWhitespace)
        } else {
            let images = links[(index + 1)...].indices.filter { links[$0].isImage }
            texts[index].isEmpty =
                text[texts[index].letters].allSatisfy { $0.isSpaceOrTab || $0 == 10 }
                && images.allSatisfy { texts[$0].isEmpty }
        }
    }

    /// Tells by the byte at cmark's end of a link how it was written.
    ///
    /// - Returns: its destination, where it is one in parentheses.
    private mutating func kind(of node: Node, _ index: Int, in map: BlockMap) -> DestinationEnd? {
        guard let content = map.node?.content else { return nil }
        for shift in 0..<max(map.lineCount, 1) {
            guard let end = map.content(line: node.lastLine, column: node.lastColumn, shift: shift) else {
                break
            }
            guard end >= map.linkEnd else { continue }
            switch content[end] {
            case UInt8(ascii: ")"):
                if let parsed = Self.destination(node.url, in: content, closingAt: end) {
                    links[index].kind = .inline
                    return DestinationEnd(parsed: parsed, end: end)
                }
            case UInt8(ascii: ">") where shift == 0: links[index].kind = .autolink
            case UInt8(ascii: "]") where shift == 0: links[index].kind = .reference
            default: break
            }
        }
        return nil
    }

    /// A destination with the offset of the `)` after it.
    private struct DestinationEnd {
        var parsed: Destination.Parsed
        var end: Int
    }

    /// The destination of the link whose `)` is at `close`: the nearest `](` that reads as this very address.
    private static func destination(_ url: Span<UInt8>, in content: Span<UInt8>, closingAt close: Int)
        -> Destination.Parsed?
    {
        var open = close - 1
        while open >= 1 {
            if content[open] == UInt8(ascii: "("), content[open - 1] == UInt8(ascii: "]"),
                let parsed = Destination.parseInline(content, at: open + 1, closingAt: close),
                matches(parsed, url, in: content)
            {
                return parsed
            }
            open -= 1
        }
        return nil
    }

    /// Searches the text itself for a destination, for links whose end cmark does not tell.
    private func search(_ url: Span<UInt8>, in map: BlockMap) -> DestinationEnd? {
        guard let content = map.node?.content else { return nil }
        var at = map.linkEnd
        while let open = content.position(of: "](", in: at..<content.count) {
            at = open + 2
            for end in at..<content.count where content[end] == UInt8(ascii: ")") {
                guard let parsed = Destination.parseInline(content, at: at, closingAt: end) else { continue }
                if Self.matches(parsed, url, in: content) { return DestinationEnd(parsed: parsed, end: end) }
                break
            }
        }
        return nil
    }

    private static func matches(_ parsed: Destination.Parsed, _ url: Span<UInt8>, in content: Span<UInt8>)
        -> Bool
    {
        let raw = content.extracting(parsed.range)
        return raw.isSame(as: url) || raw.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }
    }

    private mutating func place(_ found: DestinationEnd, _ index: Int, in map: inout BlockMap) {
        map.cursor = found.end + 1
        map.linkEnd = found.end + 1
        guard let start = map.source(of: found.parsed.range.lowerBound) else { return }
        links[index].range = start..<(start + found.parsed.range.count)
        links[index].isBracketed = found.parsed.isBracketed
        links[index].location = map.lines.source.location(of: start)
    }

    /// Locates a link without a destination of its own by its text; the same address may be in the block before it.
    private mutating func locateText(of node: Node, _ index: Int, _ runs: RunFacts, _ map: BlockMap) {
        if let run = runs.runs.last, run.text.lowerBound == texts[index].letters.lowerBound,
            let start = run.source
        {
            links[index].location = map.lines.source.location(of: start)
        } else if links[index].kind == .autolink, let text = node.firstChild, text.kind == .text,
            let at = map.find(text.literal, from: map.linkEnd)
        {
            links[index].location = map.location(of: at) ?? links[index].location
        }
    }
}
