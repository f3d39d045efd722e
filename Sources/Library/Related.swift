import Support

/// A guide that belongs beside another one.
package struct Related: Sendable, Hashable {
    package var guide: Int
    /// How like the two are, in thousandths (`PairScores`); 1000 for a guide that the author named, 0 for one that is of
    /// the same category and no more.
    var score: Int

    init(guide: Int, score: Int) {
        self.guide = guide
        self.score = score
    }

    /// Whether it comes first where the better one does: of equals the first by slug, which is the order of guides.
    func isBefore(_ other: Related) -> Bool { (score, -guide) > (other.score, -other.guide) }
}

extension Related: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(small: guide)
        writer.write(small: score)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(guide: try reader.small(), score: try reader.small())
    }
}
