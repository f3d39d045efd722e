import Library
import Markdown
import Support

/// The location of a line of a guide's file on its page: so many blocks after a heading.
struct PageAnchor: Sendable, Hashable, Encodable {
    /// The heading's id, such as `certificates`; empty for what is before the first heading.
    var heading: String
    /// The number of blocks after it; 0 is the heading itself, or the first block of the page's body.
    var block: Int

    /// The locations of lines of a guide, for findings to lead to. Lines of the front matter have none.
    ///
    /// - Parameter lines: numbers from 1.
    static func anchors(of lines: [Int], in guide: Guide) -> [PageAnchor?] {
        let source = guide.document.source.withLines
        let document = Document(source, body: guide.document.body, parser: Parser(), out: ByteWriter())
        let top = document.blocks.filter { $0.parent == nil && $0.kind != .html }
        let headings = Dictionary(
            document.headings.map { (Int($0.location.line), $0.anchor) },
            uniquingKeysWith: { first, _ in first }
        )
        let first = source.lineIndex(of: guide.document.body.lowerBound)
        return lines.map { line in
            guard line - 1 >= first else { return nil }
            var anchor = PageAnchor(heading: "", block: -1)
            for block in top where block.lines.lowerBound < line {
                if block.kind == .heading, let heading = headings[block.lines.lowerBound + 1] {
                    anchor = PageAnchor(heading: heading, block: 0)
                } else {
                    anchor.block += 1
                }
            }
            return anchor.block < 0 ? nil : anchor
        }
    }
}
