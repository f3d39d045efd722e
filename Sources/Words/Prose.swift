import Support

/// The words of a text, one after the other: of a document's prose, which is neither code nor addresses, or of a plain
/// text such as a title.
package struct Prose: Sendable {
    /// A word of the text.
    package struct Token: Sendable {
        var folded: FoldedWord
        /// Whether an s at its end is not among `folded`.
        var isPlural: Bool
        var isNumber: Bool
        var isInHeading: Bool
        /// The gap between it and the word before it.
        var gap: Gap
        /// Its bytes, in `Prose.text`.
        package var text: Range<Int>
        /// The run of its document that it is in; 0 in a plain text.
        package var run: Int

        package init(
            _ word: Words.Word, text: Range<Int>, run: Int = 0, isInHeading: Bool = false, after gap: Gap
        ) {
            folded = word.folded
            isPlural = word.isPlural
            isNumber = word.isNumber
            self.isInHeading = isInHeading
            self.gap = gap
            self.text = text
            self.run = run
        }

        /// Whether more than spaces and hyphens is before it, so that most phrases end there.
        package var isApart: Bool { gap > .space }
        package var startsSentence: Bool { gap == .sentence }
    }

    package let tokens: [Token]
    /// The bytes that the words are in: `Document.text`, or a plain text.
    package let text: [UInt8]
    /// Number of words that a reader reads, those of code among them; see `Words.readingCount`.
    package let readingWords: Int

    package init(_ tokens: [Token], in text: [UInt8], readingWords: Int) {
        self.tokens = tokens
        self.text = text
        self.readingWords = readingWords
    }

    /// The words of a plain text, such as a title.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        var tokens: [Token] = []
        tokens.reserveCapacity(bytes.count / 4)
        var end = 0
        Words.forEach(in: bytes.span) { word in
            tokens.append(Token(word, text: word.range, after: Gap(bytes.span, end..<word.range.lowerBound)))
            end = word.range.upperBound
        }
        self.init(tokens, in: bytes, readingWords: Words.readingCount(bytes.span))
    }

    /// The bytes of some of its words, with all between them.
    package func range(of tokens: Range<Int>) -> Range<Int> {
        self.tokens[tokens.lowerBound].text.lowerBound..<self.tokens[tokens.upperBound - 1].text.upperBound
    }

    /// What is between a word, not the first one, and the word before it.
    func bytes(before token: Int) -> ArraySlice<UInt8> {
        text[tokens[token - 1].text.upperBound..<tokens[token].text.lowerBound]
    }

    /// The words whose letters are in a range of `text`; nil where there are none.
    package func tokens(in text: Range<Int>) -> Range<Int>? {
        let start = tokens.partitionPoint { $0.text.lowerBound < text.lowerBound }
        let end = tokens.partitionPoint { $0.text.lowerBound < text.upperBound }
        return start < end ? start..<end : nil
    }

    /// Number of the words.
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
