import Support

/// The words of a document's prose, one after the other: of text nodes, not of code or addresses.
package struct Prose: Sendable {
    package struct Token: Sendable {
        package var letters: Words.Letters
        /// Whether an s at its end is not among its letters.
        package var isPlural: Bool
        /// Its bytes, in `Document.text`.
        package var text: Range<Int>
        /// The run that it is in.
        package var run: Int
        /// Whether no phrase can reach over what is before it.
        package var isApart: Bool
        /// Whether it starts a sentence.
        package var startsSentence: Bool

        package init(
            letters: Words.Letters, isPlural: Bool, text: Range<Int>, run: Int, isApart: Bool,
            startsSentence: Bool
        ) {
            self.letters = letters
            self.isPlural = isPlural
            self.text = text
            self.run = run
            self.isApart = isApart
            self.startsSentence = startsSentence
        }
    }

    package private(set) var tokens: [Token] = []

    package init(_ tokens: [Token]) { self.tokens = tokens }

    /// The words of a plain text, such as a title.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        var end = 0
        bytes.withUnsafeBufferPointer { view in
            for word in Words.all(in: view) {
                let gap = Self.gap(
                    UnsafeBufferPointer(
                        rebasing: view[min(end, word.range.lowerBound)..<word.range.lowerBound]))
                tokens.append(
                    Token(
                        letters: word.letters, isPlural: word.isPlural, text: word.range, run: 0,
                        isApart: gap.parts,
                        startsSentence: gap.ends))
                end = word.range.upperBound
            }
        }
    }

    /// Whether what is between two words parts them, and whether a sentence ends in it.
    package static func gap(_ gap: UnsafeBufferPointer<UInt8>) -> (parts: Bool, ends: Bool) {
        var parts = false
        for (offset, byte) in gap.enumerated() {
            switch byte {
            // A space, a hyphen, a no-break space, U+2010 and U+2011.
            case 32, UInt8(ascii: "-"), 0xC2, 0xA0, 0xE2, 0x80, 0x90, 0x91: break
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                parts = true
                let next = offset + 1 < gap.count ? gap[offset + 1] : 0
                if next == 32 || next == UInt8(ascii: "\"") || next == UInt8(ascii: ")") {
                    return (true, true)
                }
            default: parts = true
            }
        }
        return (parts, false)
    }

    /// The words whose letters are in a range of `Document.text`; nil where there are none.
    package func tokens(in text: Range<Int>) -> Range<Int>? {
        let start = tokens.partitionPoint { $0.text.lowerBound < text.lowerBound }
        let end = tokens.partitionPoint { $0.text.lowerBound < text.upperBound }
        return start < end ? start..<end : nil
    }

    /// How many words they are.
    package func count(in text: Range<Int>) -> Int { tokens(in: text)?.count ?? 0 }

    /// The first of them.
    package func first(in text: Range<Int>) -> Int? { tokens(in: text)?.lowerBound }

    /// The tokens of the sentence that holds one of them.
    package func sentence(around token: Int) -> Range<Int> {
        var start = token
        while start > 0, !tokens[start].startsSentence { start -= 1 }
        var end = token + 1
        while end < tokens.count, !tokens[end].startsSentence { end += 1 }
        return start..<end
    }
}

/// Phrases that texts are searched for. Letter case, plural and possessive do not matter, and hyphen, space and nothing
/// at all between two words are the same: `reverse DNS`, `Reverse-DNS` and `reversedns` are one phrase.
package struct PhraseSet: Sendable {
    /// Where a phrase is.
    package struct Match: Sendable, Hashable {
        /// Its place among the phrases.
        package var phrase: Int
        package var tokens: Range<Int>
    }

    private var byLetters: [Words.Letters: Int] = [:]
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
            let letters = Words.letters(of: phrase)
            guard letters.count > 0, byLetters[letters] == nil else { continue }
            byLetters[letters] = index
            filter.insert(letters.key)
            longest = max(longest, letters.count)
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
    package func phrase(_ text: String) -> Int? { byLetters[Words.letters(of: text)] }

    /// Where the phrases are: at each place the longest one, which hides those within it.
    package func matches(in prose: Prose, _ range: Range<Int>? = nil) -> [Match] {
        guard !byLetters.isEmpty else { return [] }
        var found: [Match] = []
        let range = range ?? prose.tokens.indices
        prose.tokens.withUnsafeBufferPointer { tokens in
            var index = range.lowerBound
            while index < range.upperBound {
                var letters = Words.Letters()
                var best: Match?
                var next = index
                var isParted = false
                while next < range.upperBound {
                    if next > index, tokens[next].isApart {
                        if parted.isEmpty { break }
                        isParted = true
                    }
                    letters = letters.joined(tokens[next].letters)
                    if letters.count > longest { break }
                    let key = letters.key
                    if let beginnings, !beginnings.mayContain(key) { break }
                    next += 1
                    if filter.mayContain(key), let phrase = byLetters[letters],
                        !isParted || parted.contains(phrase)
                    {
                        best = Match(phrase: phrase, tokens: index..<next)
                    } else if tokens[next - 1].isPlural, filter.mayContain(letters.plural.key),
                        let phrase = byLetters[letters.plural], !isParted || parted.contains(phrase)
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
