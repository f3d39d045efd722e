extension Prose {
    /// A word as a dictionary has it: with its apostrophes and hyphens, as in `doesn't` and `well-known`, without a possessive s.
    package struct SpelledWord: Sendable {
        /// Its words, in `Prose.tokens`.
        package var tokens: Range<Int>
        /// Its bytes, in `Prose.text`.
        package var range: Range<Int>
    }

    /// A word as it is written.
    package func text(of word: SpelledWord) -> String { String(decoding: text[word.range], as: UTF8.self) }

    /// The words that a dictionary may have, in order: without those with a digit, with a capital after the first letter, as
    /// acronyms and names have, and of one letter.
    ///
    /// - Parameter joins: whether a run of the document goes on where the one before ended, with no space between.
    package func spelledWords(joins: (_ run: Int) -> Bool = { _ in true }) -> [SpelledWord] {
        var words: [SpelledWord] = []
        words.reserveCapacity(tokens.count)
        var first = 0
        while first < tokens.count {
            var end = first + 1
            while end < tokens.count, isJoined(end, joins) { end += 1 }
            defer { first = end }
            let range = tokens[first].text.lowerBound..<tokens[end - 1].text.upperBound
            if isWord(range), !isPartOfUnderscores(range) {
                words.append(SpelledWord(tokens: first..<end, range: range))
            }
        }
        return words
    }

    /// Whether a dictionary may have some bytes as a word.
    private func isWord(_ range: Range<Int>) -> Bool {
        guard range.count > 1 else { return false }
        var mayBeCapital = true
        for byte in text[range] {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "'"): mayBeCapital = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard mayBeCapital else { return false }
                mayBeCapital = false
            case UInt8(ascii: "-"): mayBeCapital = true
            case 128...: return isWordBeyondASCII(String(decoding: text[range], as: UTF8.self))
            default: return false
            }
        }
        return true
    }

    private func isWordBeyondASCII(_ text: String) -> Bool {
        text.count > 1 && text.unicodeScalars.contains(where: \.properties.isAlphabetic)
            && text.unicodeScalars.allSatisfy(Self.isOfWords)
            && text.split(separator: "-").allSatisfy {
                !$0.unicodeScalars.dropFirst().contains(where: \.properties.isUppercase)
            }
    }

    /// Whether a word goes on where the one before it ended, over an apostrophe, a hyphen or the end of an emphasis at most.
    private func isJoined(_ token: Int, _ joins: (Int) -> Bool) -> Bool {
        let between = bytes(before: token)
        // Nearly all words have a space before them.
        if between.count == 1, between.first == 32 { return false }
        guard !tokens[token].startsSentence else { return false }
        let (last, own) = (tokens[token - 1].run, tokens[token].run)
        guard last == own || (last + 1...own).allSatisfy(joins) else { return false }
        switch String(decoding: between, as: UTF8.self) {
        case "", "-", "'", "\u{2019}": return true
        case let mark: return mark.unicodeScalars.allSatisfy(Self.isInvisible)
        }
    }

    /// Whether a character can be in a word of a dictionary; a word with any other one, such as a digit, is none.
    private static func isOfWords(_ character: Unicode.Scalar) -> Bool {
        let properties = character.properties
        return properties.isAlphabetic && properties.numericType == nil
            || properties.generalCategory == .nonspacingMark
            || "-'\u{2019}".unicodeScalars.contains(character)
    }

    /// Whether a character has no shape of its own, such as a soft hyphen: it ends no word, and has a check of its own.
    private static func isInvisible(_ character: Unicode.Scalar) -> Bool {
        switch character.properties.generalCategory {
        case .format: true
        case .control: !character.properties.isWhitespace
        default: character.properties.isDefaultIgnorableCodePoint
        }
    }

    private func isPartOfUnderscores(_ range: Range<Int>) -> Bool {
        let mark = UInt8(ascii: "_")
        return range.lowerBound > 0 && text[range.lowerBound - 1] == mark
            || range.upperBound < text.count && text[range.upperBound] == mark
    }
}
