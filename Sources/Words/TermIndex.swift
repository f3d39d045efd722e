import Support

/// Phrases that texts are searched for: the terms of a site, the titles of its guides, the words that a check looks
/// for.
///
/// Letter case, plural and possessive do not matter; for all else there are `MatchRules`. Texts are walked word by
/// word. At each word its letters are looked up, then those of it and the next one joined, and so on while some phrase
/// begins like this.
package struct TermIndex: Sendable {
    /// A phrase in a text.
    package struct Match: Sendable, Hashable {
        /// Its number: its position among the phrases of the index, then among the titles.
        package var phrase: Int
        /// Its words, in `Prose.tokens`.
        package var tokens: Range<Int>
    }

    private let rules: MatchRules
    private var phrases: [IndexedPhrase] = []
    /// The number of the first phrase with some letters, by their key.
    private var numbers: OpenTable<UInt64, Int32>
    /// The letters that phrases begin with, byte by byte; where words are compared whole, word by word.
    private var beginnings: WordFilter
    /// Number of letters of the longest phrase.
    private var longest = 0
    private var farthestReach = Gap.space

    /// - Parameters:
    ///   - phrases: at each location of a text the longest one is found, and hides those within it. Of those that would
    ///     be found at the same locations the first one is.
    ///   - titles: phrases that hide nothing; their numbers go on after those of `phrases`.
    package init(_ phrases: [String], titles: [String] = [], rules: MatchRules = .ofChecks) {
        self.rules = rules
        let count = phrases.count + titles.count
        self.phrases.reserveCapacity(count)
        numbers = OpenTable(expecting: count)
        let bytes = phrases.reduce(0) { $0 + $1.utf8.count }
        beginnings = WordFilter(expecting: rules.contains(.wholeWords) ? 4 * count : bytes)
        for phrase in phrases { add(phrase, hides: true) }
        for title in titles { add(title, hides: false) }
    }

    private mutating func add(_ text: String, hides: Bool) {
        let number = Int32(phrases.count)
        let phrase = IndexedPhrase(text, hides: hides, rules) { beginnings.insert($0.key) }
        phrases.append(phrase)
        guard phrase.folded.count > 0 else { return }
        let first = numbers.values[numbers.number(of: phrase.folded.key, adding: number)]
        if first < number {
            // Few phrases have the same letters and are not the same.
            var last = Int(first)
            while let next = phrases[last].next, !isSame(phrases[last], phrase) { last = Int(next) }
            guard !isSame(phrases[last], phrase) else { return }
            phrases[last].next = number
        }
        longest = max(longest, phrase.folded.count)
        farthestReach = max(farthestReach, phrase.farthestReach)
    }

    /// Whether two phrases are found at the same locations.
    private func isSame(_ a: IndexedPhrase, _ b: IndexedPhrase) -> Bool {
        a.folded == b.folded && a.isAcronym == b.isAcronym && a.hides == b.hides
            && (rules.contains(.anyMark) || a.reach == b.reach && a.marks == b.marks)
    }

    /// The number of the phrase that `text` is; nil for any other text.
    package func phrase(_ text: String) -> Int? {
        let folded = IndexedPhrase.fold(text, rules)
        var number = numbers[folded.key].map(Int.init)
        while let at = number, phrases[at].folded != folded { number = phrases[at].next.map(Int.init) }
        return number
    }

    /// Stands for a phrase wherever it is found: phrases with one key are found at the same locations, also by other
    /// indexes with the same rules.
    package func key(of phrase: Int) -> UInt64 { phrases[phrase].key }

    /// The key of a phrase in an index of links.
    package static func linkKey(of phrase: String) -> UInt64 {
        IndexedPhrase(phrase, hides: false, .ofLinks).key
    }

    /// Locations of the phrases, in the order of the text.
    ///
    /// - Parameter range: the words to look through; without it all of them.
    package func matches(in prose: Prose, _ range: Range<Int>? = nil) -> [Match] {
        guard longest > 0 else { return [] }
        var found: [Match] = []
        let range = range ?? prose.tokens.indices
        var start = range.lowerBound
        while start < range.upperBound {
            start = addMatches(in: prose, start..<range.upperBound, to: &found)
        }
        return found
    }

    /// Adds the phrases that start at the first of some words. Returns the word to go on with.
    @inline(__always)
    private func addMatches(in prose: Prose, _ range: Range<Int>, to found: inout [Match]) -> Int {
        let start = range.lowerBound
        var folded = prose.tokens[start].folded
        var gap = Gap.space
        var end = start
        var hiding: Match?
        while folded.count <= longest {
            let key = folded.key
            guard beginnings.mayContain(key) else { break }
            end += 1
            let tokens = start..<end
            if let phrase = addMatch(folded, key, tokens, gap, prose, to: &found) {
                hiding = Match(phrase: phrase, tokens: tokens)
            } else if prose.tokens[end - 1].isPlural, !rules.contains(.wholeWords) {
                // A word that only looks like a plural: DNS, written as part of another.
                let plural = folded.plural
                if let phrase = addMatch(plural, plural.key, tokens, gap, prose, to: &found) {
                    hiding = Match(phrase: phrase, tokens: tokens)
                }
            }
            guard end < range.upperBound else { break }
            let next = prose.tokens[end]
            gap = max(gap, next.gap)
            if gap > farthestReach || rules.contains(.oneRun) && next.run != prose.tokens[start].run { break }
            folded = (rules.contains(.wholeWords) ? folded.cut : folded).joined(next.folded)
        }
        guard let hiding else { return start + 1 }
        found.append(hiding)
        return hiding.tokens.upperBound
    }

    /// Adds the titles that some words are. Returns the first phrase that they are and that hides others.
    private func addMatch(
        _ folded: FoldedWord, _ key: UInt64, _ tokens: Range<Int>, _ gap: Gap, _ prose: Prose,
        to found: inout [Match]
    ) -> Int? {
        var hiding: Int?
        var number = numbers[key]
        while let at = number.map(Int.init) {
            let phrase = phrases[at]
            number = phrase.next
            guard phrase.folded == folded, phrase.reach >= gap || phrase.hasMarks(between: tokens, of: prose),
                !phrase.isAcronym || Self.isInCapitals(prose, tokens)
            else { continue }
            if !phrase.hides {
                found.append(Match(phrase: at, tokens: tokens))
            } else if hiding == nil {
                hiding = at
            }
        }
        return hiding
    }

    /// Whether words are in capitals, but for the s of a plural.
    private static func isInCapitals(_ prose: Prose, _ tokens: Range<Int>) -> Bool {
        let (first, last) = (prose.tokens[tokens.lowerBound], prose.tokens[tokens.upperBound - 1])
        let letters = prose.text[first.text.lowerBound..<last.text.upperBound]
        let small = letters.firstIndex(where: \.isASCIILowercase)
        guard let small else { return true }
        return small == letters.endIndex - 1 && letters[small] == UInt8(ascii: "s")
    }
}
