/// Words by number, in the order in which they were first met: kept in one run of bytes, for texts of which there are
/// too many to make a `String` of each word.
package struct WordTable: Sendable {
    /// All words, one after the other.
    private var bytes: [UInt8] = []
    /// End of each word in `bytes`.
    private var ends: [UInt32] = []
    /// For each word its hash, or the first free number after it where another word has that.
    private var hashes: OpenTable<UInt64, Void>

    /// - Parameter expecting: about how many words there will be.
    package init(expecting: Int) { hashes = OpenTable(expecting: max(512, expecting)) }

    package var count: Int { ends.count }

    /// A word by its number.
    package subscript(_ number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    private func range(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The number of a word of a text, which it has from now on.
    package mutating func number(of word: Range<Int>, in text: [UInt8]) -> Int {
        var hash = Self.hash(of: word, in: text)
        while true {
            let number = hashes.number(of: hash, adding: ())
            if number == ends.count {
                bytes.append(contentsOf: text[word])
                ends.append(UInt32(bytes.count))
                return number
            }
            if isSame(number, word, text) { return number }
            hash &+= 1
        }
    }

    private func isSame(_ number: Int, _ word: Range<Int>, _ text: [UInt8]) -> Bool {
        let known = range(of: number)
        guard known.count == word.count else { return false }
        for offset in 0..<word.count where bytes[known.lowerBound + offset] != text[word.lowerBound + offset]
        {
            return false
        }
        return true
    }

    /// FNV-1a, with its bits spread so that the lowest depend on all.
    @inline(__always)
    package static func hash(of range: Range<Int>, in bytes: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return hash ^ hash >> 29
    }
}
