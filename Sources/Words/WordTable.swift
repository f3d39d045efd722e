import Support

/// Words by number, in the order in which they were first met: kept in one run of bytes, for texts of which there are
/// too many to make a `String` of each word.
package struct WordTable: Sendable {
    /// All words, one after the other.
    private var bytes: [UInt8] = []
    /// End of each word in `bytes`.
    private var ends: [UInt32] = []
    /// The hashes of words, which tell them apart: the chance that any two of a million words have the same is below one in ten
    /// million.
    private var hashes: OpenTable<UInt64, Void>

    /// What hashes begin with: another number for each table, so that nobody can write words that have the same hash.
    package let seed: UInt64

    /// - Parameter expecting: about how many words there will be.
    package init(expecting: Int) {
        hashes = OpenTable(expecting: max(512, expecting))
        seed = .random(in: .min ... .max)
    }

    package var count: Int { ends.count }

    /// A word by its number.
    package subscript(_ number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    /// Up to eight bytes of a word, the first one lowest; zeros where it has no more.
    package func upToEight(of number: Int, from offset: Int) -> UInt64 {
        let word = range(of: number)
        return bytes.span.upToEight(min(word.lowerBound + offset, word.upperBound)..<word.upperBound)
    }

    private func range(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The number of a word of a text, which it has from now on.
    package mutating func number(of word: Range<Int>, in text: [UInt8]) -> Int {
        number(of: word, in: text, hash: WordHash.of(word, in: text, seed: seed))
    }

    /// - Parameter hash: that of the word, where it is known already.
    package mutating func number(of word: Range<Int>, in text: [UInt8], hash: UInt64) -> Int {
        let number = hashes.number(of: hash, adding: ())
        if number == ends.count {
            bytes.append(contentsOf: text.span.extracting(word))
            ends.append(UInt32(bytes.count))
        }
        return number
    }

    /// The numbers of words by their hashes; `none` for a word that is not found at once, new or not.
    package func numbers(of hashes: [UInt64], none: UInt32) -> [UInt32] {
        self.hashes.numbers(of: hashes, none: none)
    }
}

extension WordTable: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(seed)
        writer.write(bytes: bytes)
        writer.write(numbers: ends)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        seed = try reader.number()
        bytes = try reader.byteList()
        ends = try reader.numbers()
        hashes = OpenTable(expecting: max(512, ends.count))
        guard Int(ends.last ?? 0) == bytes.count, zip(ends, ends.dropFirst()).allSatisfy(<=) else {
            throw BinaryReader.Broken()
        }
        for number in ends.indices {
            let hash = WordHash.of(range(of: number), in: bytes, seed: seed)
            guard hashes.number(of: hash, adding: ()) == number else { throw BinaryReader.Broken() }
        }
    }
}

/// The hash of a word, eight bytes after eight bytes.
package struct WordHash {
    @usableFromInline var bits: UInt64

    @inlinable @inline(__always)
    package init(seed: UInt64) { bits = seed }

    /// Adds the first `count` of eight bytes, from 1 to 8. Only the last ones of a word may be fewer.
    @inlinable @inline(__always)
    package mutating func add(_ eight: UInt64, _ count: Int) {
        // Both halves of the product, so that each bit depends on all letters.
        let product = (bits ^ eight & .max >> UInt64(8 * (8 - count)))
            .multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        bits = product.high ^ product.low
    }

    /// That of a word of a text.
    package static func of(_ word: Range<Int>, in text: [UInt8], seed: UInt64) -> UInt64 {
        let text = text.span
        var hash = WordHash(seed: seed)
        var at = word.lowerBound
        while at < word.upperBound {
            let count = min(8, word.upperBound - at)
            hash.add(text.upToEight(at..<word.upperBound), count)
            at += count
        }
        return hash.value
    }

    @inlinable
    package var value: UInt64 { bits }
}
