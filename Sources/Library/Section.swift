import Markdown
import Support

/// A part of a guide: a heading of the top level of its body, and the blocks up to the next one.
package struct Section: Sendable {
    /// Nil for the part before the first heading.
    package var heading: Document.Heading?
    /// Its top-level blocks, as indices in `Document.blocks`, without the heading.
    package var blocks: [Int]
}

extension Document {
    /// The guide's parts, in order.
    var sections: [Section] {
        var sections: [Section] = [Section(heading: nil, blocks: [])]
        var number = 0
        for (index, block) in blocks.enumerated() {
            if block.kind == .heading {
                if block.parent == nil { sections.append(Section(heading: headings[number], blocks: [])) }
                number += 1
            } else if block.parent == nil, block.kind != .footnote {
                sections[sections.count - 1].blocks.append(index)
            }
        }
        return sections
    }

    /// The parts that are issues, in order: of each the blocks before any heading below its own.
    var issueSections: [Section] {
        issues.map { issue in
            let top = issue.blocks.filter { blocks[$0].parent == nil }
            return Section(
                heading: headings[issue.heading], blocks: Array(top.prefix { blocks[$0].kind != .heading }))
        }
    }
}

extension Document {
    /// The items of a list, as indices in `Document.blocks`. Blocks within a block follow right after it.
    package func items(of list: Int) -> [Int] {
        var items: [Int] = []
        for index in blocks.indices.dropFirst(list + 1) {
            guard let parent = blocks[index].parent, parent >= list else { break }
            if parent == list, blocks[index].kind == .item { items.append(index) }
        }
        return items
    }

    /// Whether code is in a range of `Document.text`.
    package func hasCode(in text: Range<Int>) -> Bool {
        runs[firstRun(endingAfter: text.lowerBound)...].prefix {
            $0.text.lowerBound < text.upperBound
        }.contains {
            $0.context.contains(.code)
        }
    }

    /// The text of a block.
    func text(ofBlock block: Int) -> String {
        String(decoding: text[blocks[block].text], as: UTF8.self)
    }

    /// The location of the first byte of a block that is no mark of a quote.
    package func location(ofBlock block: Int) -> SourceLocation {
        let line = source.line(blocks[block].lines.lowerBound)
        let bytes = source.bytes
        let start = line.first { !bytes[$0].isSpaceOrTab && bytes[$0] != UInt8(ascii: ">") }
        return source.location(of: start ?? line.lowerBound)
    }
}
