import Support

extension Document {
    /// The footnotes of the document that are shown: of each its bytes in the file, and its label, folded, such as
    /// `^1`.
    package var footnoteDefinitions: [(range: Range<Int>, label: String)] {
        blocks.lazy.filter { $0.kind == .footnote }.compactMap { block in
            let first = source.line(block.lines.lowerBound)
            let range = first.lowerBound..<source.line(block.lines.upperBound - 1).upperBound
            return Brackets.contents(in: source.bytes.span.extracting(first)).first.map { label in
                let bytes = (label.lowerBound + first.lowerBound)..<(label.upperBound + first.lowerBound)
                return (range, ReferenceLabel.folded(String(decoding: source.bytes[bytes], as: UTF8.self)))
            }
        }
    }
}
