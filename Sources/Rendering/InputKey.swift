import Support

/// Stands for all that some files are made from. Equal ones mean the same files.
struct InputKey: Hashable, Sendable, BinaryCodable {
    private let first: UInt64
    private let second: UInt64

    /// - Parameter parts: what it stands for.
    init(of parts: [UInt8]) {
        let digest = ContentHash.digest(parts).span
        (first, second) = (digest.upToEight(0..<8), digest.upToEight(8..<16))
    }

    func write(to writer: inout BinaryWriter) {
        writer.write(first)
        writer.write(second)
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        (first, second) = (try reader.number(), try reader.number())
    }
}
