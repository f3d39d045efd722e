/// Words by number, in the order in which they were first met: a hash table over one run of bytes, for texts of which
/// there are too many to make a `String` of each word.
package struct WordTable: Sendable {
    /// All words, one after the other.
    private var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private var ends: [UInt32] = []
    /// Numbers plus one, by the words' hashes; zero where there is none.
    private var slots: [UInt32]

    /// - Parameter expecting: about how many words there will be.
    package init(expecting: Int) {
        var size = 1024
        while size < 2 * expecting { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
    }

    package var count: Int { ends.count }

    /// A word by its number.
    package subscript(_ number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    private func range(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The number of a word, which it has from now on.
    package mutating func number(of word: Range<Int>, in text: [UInt8]) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(text, word)) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if isSame(number, word, text) { return number }
            slot = (slot + 1) & mask
        }
        let number = ends.count
        bytes.append(contentsOf: text[word])
        ends.append(UInt32(bytes.count))
        slots[slot] = UInt32(number + 1)
        if 2 * ends.count > slots.count { grow() }
        return number
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

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        let mask = slots.count - 1
        for number in ends.indices {
            var slot = Int(truncatingIfNeeded: Self.hash(bytes, range(of: number))) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// FNV-1a, with its bits spread so that the lowest depend on all.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        return hash ^ hash >> 29
    }
}
