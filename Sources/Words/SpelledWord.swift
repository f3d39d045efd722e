extension Prose {
    /// A word as a dictionary has it: with its apostrophes and hyphens, as in `doesn't` and `well-known`, without a possessive s.
    package struct SpelledWord: Sendable {
        package var text: String
        /// Its words, in `Prose.tokens`.
        package var tokens: Range<Int>
        /// Its bytes, in `Prose.text`.
        package var range: Range<Int>
    }

    /// The words that a dictionary may have, in order: without those with a digit, with two capitals or more, as acronyms and
    /// names have, and of one letter.
    package var spelledWords: [SpelledWord] {
        var words: [SpelledWord] = []
        var first = 0
        while first < tokens.count {
            var end = first + 1
            while end < tokens.count, isJoined(end) { end += 1 }
            defer { first = end }
            let range = tokens[first].text.lowerBound..<tokens[end - 1].text.upperBound
            guard range.count > 1, !isPartOfUnderscores(range) else { continue }
            let text = String(decoding: self.text[range], as: UTF8.self)
            let isWord =
                text.unicodeScalars.allSatisfy { $0.properties.numericType == nil }
                && text.unicodeScalars.count(where: \.properties.isUppercase) < 2
                && text.unicodeScalars.contains(where: \.properties.isAlphabetic)
            if isWord { words.append(SpelledWord(text: text, tokens: first..<end, range: range)) }
        }
        return words
    }

    /// Whether a word goes on where the one before it ended, over an apostrophe, a hyphen or the end of an emphasis at most.
    private func isJoined(_ token: Int) -> Bool {
        guard !tokens[token].startsSentence else { return false }
        let between = bytes(before: token)
        return between.isEmpty || between.elementsEqual("-".utf8) || between.elementsEqual("'".utf8)
            || between.elementsEqual("\u{2019}".utf8)
    }

    private func isPartOfUnderscores(_ range: Range<Int>) -> Bool {
        let mark = UInt8(ascii: "_")
        return range.lowerBound > 0 && text[range.lowerBound - 1] == mark
            || range.upperBound < text.count && text[range.upperBound] == mark
    }
}
