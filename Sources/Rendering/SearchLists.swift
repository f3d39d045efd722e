import Words

/// The entries of each word of a site's search.
struct SearchLists {
    private var table: WordTable
    private var words: [Word]
    /// The entries of all words, word after word, each list in the order of entries: an entry's number above four bits for
    /// the word's weight.
    private var postings: [UInt32] = []
    /// The words that some entry has, as scripts order texts: by UTF-16.
    private(set) var order: [Int] = []
    /// The numbers of the next guide, which all come first, and of the next other entry.
    private var nextGuide: UInt32 = 0
    private var next: UInt32

    private struct Word {
        /// Number of guides that have it, without their issues, and of other entries.
        var guides: Int32 = 0
        var others: Int32 = 0
        /// Whether some entry has it elsewhere than in its text.
        var isNamed = false
        /// Where the next guide of its list belongs in `postings`, and the next other entry.
        var nextGuide: UInt32 = 0
        var next: UInt32 = 0

        mutating func count(_ posting: SearchEntries.Posting, isGuide: Bool) {
            if isGuide { guides += 1 } else { others += 1 }
            if posting.isNamed { isNamed = true }
        }
    }

    /// Lists without entries. First the entries are counted, all of them, then added.
    ///
    /// - Parameters:
    ///   - table: the words of all guides.
    ///   - guides: how many guides there are.
    init(_ table: WordTable, guides: Int) {
        self.table = table
        words = Array(repeating: Word(), count: table.count)
        next = UInt32(guides)
    }

    /// Counts the entries of a guide: itself, and its issues, whose numbers come after those of all guides.
    mutating func count(_ entries: SearchEntries) {
        var words = words.mutableSpan
        for entry in 0..<entries.count {
            entries.forEach(of: entry) { words[$0.word].count($0, isGuide: entry == 0) }
        }
    }

    /// Counts the last entries, and makes room for all.
    ///
    /// - Parameter table: all words.
    mutating func count(others entries: SearchEntries, _ table: WordTable) {
        self.table = table
        words += Array(repeating: Word(), count: table.count - words.count)
        for entry in 0..<entries.count {
            entries.forEach(of: entry) { words[$0.word].count($0, isGuide: false) }
        }
        var total = 0
        for word in words.indices {
            words[word].nextGuide = UInt32(total)
            words[word].next = UInt32(total + Int(words[word].guides))
            total += Int(words[word].guides) + Int(words[word].others)
        }
        postings = Array(repeating: 0, count: total)
        order = sorted()
    }

    /// Adds the entries of the next guide.
    mutating func add(_ entries: SearchEntries) {
        guard entries.count > 0 else { return }
        Self.addGuide(entries, nextGuide, to: &postings, &words)
        nextGuide += 1
        Self.add(entries, 1..<entries.count, next, to: &postings, &words)
        next += UInt32(entries.count - 1)
    }

    /// Adds the last entries.
    mutating func add(others entries: SearchEntries) {
        Self.add(entries, 0..<entries.count, next, to: &postings, &words)
    }

    private static func addGuide(
        _ entries: SearchEntries, _ number: UInt32, to postings: inout [UInt32], _ words: inout [Word]
    ) {
        var words = words.mutableSpan
        var postings = postings.mutableSpan
        entries.forEach(of: 0) { posting in
            postings[Int(words[posting.word].nextGuide)] = number << 4 | posting.weight
            words[posting.word].nextGuide += 1
        }
    }

    private static func add(
        _ entries: SearchEntries, _ range: Range<Int>, _ first: UInt32, to postings: inout [UInt32],
        _ words: inout [Word]
    ) {
        var words = words.mutableSpan
        var postings = postings.mutableSpan
        var number = first
        for entry in range {
            entries.forEach(of: entry) { posting in
                postings[Int(words[posting.word].next)] = number << 4 | posting.weight
                words[posting.word].next += 1
            }
            number += 1
        }
    }

    /// The bytes of a word.
    subscript(_ word: Int) -> ArraySlice<UInt8> { table[word] }

    /// The entries of a word.
    func list(of word: Int) -> ArraySlice<UInt32> {
        // Once all entries are added, the next one would belong behind the list.
        let word = words[word]
        let end = Int(word.next)
        return postings[(end - Int(word.guides) - Int(word.others))..<end]
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
        for word in 0..<table.count where words[word].guides + words[word].others > 0 {
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
