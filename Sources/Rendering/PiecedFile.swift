import Support

/// A file that is put together from many pieces, such as a catalog of all issues: it is never whole in memory, and a build after a
/// change copies what is around that change from the file before.
struct PiecedFile: Sendable {
    /// Below the output folder.
    let path: String
    /// What is before the pieces, and after them.
    let head: [UInt8]
    let tail: [UInt8]
    let pieces: [Piece]

    /// Stands for the bytes of a piece.
    struct Piece: Sendable, Equatable, BinaryCodable {
        let checksum: UInt64
        /// Number of its bytes.
        let count: Int

        init(checksum: UInt64, count: Int) { (self.checksum, self.count) = (checksum, count) }

        func write(to writer: inout BinaryWriter) {
            writer.write(checksum)
            writer.write(small: count)
        }

        init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
            checksum = try reader.number()
            count = try reader.small32()
        }
    }

    /// What is before a piece.
    static func separator(isFirst: Bool) -> StaticString { isFirst ? "\n" : ",\n" }

    /// Number of bytes of some pieces, with what is before each.
    private static func count(_ pieces: ArraySlice<Piece>) -> Int {
        pieces.indices.reduce(0) { $0 + separator(isFirst: $1 == 0).utf8CodeUnitCount + pieces[$1].count }
    }

    /// What an earlier version of the file has in common with this one.
    struct Common: Sendable {
        /// Number of pieces at the start that are the same, and at the end.
        let start: Int
        let end: Int
        /// Bytes of the earlier file that have them.
        let startBytes: Range<Int>
        let endBytes: Range<Int>
    }

    /// - Parameter former: the pieces of an earlier version, which had the same head and tail.
    func common(with former: [Piece]) -> Common {
        let start = zip(former, pieces).prefix { $0 == $1 }.count
        // The first piece has another separator.
        let most = max(0, min(former.count, pieces.count) - max(1, start))
        let end = zip(former.reversed(), pieces.reversed()).prefix(most).prefix { $0 == $1 }.count
        let size = head.count + Self.count(former[...])
        return Common(
            start: start, end: end,
            startBytes: head.count..<(head.count + Self.count(former[..<start])),
            endBytes: (size - Self.count(former[(former.count - end)...]))..<size)
    }

    /// Writes the file from the bytes of its pieces.
    ///
    /// - Parameters:
    ///   - range: the pieces to write; those around it are written by `before` and `after`.
    ///   - read: the bytes of a piece.
    func write(
        _ range: Range<Int>? = nil, to append: (ArraySlice<UInt8>) throws(DiskError) -> Void,
        before: () throws(DiskError) -> Void = {}, after: () throws(DiskError) -> Void = {},
        _ read: (Int) throws(DiskError) -> [UInt8]
    ) throws(DiskError) {
        let separators = [false, true].map { isFirst in
            Self.separator(isFirst: isFirst).withUTF8Buffer { Array($0) }
        }
        try append(head[...])
        try before()
        for piece in range ?? pieces.indices {
            try append(separators[piece == 0 ? 1 : 0][...])
            try append(try read(piece)[...])
        }
        try after()
        try append(tail[...])
    }
}
