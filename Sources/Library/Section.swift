import Markdown
import Support

/// A part of a guide: a heading of the top level of its body, and the blocks up to the next one.
package struct Section: Sendable {
    /// Nil for what is before the first heading.
    package var heading: Document.Heading?
    /// Its top-level blocks, by their place in `Document.blocks`, without the heading.
    package var blocks: [Int]
}

extension Document {
    /// The guide's parts, in order.
    package var sections: [Section] {
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

    /// The parts that are issues, without the closing quote of the guide, which belongs to none.
    package func issues(among sections: [Section]) -> [Section] {
        var sections = sections
        if let closing = closingQuote { sections[sections.count - 1].blocks.removeAll { $0 == closing } }
        return sections.filter { $0.heading?.isIssue == true }
    }
}

extension Document {
    /// The items of a list, by their place in `Document.blocks`. What a block holds follows right after it.
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
    package func text(ofBlock block: Int) -> String {
        String(decoding: text[blocks[block].text], as: UTF8.self)
    }

    /// The location where a block starts.
    package func location(ofBlock block: Int) -> SourceLocation {
        let line = source.line(blocks[block].lines.lowerBound)
        let bytes = source.bytes
        let start = line.first { bytes[$0] != 32 && bytes[$0] != 9 && bytes[$0] != UInt8(ascii: ">") }
        return source.location(of: start ?? line.lowerBound)
    }
}
