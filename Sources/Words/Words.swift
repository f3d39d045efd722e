import Support

/// Words in running text: letters and digits that nothing interrupts, compared without regard to letter case, plural
/// and possessive.
package enum Words {
    /// A word of a text.
    package struct Word: Sendable {
        /// The word's bytes in the text.
        package var range: Range<Int>
        /// Its letters, without the s of a plural.
        package var folded: FoldedWord
        /// Whether an s at its end is not among `folded`.
        var isPlural: Bool
        var isNumber: Bool

        /// The number that stands for `folded`.
        @inline(__always)
        package var key: UInt64 { folded.key }
    }

    private enum Class { static let other: UInt8 = 0, letter: UInt8 = 1, digit: UInt8 = 2, high: UInt8 = 3 }

    private static let classes: [UInt8] = {
        var table = [UInt8](repeating: Class.other, count: 256)
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { table[Int(byte)] = Class.letter }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { table[Int(byte)] = Class.letter }
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { table[Int(byte)] = Class.digit }
        for byte in 128...255 { table[byte] = Class.high }
        return table
    }()

    /// Whether the character that starts at `index` is punctuation, a symbol or a space beyond ASCII, in the blocks where
    /// texts have theirs: Latin-1, Arabic, Devanagari, U+2000 to U+2BFF, U+3000 to U+303F, the middle dot of kana, and the
    /// wide and narrow forms of ASCII. Letters and digits of these blocks, such as `µ`, `²`, `①` and `々`, are none.
    @inline(__always)
    package static func isHighPunctuation(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let first = text[index]
        guard first >= 0xC2, first <= 0xEF, index + 1 < text.count else { return false }
        let second = text[index + 1]
        switch (first, second) {
        case (0xC2, 0xAA), (0xC2, 0xB2...0xB3), (0xC2, 0xB5), (0xC2, 0xB9...0xBA), (0xC2, 0xBC...0xBE):
            return false
        case (0xC2, _), (0xC3, 0x97), (0xC3, 0xB7), (0xD8, 0x8C), (0xD8, 0x9B), (0xD8, 0x9F),
            (0xD9, 0xAA...0xAD),
            (0xDB, 0x94):
            return true
        default: break
        }
        guard first >= 0xE0, index + 2 < text.count else { return false }
        switch (first, second, text[index + 2]) {
        case (0xE0, 0xA5, 0xA4...0xA5), (0xE0, 0xA5, 0xB0): return true
        case (0xE2, 0x80, _), (0xE2, 0x81, ..<0xB0), (0xE2, 0x82, 0xA0...), (0xE2, 0x83, ...0x8F),
            (0xE2, 0x86, 0x90...),
            (0xE2, 0x87...0x90, _), (0xE2, 0x94...0xAF, _):
            return true
        case (0xE3, 0x80, 0x85...0x87): return false
        case (0xE3, 0x80, _), (0xE3, 0x83, 0xBB): return true
        case (0xEF, 0xBC, 0x81...0x8F), (0xEF, 0xBC, 0x9A...0xA0), (0xEF, 0xBC, 0xBB...0xBF),
            (0xEF, 0xBD, 0x80), (0xEF, 0xBD, 0x9B...0xA5):
            return true
        default: return false
        }
    }

    /// Calls `body` with each word of `text`.
    @inline(__always)
    package static func forEach(
        in text: Span<UInt8>, _ body: (Word) -> Void
    ) {
        let classes = classes
        var index = 0
        while index < text.count {
            let kind = classes[Int(text[index])]
            if kind == Class.other {
                index += 1
                continue
            }
            if kind == Class.high, isHighPunctuation(text, index) {
                index += text[index] < 0xE0 ? 2 : 3
                continue
            }
            let start = index
            var bits: UInt64 = 0
            var beforeLast: UInt64 = 0
            var isNumber = true
            var isPlain = true
            while index < text.count {
                let byte = text[index]
                let kind = classes[Int(byte)]
                if kind == Class.other { break }
                if kind == Class.high {
                    if isHighPunctuation(text, index) { break }
                    isPlain = false
                }
                if kind != Class.digit { isNumber = false }
                beforeLast = bits
                bits = FoldedWord.add(kind == Class.letter ? byte | 0x20 : byte, to: bits)
                index += 1
            }
            // The s of a possessive belongs to the word before it.
            if index - start == 1, text[start] | 0x20 == UInt8(ascii: "s"), start > 0,
                isApostrophe(text, start)
            {
                continue
            }
            var count = index - start
            if !isPlain { (bits, beforeLast, count) = folded(text, start..<index) }
            let isPlural =
                index - start > 3 && text[index - 1] | 0x20 == UInt8(ascii: "s")
                && text[index - 2] | 0x20 != UInt8(ascii: "s")
            if isPlural { (bits, count) = (beforeLast, count - 1) }
            body(
                Word(
                    range: start..<index, folded: FoldedWord(bits: bits, count: count),
                    isPlural: isPlural, isNumber: isNumber))
        }
    }

    private static func isApostrophe(_ text: Span<UInt8>, _ start: Int) -> Bool {
        if text[start - 1] == UInt8(ascii: "'") { return true }
        return start >= 3 && text[start - 3] == 0xE2 && text[start - 2] == 0x80 && text[start - 1] == 0x99
    }

    /// A word beyond ASCII in compatibility form and folded (Unicode Annex 15, NFKC): its bits, those without its last
    /// byte, and how many bytes it is.
    private static func folded(
        _ text: Span<UInt8>, _ range: Range<Int>
    ) -> (UInt64, UInt64, Int) {
        var bits: UInt64 = 0
        var beforeLast: UInt64 = 0
        let folded = fold(range.map { text[$0] })
        for byte in folded {
            beforeLast = bits
            bits = FoldedWord.add(byte, to: bits)
        }
        return (bits, beforeLast, folded.count)
    }

    private static func fold(_ word: some Collection<UInt8>) -> String.UTF8View {
        NormalForm.compatiblyComposed.of(String(decoding: word, as: UTF8.self)).uppercased().lowercased().utf8
    }

    /// The folded letters of a text themselves, as if it were one word: `exampletext` of `Example-Texts`. For the few
    /// uses where a fingerprint is not enough, since something is deleted when two are equal.
    package static func foldedText(_ text: String) -> String {
        String(decoding: foldedBytes(of: text), as: UTF8.self)
    }

    /// The bytes of the same.
    static func foldedBytes(of text: String) -> [UInt8] {
        let text = Array(text.utf8)
        var bytes: [UInt8] = []
        forEach(in: text.span) { word in
            let letters = text[word.range]
            if letters.allSatisfy({ $0 < 128 }) {
                for byte in letters.prefix(word.folded.count) { bytes.append(byte | 0x20) }
            } else {
                bytes += fold(letters).prefix(word.folded.count)
            }
        }
        return bytes
    }

    /// The words of a text.
    package static func all(in text: String) -> [Word] {
        var words: [Word] = []
        forEach(in: text.utf8.span) { words.append($0) }
        return words
    }

    /// Whether what is between two words does not part them for a reader; see `readingCount`.
    @inline(__always)
    package static func binds(_ text: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        switch gap.count {
        case 0: return true
        case 1:
            let byte = text[gap.lowerBound]
            return byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".")
        case 3:
            return text[gap.lowerBound] == 0xE2 && text[gap.lowerBound + 1] == 0x80
                && text[gap.lowerBound + 2] == 0x99
        default: return false
        }
    }

    /// Number of words that a reader reads in a text: letters and digits in a row. A hyphen, an apostrophe or a dot
    /// between two of them does not part a word, so MTA-STS is one and example.com is one.
    package static func readingCount(_ text: String) -> Int {
        readingCount(text.utf8.span)
    }

    static func readingCount(_ text: Span<UInt8>) -> Int {
        var count = 0
        var end: Int?
        forEach(in: text) { word in
            if end.map({ binds(text, $0..<word.range.lowerBound) }) != true { count += 1 }
            end = word.range.upperBound
        }
        return count
    }
}

extension FoldedWord {
    /// All letters of a text, as if it were one word.
    package init(_ text: String) {
        self.init(text.utf8.span)
    }

    /// All letters of a text, as if it were one word.
    package init(_ text: ArraySlice<UInt8>) {
        self.init(text.span)
    }

    private init(_ text: Span<UInt8>) {
        self.init()
        Words.forEach(in: text) { self = joined($0.folded) }
    }
}
