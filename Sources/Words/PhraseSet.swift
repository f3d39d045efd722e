/// Phrases that texts are searched for. Letter case, plural and possessive do not matter, and hyphen, space and nothing
/// at all between two words are the same: `reverse DNS`, `Reverse-DNS` and `reversedns` are one phrase.
package struct PhraseSet: Sendable {
    /// Where a phrase is.
    package struct Match: Sendable, Hashable {
        /// Its place among the phrases.
        package var phrase: Int
        package var tokens: Range<Int>
    }

    private var byLetters: [FoldedWord: Int] = [:]
    private var filter: WordFilter
    /// What phrases begin with; nil where one goes beyond ASCII.
    private var beginnings: WordFilter?
    private var longest = 0
    /// Phrases with a mark between two of their words, as in `From, Reply-To`: they alone reach over marks in a text.
    private var parted: Set<Int> = []

    /// Of equal phrases the first counts.
    package init(_ phrases: [String]) {
        filter = WordFilter(expecting: phrases.count)
        beginnings = WordFilter(expecting: phrases.reduce(0) { $0 + $1.utf8.count })
        for (index, phrase) in phrases.enumerated() {
            let folded = FoldedWord(phrase)
            guard folded.count > 0, byLetters[folded] == nil else { continue }
            byLetters[folded] = index
            filter.insert(folded.key)
            longest = max(longest, folded.count)
            if Self.hasMark(phrase), Prose(phrase).tokens.dropFirst().contains(where: \.isApart) {
                parted.insert(index)
            }
            if let all = Words.beginnings(of: phrase) {
                for beginning in all { beginnings?.insert(beginning.key) }
            } else {
                beginnings = nil
            }
        }
    }

    /// Whether a phrase holds more than words: a quick look that spares most of them a slow one.
    private static func hasMark(_ phrase: String) -> Bool {
        phrase.utf8.contains {
            (0x21...0x2F).contains($0) && $0 != UInt8(ascii: "-") || (0x3A...0x40).contains($0)
        }
    }

    package var isEmpty: Bool { byLetters.isEmpty }

    /// The phrase that `text` is, if it is one.
    package func phrase(_ text: String) -> Int? { byLetters[FoldedWord(text)] }

    /// Where the phrases are: at each place the longest one, which hides those within it.
    package func matches(in prose: Prose, _ range: Range<Int>? = nil) -> [Match] {
        guard !byLetters.isEmpty else { return [] }
        var found: [Match] = []
        let range = range ?? prose.tokens.indices
        prose.tokens.withUnsafeBufferPointer { tokens in
            var index = range.lowerBound
            while index < range.upperBound {
                var folded = FoldedWord()
                var best: Match?
                var next = index
                var isParted = false
                while next < range.upperBound {
                    if next > index, tokens[next].isApart {
                        if parted.isEmpty { break }
                        isParted = true
                    }
                    folded = folded.joined(tokens[next].folded)
                    if folded.count > longest { break }
                    let key = folded.key
                    if let beginnings, !beginnings.mayContain(key) { break }
                    next += 1
                    if filter.mayContain(key), let phrase = byLetters[folded],
                        !isParted || parted.contains(phrase)
                    {
                        best = Match(phrase: phrase, tokens: index..<next)
                    } else if tokens[next - 1].isPlural, filter.mayContain(folded.plural.key),
                        let phrase = byLetters[folded.plural], !isParted || parted.contains(phrase)
                    {
                        // A word that only looks like a plural: DNS, written as part of another.
                        best = Match(phrase: phrase, tokens: index..<next)
                    }
                }
                if let best { found.append(best) }
                index = best?.tokens.upperBound ?? index + 1
            }
        }
        return found
    }
}
