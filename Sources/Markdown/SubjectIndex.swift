/// From each word to those of a group of subjects that use it, so that one subject is compared with all others at once.
package struct InvertedIndex: Sendable {
    /// Each subject's words, as numbers in the upper bits, with their weights in the lower: those of the first, of the
    /// second, and so on.
    private var words: [UInt32] = []
    private var wordStarts: [Int] = [0]
    /// For each word, the subjects that use it, the place of each in the upper bits, the weight in the lower.
    private var postings: [UInt32] = []
    private var postingStarts: [Int] = [0]
    private let count: Int

    /// A weight is at most log(256) in 256ths, below 2 to the 11th; so a group has room for two million subjects, and as
    /// many words.
    private static let weightBits: UInt32 = 11
    private static let weightMask: UInt32 = 1 << weightBits - 1

    package init(_ subjects: [TermVector]) {
        count = subjects.count
        let total = subjects.reduce(0) { $0 + $1.weights.count }
        words.reserveCapacity(total)
        var numbers = WordNumbers()
        var counts: [Int] = []
        for subject in subjects {
            for entry in subject.weights {
                let word = numbers.number(of: UInt32(entry >> 32))
                if word == counts.count { counts.append(0) }
                counts[word] += 1
                words.append(UInt32(word) << Self.weightBits | UInt32(truncatingIfNeeded: entry))
            }
            wordStarts.append(words.count)
        }
        postingStarts.reserveCapacity(counts.count + 1)
        for count in counts { postingStarts.append(postingStarts[postingStarts.count - 1] + count) }
        var next = postingStarts
        postings = [UInt32](repeating: 0, count: total)
        for location in subjects.indices {
            for at in wordStarts[location]..<wordStarts[location + 1] {
                let word = Int(words[at] >> Self.weightBits)
                postings[next[word]] = UInt32(location) << Self.weightBits | (words[at] & Self.weightMask)
                next[word] += 1
            }
        }
    }

    /// The products of one subject's words with those of each, summed up: no more than 160 times the square of a
    /// weight, so they fit.
    package func products(of location: Int, into sums: inout [UInt32]) {
        sums.removeAll(keepingCapacity: true)
        sums.append(contentsOf: repeatElement(0, count: count))
        sums.withUnsafeMutableBufferPointer { sums in
            postings.withUnsafeBufferPointer { postings in
                for at in wordStarts[location]..<wordStarts[location + 1] {
                    let word = Int(words[at] >> Self.weightBits)
                    let weight = words[at] & Self.weightMask
                    for index in postingStarts[word]..<postingStarts[word + 1] {
                        let posting = postings[index]
                        sums[Int(posting >> Self.weightBits)] &+=
                            weight &* (posting & Self.weightMask)
                    }
                }
            }
        }
    }
}

/// Gives words small numbers, in the order in which they come.
private struct WordNumbers {
    private var slots = [Int32](repeating: -1, count: 4096)
    private var keys: [UInt32] = []

    mutating func number(of key: UInt32) -> Int {
        var slot = Int(key) & (slots.count - 1)
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, key) in keys.enumerated() {
            var slot = Int(key) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }
}
