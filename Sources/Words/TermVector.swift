import Support

/// The words of a text that tell it from others, to be compared with those of others.
package struct TermVector: Sendable {
    /// The words with the largest weights: the word's key in the upper half, its weight in the lower; in no order.
    let weights: [UInt64]
    /// The square of the vector's length.
    package let squaredLength: UInt64
    /// All words of the text's prose, where they are kept.
    package let words: WordFilter?

    /// The same without `words`.
    package var withoutWords: TermVector { TermVector(weights) }

    init(_ weights: [UInt64], words: WordFilter? = nil) {
        self.weights = weights
        squaredLength = weights.reduce(0) { $0 + ($1 & 0xFFFF_FFFF) * ($1 & 0xFFFF_FFFF) }
        self.words = words
    }
}

/// Without `words`.
extension TermVector: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(weights) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) { self.init(try reader.list()) }
}
