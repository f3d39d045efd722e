/// The phrases that texts are searched for: the terms of a site and the titles of its guides.
package struct Vocabulary: Sendable {
    /// Whom a phrase belongs to; a number of the caller's.
    package typealias Owner = Int32

    package struct Phrase: Sendable {
        package var words: [UInt64]
        /// An acronym is written in capitals: "ARC" is no arc.
        package var isAcronym: Bool
        /// Whether commas and colons may be between its words, because they do in the phrase itself.
        package var allowsPunctuation: Bool
        package var owner: Owner
        /// Whether its first mention may become a link.
        package var isTerm: Bool

        package init(_ text: String, owner: Owner, isTerm: Bool) {
            words = Words.all(in: text).map(\.key)
            isAcronym = Vocabulary.isAcronym(text)
            allowsPunctuation = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") }
            self.owner = owner
            self.isTerm = isTerm
        }

        /// Stands for all phrases that are found in the same places as this one.
        package var key: UInt64 {
            var key: UInt64 = (isAcronym ? 1 : 0) | (allowsPunctuation ? 2 : 0)
            for word in words { key = Vocabulary.start(key, word) }
            return key
        }
    }

    /// Many phrases that start alike, by how many words they have, and by all their words.
    package struct Crowd: Sendable {
        /// How many words its phrases have, each number once, the smallest first.
        package private(set) var lengths: [Int] = []
        private var byWords: [UInt64: [Int32]] = [:]

        /// How many phrases that start alike are looked through one by one.
        package static let least = 16

        package mutating func add(_ index: Int32, _ words: [UInt64]) {
            let position = lengths.partitionPoint { $0 < words.count }
            if position == lengths.count || lengths[position] != words.count {
                lengths.insert(words.count, at: position)
            }
            byWords[words.reduce(0, Vocabulary.start), default: []].append(index)
        }

        /// - Parameter key: all words, each put to those before it with `Vocabulary.start`.
        package func phrases(_ key: UInt64) -> [Int32] { byWords[key] ?? [] }
    }

    /// What phrases have in common that are found in the same places, the first of which hides the others.
    private struct Known: Hashable {
        var key: UInt64
        var words: Int
        var isTerm: Bool
    }

    /// Stands for a title wherever it is found: titles with one key are found in the same places.
    package static func key(ofTitle text: String) -> UInt64 {
        Phrase(text, owner: 0, isTerm: false).key
    }

    package private(set) var phrases: [Phrase] = []
    /// Those that start alike: phrases of one word by that word, longer ones by their first two.
    package private(set) var byStart: [UInt64: [Int32]] = [:]
    /// Those that start alike and are many, by all their words.
    package private(set) var crowds: [UInt64: Crowd] = [:]
    private var known: Set<Known> = []
    /// One more than the largest owner.
    package private(set) var ownerCount = 0

    /// Tells of most starts at once that no phrase has them.
    package private(set) var starts: WordFilter

    /// What stands for the first two words of a phrase.
    @inline(__always)
    package static func start(_ first: UInt64, _ second: UInt64) -> UInt64 {
        (first &* 0x9E37_79B9_7F4A_7C15) ^ second
    }

    /// - Parameter expected: about how many phrases there will be.
    package init(expecting expected: Int = 0) { starts = WordFilter(expecting: expected) }

    /// Whether a phrase holds two letters or more and none of them is small.
    package static func isAcronym(_ text: String) -> Bool {
        if text.utf8.contains(where: { (97...122).contains($0) }) { return false }
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        return letters.count > 1 && letters.allSatisfy { !$0.properties.isLowercase }
    }

    /// Adds a phrase.
    ///
    /// - Parameter isTerm: true for a term, whose first mention may become a link; false for a title.
    package mutating func add(_ text: String, owner: Owner, isTerm: Bool) {
        let phrase = Phrase(text, owner: owner, isTerm: isTerm)
        let words = phrase.words
        guard let first = words.first else { return }
        ownerCount = max(ownerCount, Int(owner) + 1)
        guard known.insert(Known(key: phrase.key, words: words.count, isTerm: isTerm)).inserted else {
            return
        }
        phrases.append(phrase)
        let start = words.count > 1 ? Self.start(first, words[1]) : first
        starts.insert(start)
        // Longest first; of equals the one that came first.
        let position = (byStart[start] ?? []).partitionPoint { phrases[Int($0)].words.count >= words.count }
        byStart[start, default: []].insert(Int32(phrases.count - 1), at: position)
        if crowds[start] != nil {
            crowds[start]?.add(Int32(phrases.count - 1), words)
        } else if let all = byStart[start], all.count > Crowd.least {
            var crowd = Crowd()
            for index in all.sorted() { crowd.add(index, phrases[Int(index)].words) }
            crowds[start] = crowd
        }
    }
}
