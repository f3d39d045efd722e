import Support
import Words

/// The numbers of the words that one worker met last: few enough for the processor's cache, and most words of a text are among
/// them. Words are told apart by their hashes, which begin with a number that nobody knows.
struct SearchNumbers {
    private let words: SearchWords
    /// Two places for each end of a hash: the last word that has it, and the one before. Each is the start of a word's hash above
    /// its number; what a hash starts with is long enough that no two words of a site share it.
    private var slots: [UInt64]
    /// More than each number by now.
    private(set) var bound = 0
    /// Places in `batch` of words that are not in `slots`, and their hashes.
    private var missing: [Int] = []
    private var hashes: [UInt64] = []
    /// The small letters of one of them.
    private var letters: [UInt8] = []
    private static let size = 1 << 14
    private static let none = UInt32.max
    /// The part of a slot that holds a number. Words beyond it, of which a site would have to have a million, are looked up in
    /// the table of all.
    private static let numberBits: UInt64 = 1 << 20 - 1

    /// A word: where it is in a text, and the hash of its small letters.
    struct Word {
        let start: UInt32
        let count: UInt32
        let hash: UInt64
    }

    init(_ words: SearchWords) {
        self.words = words
        slots = Array(repeating: Self.numberBits, count: Self.size)
    }

    /// The number of a word of a text.
    mutating func number(of word: Range<Int>, in text: [UInt8]) -> UInt32 {
        let hash = WordHash.of(word, in: text, seed: words.seed)
        let number = Self.find(hash, slots.span)
        if number != Self.none { return number }
        return words.withTable { table in keep(UInt32(table.number(of: word, in: text, hash: hash)), hash) }
    }

    /// Appends the numbers of words of a text.
    ///
    /// Most of the time of a lookup is waiting for memory. No step here depends on the one before, not even by a branch, so
    /// that the processor waits for many at once.
    ///
    /// - Parameter isFolded: whether the text is in small letters; else these words are of letters and digits of ASCII alone,
    ///   some of them capital.
    mutating func append(
        _ batch: [Word], in text: Span<UInt8>, isFolded: Bool = false, to numbers: inout [UInt32]
    ) {
        let capital: UInt8 = isFolded ? 0 : 0x20
        let first = numbers.count
        numbers.append(contentsOf: repeatElement(0, count: batch.count))
        find(batch.span, &numbers, from: first)
        missing.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        for index in batch.indices where numbers[first + index] == Self.none {
            missing.append(index)
            hashes.append(batch[index].hash)
        }
        guard !missing.isEmpty else { return }
        words.withTable { table in
            for (index, known) in zip(missing, table.numbers(of: hashes, none: Self.none)) {
                let word = batch[index]
                if known != Self.none {
                    numbers[first + index] = keep(known, word.hash)
                    continue
                }
                let start = Int(word.start)
                letters.removeAll(keepingCapacity: true)
                for index in start..<(start + Int(word.count)) { letters.append(text[index] | capital) }
                numbers[first + index] = keep(
                    UInt32(table.number(of: letters.indices, in: letters, hash: word.hash)), word.hash)
            }
        }
    }

    /// Writes the number of each word that was met lately into `numbers`, and `none` for others.
    private func find(_ batch: Span<Word>, _ numbers: inout [UInt32], from first: Int) {
        let slots = slots.span
        var numbers = numbers.mutableSpan
        for index in batch.indices { numbers[first + index] = Self.find(batch[index].hash, slots) }
    }

    /// The number of a word that was met lately; `none` for others.
    @inline(__always)
    private static func find(_ hash: UInt64, _ slots: Span<UInt64>) -> UInt32 {
        let place = place(of: hash)
        // What differs in a number alone has the same start.
        let (last, before) = (slots[place] ^ hash & ~numberBits, slots[place + 1] ^ hash & ~numberBits)
        let isLast: UInt32 = last < numberBits ? .max : 0
        let isBefore: UInt32 = before < numberBits ? ~isLast : 0
        return UInt32(truncatingIfNeeded: last) & isLast | UInt32(truncatingIfNeeded: before) & isBefore
            | none & ~(isLast | isBefore)
    }

    private mutating func keep(_ number: UInt32, _ hash: UInt64) -> UInt32 {
        bound = max(bound, Int(number) + 1)
        guard number < Self.numberBits else { return number }
        let place = Self.place(of: hash)
        slots[place + 1] = slots[place]
        slots[place] = hash & ~Self.numberBits | UInt64(number)
        return number
    }

    /// The first of the two places of a hash.
    @inline(__always)
    private static func place(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (size - 2) }
}
