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

    init(_ entries: [SearchEntry], _ table: WordTable) {
        self.table = table
        var words = [Word](repeating: Word(), count: table.count)
        Self.count(entries, &words)
        var total = 0
        for word in words.indices {
            // Where its list begins, until it is filled.
            words[word].end = total
            total += Int(words[word].entries)
        }
        var postings = [UInt32](repeating: 0, count: total)
        Self.fill(&postings, from: entries, &words)
        self.postings = postings
        self.words = words
        order = sorted()
    }

    private static func count(_ entries: [SearchEntry], _ words: inout [Word]) {
        var words = words.mutableSpan
        for entry in entries {
            for posting in entry.postings {
                words[posting.word].entries += 1
                if posting.isNamed { words[posting.word].isNamed = true }
            }
        }
    }

    private static func fill(_ postings: inout [UInt32], from entries: [SearchEntry], _ words: inout [Word]) {
        var words = words.mutableSpan
        var postings = postings.mutableSpan
        for (number, entry) in entries.enumerated() {
            for posting in entry.postings {
                postings[words[posting.word].end] = UInt32(number) << 4 | posting.weight
                words[posting.word].end += 1
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

    private func sorted() -> [Int] {
        // Eight bytes tell most words apart at once, and the first two put words into groups that are sorted apart.
        var keys: [(start: UInt64, word: UInt32)] = []
        keys.reserveCapacity(table.count)
        var groups = [Int](repeating: 0, count: 1 << 16 + 1)
        for word in 0..<table.count where words[word].entries > 0 {
            let start = start(of: word)
            keys.append((start, UInt32(word)))
            groups[Int(start >> 48) + 1] += 1
        }
        for group in 1..<groups.count { groups[group] += groups[group - 1] }
        var order = [(start: UInt64, word: UInt32)](repeating: (0, 0), count: keys.count)
        var ends = groups
        for key in keys {
            let group = Int(key.start >> 48)
            order[ends[group]] = key
            ends[group] += 1
        }
        for group in 1..<groups.count where groups[group] - groups[group - 1] > 1 {
            order[groups[group - 1]..<groups[group]].sort { a, b in
                if a.start != b.start { return a.start < b.start }
                return table[Int(a.word)].lazy.map(Self.rank)
                    .lexicographicallyPrecedes(table[Int(b.word)].lazy.map(Self.rank))
            }
        }
        return order.map { Int($0.word) }
    }

    /// The first eight bytes of a word by their ranks, the first one highest.
    private func start(of word: Int) -> UInt64 {
        let bytes = table[word].prefix(8)
        var start: UInt64 = 0
        for byte in bytes { start = start << 8 | UInt64(Self.rank(byte)) }
        return start << UInt64(8 * (8 - bytes.count))
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
