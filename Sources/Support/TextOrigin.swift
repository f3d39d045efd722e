/// Where the parts of a text come from that was put together from several texts.
package final class TextOrigin: Sendable {
    /// A part of the text.
    package struct Piece: Sendable {
        /// Its first byte in the whole.
        package var start: Int
        /// The number of the text that it comes from, which its locations name.
        package var text: Int
        /// Its first byte in that text.
        package var offset: Int
        /// Whether its bytes are there as they are here; else all of them are located where they were put in.
        package var isVerbatim: Bool

        package init(start: Int, text: Int, offset: Int, isVerbatim: Bool) {
            self.start = start
            self.text = text
            self.offset = offset
            self.isVerbatim = isVerbatim
        }
    }

    /// The texts that it comes from: the file itself, then the others, each once.
    package let texts: [SourceText]
    /// In order, the first at 0.
    package let pieces: [Piece]

    package init(_ texts: [SourceText], _ pieces: [Piece]) {
        self.texts = texts
        self.pieces = pieces
    }

    /// The location of a byte of the whole, in the text that it comes from.
    func location(of offset: Int) -> SourceLocation {
        let index = max(0, pieces.partitionPoint { $0.start <= offset } - 1)
        guard pieces.indices.contains(index) else { return .start }
        let piece = pieces[index]
        var location = texts[piece.text].location(
            of: piece.offset + (piece.isVerbatim ? offset - piece.start : 0))
        location.file = UInt16(clamping: piece.text)
        return location
    }
}
