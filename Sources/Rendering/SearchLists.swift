import Words

/// The entries of each word of a site's search.
struct SearchLists {
    private let table: WordTable
    private var words: [Word]
    /// The entries of all words, word after word, each list in the order of entries: an entry's number above four bits for
    /// the word's weight.
    private let postings: [UInt32]
    /// The words that some entry has, as scripts order texts: by UTF-16.
    private(set) var order: [Int] = []

    private struct Word {
        /// Number of entries that have it.
        var entries: Int32 = 0
        /// Whether some entry has it elsewhere than in its text.
        var isNamed = false
        /// The end of its list in `postings`.
        var end = 0
    }

    /// - Parameters:
    ///   - guides: the entries of each guide: its own, which come first of all, and those of its issues, which come after those of
    ///     all guides.
    ///   - others: the last entries.
    init(_ guides: [SearchEntries], others: SearchEntries, _ table: WordTable) {
        self.table = table
        var words = [Word](repeating: Word(), count: table.count)
        let groups =
            guides.map { Group(entries: $0, range: 0..<1) }
            + guides.map { Group(entries: $0, range: 1..<$0.count) }
            + [Group(entries: others, range: 0..<others.count)]
        Self.count(groups, &words)
        var total = 0
        for word in words.indices {
            // Where its list begins, until it is filled.
            words[word].end = total
            total += Int(words[word].entries)
        }
        var postings = [UInt32](repeating: 0, count: total)
        Self.fill(&postings, groups, &words)
        self.postings = postings
        self.words = words
        order = sorted()
    }

    /// Some entries that follow each other.
    private struct Group {
        let entries: SearchEntries
        let range: Range<Int>
    }

    private static func count(_ groups: [Group], _ words: inout [Word]) {
        var words = words.mutableSpan
        for group in groups {
            for entry in group.range {
                group.entries.forEach(of: entry) { posting in
                    words[posting.word].entries += 1
                    if posting.isNamed { words[posting.word].isNamed = true }
                }
            }
        }
    }

    private static func fill(_ postings: inout [UInt32], _ groups: [Group], _ words: inout [Word]) {
        var words = words.mutableSpan
        var postings = postings.mutableSpan
        var number: UInt32 = 0
        for group in groups {
            for entry in group.range {
                group.entries.forEach(of: entry) { posting in
                    postings[words[posting.word].end] = number << 4 | posting.weight
                    words[posting.word].end += 1
                }
                number += 1
            }
        }
    }

    /// The bytes of a word.
    subscript(_ word: Int) -> ArraySlice<UInt8> { table[word] }

    /// The entries of a word.
    func list(of word: Int) -> ArraySlice<UInt32> {
        postings[(words[word].end - Int(words[word].entries))..<words[word].end]
    }

    /// Whether a word is in `search.json` itself. Numbers are not: there are many, and a slip of one is another one.
    func isInNames(_ word: Int) -> Bool {
        words[word].isNamed
            && !(table[word].first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true)
    }

    /// The words in order: by their first eight bytes, sixteen bits at a time from the last ones on, and those that have the same
    /// by all bytes.
    private func sorted() -> [Int] {
        var order: [(start: UInt64, word: UInt32)] = []
        order.reserveCapacity(table.count)
        for word in 0..<table.count where words[word].entries > 0 {
            order.append((start(of: word), UInt32(word)))
        }
        var other = order
        for shift in stride(from: UInt64(0), to: 64, by: 16) {
            Self.sort(order, into: &other, by: shift)
            swap(&order, &other)
        }
        var first = 0
        for end in 1..<(order.count + 1)
        where end == order.count || order[end].start != order[first].start {
            if end - first > 1 {
                order[first..<end].sort { isBefore(Int($0.word), Int($1.word)) }
            }
            first = end
        }
        return order.map { Int($0.word) }
    }

    /// Sorts words by sixteen bits of their starts, and leaves those that have the same in the order in which they are.
    private static func sort(
        _ words: [(start: UInt64, word: UInt32)], into sorted: inout [(start: UInt64, word: UInt32)],
        by shift: UInt64
    ) {
        var ends = [Int](repeating: 0, count: 1 << 16 + 1)
        for word in words { ends[Int(word.start >> shift & 0xFFFF) + 1] += 1 }
        for group in 1..<ends.count { ends[group] += ends[group - 1] }
        for word in words {
            let group = Int(word.start >> shift & 0xFFFF)
            sorted[ends[group]] = word
            ends[group] += 1
        }
    }

    /// Whether a word comes before another one whose first eight bytes are the same.
    private func isBefore(_ word: Int, _ other: Int) -> Bool {
        var at = 8
        while true {
            let (own, others) = (start(of: word, from: at), start(of: other, from: at))
            // A word has no byte that is zero, so what ends there has ended.
            if own != others || own & 0xFF == 0 { return own < others }
            at += 8
        }
    }

    /// Eight bytes of a word by their ranks, the first one highest, and zeros behind its end.
    private func start(of word: Int, from at: Int = 0) -> UInt64 {
        let eight = table.upToEight(of: word, from: at).byteSwapped
        // Letters of ASCII rank as they are.
        if eight & 0x8080_8080_8080_8080 == 0 { return eight }
        return stride(from: UInt64(0), to: 64, by: 8).reduce(0) { ranks, shift in
            ranks | UInt64(Self.rank(UInt8(truncatingIfNeeded: eight >> shift))) << shift
        }
    }

    /// A byte's place in the order of UTF-16: characters beyond the first plane, which start with 0xF0 and up in
    /// UTF-8, come before those that start with 0xEE and 0xEF.
    private static func rank(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0xEE, 0xEF: byte + 5
        case 0xF0...: byte - 2
        default: byte
        }
    }
}
