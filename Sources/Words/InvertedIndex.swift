/// From each word to the vectors of a group that have it, so that one is compared with all others at once.
package struct InvertedIndex: Sendable {
    /// Each vector's words, as numbers in the upper bits, with their weights in the lower: those of the first, of the
    /// second, and so on.
    private var words: [UInt32] = []
    private var wordStarts: [Int] = [0]
    /// For each word, the vectors that have it, the position of each in the upper bits, the weight in the lower.
    private var postings: [UInt32] = []
    private var postingStarts: [Int] = [0]
    private let count: Int

    /// A weight is at most log(256) in 256ths, below 2 to the 11th; so a group has room for two million vectors, and as
    /// many words.
    private static let weightBits: UInt32 = 11
    private static let weightMask: UInt32 = 1 << weightBits - 1

    package init(_ vectors: [TermVector]) {
        count = vectors.count
        let total = vectors.reduce(0) { $0 + $1.weights.count }
        words.reserveCapacity(total)
        /// For each word, how many vectors have it.
        var counts = OpenTable<UInt32, Int>(expecting: 2048)
        for vector in vectors {
            for entry in vector.weights {
                let word = counts.number(of: UInt32(entry >> 32), adding: 0)
                counts.values[word] += 1
                words.append(UInt32(word) << Self.weightBits | UInt32(truncatingIfNeeded: entry))
            }
            wordStarts.append(words.count)
        }
        postingStarts.reserveCapacity(counts.count + 1)
        for count in counts.values { postingStarts.append(postingStarts[postingStarts.count - 1] + count) }
        var next = postingStarts
        postings = [UInt32](repeating: 0, count: total)
        for position in vectors.indices {
            for at in wordStarts[position]..<wordStarts[position + 1] {
                let word = Int(words[at] >> Self.weightBits)
                postings[next[word]] = UInt32(position) << Self.weightBits | (words[at] & Self.weightMask)
                next[word] += 1
            }
        }
    }

    /// The dot products of one vector and each of the group: no more than 160 times the square of a weight, so they
    /// fit.
    package func products(of position: Int, into sums: inout [UInt32]) {
        sums.removeAll(keepingCapacity: true)
        sums.append(contentsOf: repeatElement(0, count: count))
        var sums = sums.mutableSpan
        let postings = postings.span
        for at in wordStarts[position]..<wordStarts[position + 1] {
            let word = Int(words[at] >> Self.weightBits)
            let weight = words[at] & Self.weightMask
            for index in postingStarts[word]..<postingStarts[word + 1] {
                let posting = postings[index]
                sums[Int(posting >> Self.weightBits)] &+= weight &* (posting & Self.weightMask)
            }
        }
    }
}
