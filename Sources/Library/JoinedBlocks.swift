import Findings
import Markdown
import Support

/// Blocks that only a comment keeps apart: two lists that would be one without it, or a list and the code below it.
struct JoinedBlocks {
    /// At the comment.
    let finding: Finding

    /// Nil where the text has the same blocks with and without its comments.
    ///
    /// - Parameters:
    ///   - document: the text as it was first read, comments and all.
    ///   - comments: the changes that take them out.
    init?(
        _ document: Document, without comments: [Composition.Change], file: String, _ parser: Parser,
        _ buffer: ByteWriter
    ) {
        guard !comments.isEmpty else { return nil }
        let composition = Composition(document.source, body: document.body, file: file, comments)
        let plain = Document(
            composition.source, body: composition.body, parser: parser, out: buffer, ids: [:])
        let lines = comments.map { document.source.lineIndex(of: $0.range.lowerBound) }
        let (before, after) = (Self.shape(of: document), Self.shape(of: plain))
        guard !before.elementsEqual(after, by: { $0.text == $1.text }) else { return nil }
        if let item = comments.map(\.range.lowerBound).first(where: { document.startsItem($0) }) {
            finding = Finding(
                .structureRawHTML, file: file, at: document.source.location(of: item),
                "this item of a list starts with nothing but a comment, and comments are taken out",
                help: "start the item with its text, so that what follows stays in it", severity: .warning)
            return
        }
        let same = zip(before, after).prefix { $0.text == $1.text }.count
        let line = same < before.count ? before[same].line : Int.max
        // The last comment before the block that is another one now.
        let index = lines.lastIndex { $0 <= line } ?? 0
        let start = comments[index].range.lowerBound
        let mark = document.source.bytes.span.position(of: "<!--", in: start..<document.source.bytes.count)
        finding = Finding(
            .structureRawHTML, file: file, at: document.source.location(of: mark ?? start),
            "only this comment keeps apart what is around it, and comments are taken out",
            help: "put a sentence between the two, or remove the comment", severity: .warning)
    }

    /// A block as it is compared.
    private struct Shape {
        var text: String
        var line: Int
    }

    private static func shape(of document: Document) -> [Shape] {
        var depths: [Int] = []
        var shapes: [Shape] = []
        /// The last comment, and for each depth the last block that is none.
        var comment: Document.Block?
        var last: [Int: Document.Block] = [:]
        for block in document.blocks {
            let depth = block.parent.map { depths[$0] + 1 } ?? 0
            depths.append(depth)
            if document.isComment(block) {
                comment = block
                continue
            }
            let before = last.updateValue(block, forKey: depth)
            if block.kind == .list, let comment, before?.kind == .list,
                document.isOfItem(comment, between: before, block)
            {
                continue
            }
            // What is behind a comment on its line is a paragraph without it.
            let kind = block.kind == .html ? .paragraph : block.kind
            let level = kind == .heading ? block.number : 0
            shapes.append(Shape(text: "\(depth) \(kind) \(level)", line: block.lines.lowerBound))
        }
        return shapes
    }
}

extension Document {
    /// Whether a block is HTML that is nothing but comments.
    fileprivate func isComment(_ block: Block) -> Bool {
        guard block.kind == .html else { return false }
        let start = source.bytes[source.line(block.lines.lowerBound)]
            .drop { $0.isSpaceOrTab || ">-+*.)0123456789".utf8.contains($0) }
        let end = source.bytes[source.line(block.lines.upperBound - 1)].reversed().drop(while: \.isSpaceOrTab)
        return start.starts(with: "<!--".utf8) && end.starts(with: ">--".utf8)
    }

    /// Whether a comment is all that is on the first line of an item of a list.
    ///
    /// - Parameter removal: the first byte of what is taken out with it.
    fileprivate func startsItem(_ removal: Int) -> Bool {
        let line = source.bytes[source.line(source.lineIndex(of: removal))]
        guard let start = line.firstRange(of: Array("<!--".utf8))?.lowerBound else { return false }
        let before = line[..<start]
        let marks = before.filter { !$0.isSpaceOrTab && $0 != UInt8(ascii: ">") }
        let isItem = marks.count == 1 ? "-*+".utf8.contains(marks[0]) : marks.last == UInt8(ascii: ".")
        return !marks.isEmpty && isItem && line.last { !$0.isSpaceOrTab } == UInt8(ascii: ">")
    }

    /// Whether a comment between two lists is about an item, so that the list goes on: it suppresses a finding, or nothing but
    /// it is between the items.
    fileprivate func isOfItem(_ comment: Block, between before: Block?, _ after: Block) -> Bool {
        guard let before, before.lines.upperBound <= comment.lines.lowerBound else { return false }
        let isRightBetween =
            before.lines.upperBound == comment.lines.lowerBound
            && comment.lines.upperBound == after.lines.lowerBound
        let text = source.bytes[source.line(comment.lines.lowerBound)]
        return isRightBetween || SuppressionComments.isSuppression(text)
    }
}
