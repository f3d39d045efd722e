import Glibc

/// Counts the words of texts, one after the other, with the same memory.
package struct TermCounter {
    /// Number of words that stand for a text.
    private static let mostWeights = 160
    /// Weight of a word of a title or heading.
    private static let headingWeight: Int32 = 4
    /// Words that come when a text has had this many different ones weigh nothing.
    private static let most = 6144

    private let stopWords = TopicStopWords.keys
    private let keepsWords: Bool
    /// Weight of each word of the present text, by its key.
    private var counts = OpenTable<UInt64, Int32>(expecting: 4096)

    /// - Parameter keepsWords: whether to keep, of each text, which words it has, see `TermVector.words`.
    package init(keepsWords: Bool) { self.keepsWords = keepsWords }

    /// The strongest words of a text and its title.
    package mutating func vector(of prose: Prose, title: String) -> TermVector {
        counts.removeAll()
        for word in Words.all(in: title) where word.range.count > 1 && !word.isNumber {
            count(word.key, weight: Self.headingWeight)
        }
        for token in prose.tokens where token.text.count > 1 && !token.isNumber {
            count(token.folded.key, weight: token.isInHeading ? Self.headingWeight : 1)
        }
        return TermVector(largestWeights(), words: keepsWords ? Self.filter(prose) : nil)
    }

    private mutating func count(_ key: UInt64, weight: Int32) {
        if let number = counts.number(of: key) {
            counts.values[number] &+= weight
        } else if counts.count < Self.most, stopWords.number(of: key) == nil {
            _ = counts.number(of: key, adding: weight)
        }
    }

    private static func filter(_ prose: Prose) -> WordFilter {
        var filter = WordFilter(expecting: prose.tokens.count / 2)
        for token in prose.tokens { filter.insert(token.folded.key) }
        return filter
    }

    /// The strongest words with their weights: by count, of equals those with the smaller key.
    private func largestWeights() -> [UInt64] {
        var byCount = [Int](repeating: 0, count: 256)
        for count in counts.values { byCount[Int(min(count, 255))] += 1 }
        var cut = 255
        var above = 0
        while cut > 0, above + byCount[cut] <= Self.mostWeights {
            above += byCount[cut]
            cut -= 1
        }
        // Of the words that are as strong as the last one taken, only the part with small keys needs sorting.
        var byKey = [Int](repeating: 0, count: 256)
        for (key, count) in zip(counts.keys, counts.values) where min(count, 255) == cut {
            byKey[Int(key >> 56)] += 1
        }
        var remaining = Self.mostWeights - above
        var lastWhole = -1
        while lastWhole < 255, byKey[lastWhole + 1] <= remaining {
            lastWhole += 1
            remaining -= byKey[lastWhole]
        }
        var weights: [UInt64] = []
        weights.reserveCapacity(Self.mostWeights)
        var tied: [UInt64] = []
        for (key, count) in zip(counts.keys, counts.values) {
            let count = Int(min(count, 255))
            guard count >= cut else { continue }
            let entry = (key >> 32) << 32 | UInt64(Self.logarithms[count])
            let part = Int(key >> 56)
            if count > cut || part <= lastWhole {
                weights.append(entry)
            } else if part == lastWhole + 1 {
                tied.append(entry)
            }
        }
        tied.sort()
        return weights + tied.prefix(max(remaining, 0))
    }

    /// log(1 + n) in 256ths: whole numbers, so that sums are the same in any order and on any machine.
    private static let logarithms: [UInt32] = (0..<256).map { UInt32((log(1 + Double($0)) * 256).rounded()) }
}
