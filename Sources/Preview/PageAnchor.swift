import Library
import Markdown
import Support

/// The location of a line of a guide's file on its page: so many blocks after a heading.
struct PageAnchor: Sendable, Hashable, Encodable {
    /// The heading's id, such as `certificates`; empty for what is before the first heading.
    var heading: String
    /// The number of blocks after it; 0 is the heading itself, or the first block of the page's body.
    var block: Int

    /// The locations on a guide's page of places in its file or in a file that it includes, for findings to lead to. Places in
    /// the front matter have none.
    ///
    /// - Parameters:
    ///   - places: each a file, relative to the site's folder, and a line in it, from 1.
    ///   - html: the HTML that guides may hold.
    static func anchors(
        of places: [(file: String, line: Int)], in guide: Guide, html: AllowedHTML
    ) -> [PageAnchor?] {
        let document = guide.parsedAgain(html, parser: Parser(), out: ByteWriter())
        let source = document.source
        let firstLine = source.lineIndex(of: document.body.lowerBound)
        let headings = Dictionary(
            zip(document.blocks.filter { $0.kind == .heading }, document.headings).map {
                ($0.lines.lowerBound, $1.anchor)
            }, uniquingKeysWith: { first, _ in first })
        let top = document.blocks.filter { $0.parent == nil && $0.kind != .html }.map { block in
            let start = source.location(of: source.line(block.lines.lowerBound).lowerBound)
            return (
                file: guide.files[Int(start.file)], line: Int(start.line),
                heading: block.kind == .heading ? headings[block.lines.lowerBound] : nil
            )
        }
        return places.map { place in
            guard place.file != guide.file || place.line - 1 >= firstLine,
                let last = top.lastIndex(where: { $0.file == place.file && $0.line <= place.line })
            else { return nil }
            let heading = top[...last].lastIndex { $0.heading != nil }
            return PageAnchor(
                heading: heading.flatMap { top[$0].heading } ?? "", block: last - (heading ?? 0))
        }
    }
}
