import Checks
import Findings
import Library
import Markdown
import Support

/// One issue as an agent would lift it: its section of the twin, with what it leans on outside itself.
package struct SectionCard: Sendable, Encodable {
    package var markdown: String
    package var tokens: Int
    package var marks: [Mark]

    /// A part of the section that means something only together with text outside it.
    package struct Mark: Sendable, Encodable, Hashable {
        /// Characters from the section's start.
        package var start: Int
        package var end: Int
        package var why: String
    }

    /// - Parameters:
    ///   - id: the anchor of the issue's heading.
    ///   - twin: the guide's twin.
    ///   - findings: what is found of the guide; those of `issues/alone` say what a section leans on.
    package init?(_ id: String, of guide: Guide, twin: [UInt8], findings: [Finding]) {
        let source = SourceText(twin)
        let document = Document(source, body: 0..<twin.count, parser: Parser(), out: ByteWriter())
        let headings = document.headings
        guard let at = headings.firstIndex(where: { $0.isIssue && $0.anchor == id }) else { return nil }
        let start = source.line(Int(headings[at].location.line) - 1).lowerBound
        let next = headings[(at + 1)...].first { $0.level <= headings[at].level }
        // The last issue ends where what is around the body goes on.
        let label = Array((GuideFacts.resourcesLabel + "\n").utf8)
        var end = next.map { source.line(Int($0.location.line) - 1).lowerBound } ?? twin.count
        if let resources = document.blocks.first(where: { block in
            let first = source.line(block.lines.lowerBound).lowerBound
            return block.parent == nil && first > start && first < end && twin[first...].starts(with: label)
        }) {
            end = source.line(resources.lines.lowerBound).lowerBound
        }
        // The closing quote of the guide belongs to none of its sections.
        if guide.document.headings.last?.anchor == id,
            let last = document.blocks.last(where: { block in
                let first = source.line(block.lines.lowerBound).lowerBound
                return block.parent == nil && block.kind != .footnote && first > start && first < end
            }), last.kind == .quote
        {
            end = source.line(last.lines.lowerBound).lowerBound
        }
        while end > start, twin[end - 1] == 10 { end -= 1 }
        markdown = String(decoding: twin[start..<end], as: UTF8.self)
        tokens = Tokens.estimate(Array(twin[start..<end]))

        var found: [(range: Range<Int>, why: String)] = []
        // What a reference leads to is with its definition, so references are looked for by their labels.
        for definition in document.definitions where !(start..<end).contains(definition.range.lowerBound) {
            for range in Self.brackets(in: twin, start..<end)
            where Document.label(String(decoding: twin[range].dropFirst().dropLast(), as: UTF8.self))
                == definition.label
            {
                found.append((range, "a link here has its address elsewhere, in a definition"))
            }
        }
        for range in Self.brackets(in: twin, start..<end)
        where twin[range.lowerBound + 1] == UInt8(ascii: "^") {
            let isHere = (start..<end).contains { position in
                position + range.count < end && twin[position..<(position + range.count)] == twin[range]
                    && twin[position + range.count] == UInt8(ascii: ":")
            }
            if !isHere { found.append((range, "a footnote here is elsewhere")) }
        }
        let lines = SourceText(guide.written ?? guide.document.source.bytes)
        for finding in findings where finding.id == AgentsAlone.id {
            guard let from = lines.offset(of: finding.location) else { continue }
            let to =
                finding.end.flatMap { lines.offset(of: $0) }
                ?? lines.bytes[from...].prefix { $0 > 32 && $0 != 46 && $0 != 44 }.endIndex
            let words = Array(lines.bytes[from..<max(from, to)])
            guard !words.isEmpty, let position = Self.find(words, in: twin, start..<end),
                finding.location.line >= guide.document.headings.first(where: {
                    $0.isIssue && $0.anchor == id
                })?
                .location.line ?? 0
            else { continue }
            found.append((position, finding.message))
        }
        let letters = { (offset: Int) in Tokens.characters(Array(twin[start..<offset])) }
        var marks: [Mark] = []
        for (range, why) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let mark = Mark(start: letters(range.lowerBound), end: letters(range.upperBound), why: why)
            if mark.start >= marks.last?.end ?? 0 { marks.append(mark) }
        }
        self.marks = marks
    }

    /// Everything in square brackets on one line.
    private static func brackets(in bytes: [UInt8], _ part: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: Int?
        for index in part {
            switch bytes[index] {
            case UInt8(ascii: "["): open = index
            case UInt8(ascii: "]"):
                if let start = open, index > start + 1 { found.append(start..<(index + 1)) }
                open = nil
            case 10: open = nil
            default: break
            }
        }
        return found
    }

    private static func find(_ words: [UInt8], in bytes: [UInt8], _ part: Range<Int>) -> Range<Int>? {
        guard part.count >= words.count else { return nil }
        for start in part.lowerBound...(part.upperBound - words.count)
        where bytes[start] == words[0] && bytes[start..<(start + words.count)].elementsEqual(words) {
            return start..<(start + words.count)
        }
        return nil
    }
}
