import Support

/// The folded letters of a word, or of several words written as one, as a 64-bit fingerprint, compared as equal:
/// `reverse DNS`, `Reverse-DNS` and `reversedns` are one.
///
/// It is a polynomial over the letters' bytes, modulo 2^64, so that the fingerprints of two words can be joined to that
/// of both: `h(ab) = h(a) · B^|b| + h(b)`. No two words of up to three letters and digits share one (WordTests). Of
/// longer ones it is not excluded: among a million different words the odds are one in 37 million (n² / 2^65), and then
/// a text is found where another one is meant. Where more than that hangs on it, since what is equal is deleted,
/// `Words.foldedText` gives the letters themselves.
package struct FoldedWord: Sendable, Hashable {
    private(set) package var bits: UInt64 = 0
    /// Number of their bytes.
    private(set) package var count = 0

    init() {}

    @inline(__always)
    init(bits: UInt64, count: Int) {
        self.bits = bits
        self.count = count
    }

    /// These letters with others after them.
    func joined(_ next: FoldedWord) -> FoldedWord {
        FoldedWord(bits: bits &* Self.power(next.count) &+ next.bits, count: count + next.count)
    }

    /// These letters with one more byte.
    @inline(__always)
    func appending(_ byte: UInt8) -> FoldedWord {
        FoldedWord(bits: Self.add(byte, to: bits), count: count + 1)
    }

    /// These letters with an s after them.
    var plural: FoldedWord { appending(UInt8(ascii: "s")) }

    /// These letters with a byte after them that no text has: `mail server`, cut there, is another one than
    /// `mailserver`.
    @inline(__always)
    var cut: FoldedWord { appending(0xFF) }

    /// A number that stands for them, the same on every machine and in every run, with its bits spread (the finalizer
    /// of MurmurHash3): any part of it will do as the slot in a table.
    @inline(__always)
    var key: UInt64 {
        var key = bits ^ 0x9E37_79B9_7F4A_7C15
        key = (key ^ key >> 33) &* 0xff51_afd7_ed55_8ccd
        key = (key ^ key >> 33) &* 0xc4ce_b9fe_1a85_ec53
        return key ^ key >> 33
    }

    /// Takes one more byte of a word.
    @inline(__always)
    static func add(_ byte: UInt8, to bits: UInt64) -> UInt64 { bits &* base &+ UInt64(byte) }

    /// The polynomial's base: odd, so that no byte is lost, with bits all over the word (MMIX's multiplier, Knuth).
    private static var base: UInt64 { 6_364_136_223_846_793_005 }

    /// The base to the power of a number of bytes.
    @inline(__always)
    private static func power(_ exponent: Int) -> UInt64 {
        var (result, square, rest) = (UInt64(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result &*= square }
            square &*= square
            rest >>= 1
        }
        return result
    }
}

extension FoldedWord: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(bits)
        writer.write(small: count)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        bits = try reader.number()
        count = try reader.small()
    }
}
