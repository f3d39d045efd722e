import Support

/// A set of words that may say yes wrongly, but never no: one bit a word, looked up in a few instructions.
package struct WordFilter: Sendable {
    private var bits: [UInt64]
    private let mask: UInt64

    /// - Parameter expected: about how many words it will hold; each has sixteen bits or more to itself.
    init(expecting expected: Int = 0) {
        var count = 32
        while count * 4 < expected { count *= 2 }
        bits = [UInt64](repeating: 0, count: count)
        mask = UInt64(count - 1)
    }

    mutating func insert(_ key: UInt64) { bits[Int(key >> 6 & mask)] |= 1 << (key & 63) }

    @inline(__always)
    package func mayContain(_ key: UInt64) -> Bool { bits[Int(key >> 6 & mask)] & (1 << (key & 63)) != 0 }
}

extension WordFilter: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(bits) }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        bits = try reader.list()
        guard bits.count > 0, bits.count & (bits.count - 1) == 0 else { throw BinaryReader.Broken() }
        mask = UInt64(bits.count - 1)
    }
}
