import Markdown

/// Where a line of a guide's file is to be found on its page: so many blocks after a heading.
package struct Spot: Sendable, Hashable, Encodable {
    /// The heading's id; empty for what is before the first heading.
    package var anchor: String
    /// How many blocks after it; 0 is the heading itself, or the first block of the page's body.
    package var block: Int
}

extension Library {
    /// The spots of lines of a guide, for findings to lead to. Lines of the front matter have none.
    package func spots(of lines: [Int], in index: Int) -> [Spot?] {
        let guide = guides[index]
        let source = SourceText(guide.document.source.bytes)
        let document = Document(source, body: guide.document.body, parser: Parser(), out: ByteWriter())
        let top = document.blocks.filter { $0.parent == nil && $0.kind != .html }
        let headings = Dictionary(
            document.headings.map { (Int($0.location.line), $0.anchor) }, uniquingKeysWith: { first, _ in first }
        )
        let first = source.lineIndex(of: guide.document.body.lowerBound)
        return lines.map { line in
            guard line - 1 >= first else { return nil }
            var spot = Spot(anchor: "", block: -1)
            for block in top where block.lines.lowerBound < line {
                if block.kind == .heading, let anchor = headings[block.lines.lowerBound + 1] {
                    spot = Spot(anchor: anchor, block: 0)
                } else {
                    spot.block += 1
                }
            }
            return spot.block < 0 ? nil : spot
        }
    }
}
