import Support

extension Document {
    /// A block of code.
    package struct CodeBlock: Sendable {
        /// The text after the opening fence, such as `sh`; empty for indented code.
        package var info: String
        package var location: SourceLocation
        package var isFenced: Bool
        /// False for a fence that nothing closes.
        package var isClosed: Bool
        /// Its letters, in `Document.text`.
        package var text: Range<Int>
    }

    /// The bytes of the file that are code, in order: marks and entities in them are text. The line that opens a fence
    /// is none of them.
    package var codeBytes: [Range<Int>] {
        var ranges: [Range<Int>] = []
        for block in blocks where block.kind == .code {
            let first = source.line(block.lines.lowerBound)
            let opening = source.bytes[first].drop {
                !"`~".utf8.contains($0) && ($0 <= 32 || $0 == UInt8(ascii: ">"))
            }
            let isFenced = opening.starts(with: "```".utf8) || opening.starts(with: "~~~".utf8)
            let start = isFenced ? first.upperBound : first.lowerBound
            ranges.append(start..<source.line(block.lines.upperBound - 1).upperBound)
        }
        for run in runs where run.context.contains(.code) && !run.context.contains(.codeBlock) {
            if let start = run.source, let end = run.sourceEnd { ranges.append(start..<end) }
        }
        return ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }
}
