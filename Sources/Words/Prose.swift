import Support

/// The words of a document's prose, one after the other: of text nodes, not of code or addresses.
package struct Prose: Sendable {
    package struct Token: Sendable {
        package var folded: FoldedWord
        /// Whether an s at its end is not among `folded`.
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
            folded: FoldedWord, isPlural: Bool, text: Range<Int>, run: Int, isApart: Bool,
            startsSentence: Bool
        ) {
            self.folded = folded
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
                        folded: word.folded, isPlural: word.isPlural, text: word.range, run: 0,
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
