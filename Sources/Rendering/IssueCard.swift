import Checks
import Library
import Markdown
import Support

/// One issue as an agent fetches it: its published twin, with what leans on text outside it.
package struct IssueCard: Sendable, Encodable {
    var markdown: String
    var tokens: Int
    var marks: [Mark]

    /// A part of the twin that means something only together with text outside it.
    struct Mark: Sendable, Encodable, Hashable {
        /// Characters from the twin's start.
        var start: Int
        var end: Int
        var why: String
    }

    /// - Parameters:
    ///   - number: index of the issue among the guide's.
    ///   - twin: the issue's own twin.
    package init(_ number: Int, of guide: Guide, twin: [UInt8]) {
        markdown = String(decoding: twin, as: UTF8.self)
        tokens = Tokens.estimate(twin)
        let source = guide.written
        let body = Self.body(of: twin)
        let found = guide.words.outsideReferences.filter { $0.issue == number }.compactMap {
            reference -> (range: Range<Int>, why: String)? in
            guard let start = source.offset(of: reference.location),
                let end = source.offset(of: reference.end), start < end,
                let offset = twin.span.position(of: source.bytes.span.extracting(start..<end), in: body)
            else { return nil }
            return (offset..<(offset + end - start), AgentsAlone.message(reference))
        }
        let letters = { (offset: Int) in Tokens.characters(twin.span.extracting(0..<offset)) }
        marks = []
        for (range, why) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let mark = Mark(start: letters(range.lowerBound), end: letters(range.upperBound), why: why)
            if mark.start >= marks.last?.end ?? 0 { marks.append(mark) }
        }
    }

    /// The bytes of an issue's twin that are below its head.
    private static func body(of twin: [UInt8]) -> Range<Int> {
        var start = 0
        for _ in 0..<IssueTwin.blocksInHead {
            guard let end = twin.span.position(of: "\n\n", in: start..<twin.count) else { break }
            start = end + 2
        }
        return start..<twin.count
    }
}
