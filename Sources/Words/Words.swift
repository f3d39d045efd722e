import Foundation

/// Words in running text: letters and digits that nothing interrupts, compared without regard to letter case, plural
/// and possessive.
package enum Words {
    /// A word of a text.
    package struct Word: Sendable {
        /// The word's bytes in the text.
        package var range: Range<Int>
        /// The folded word, as a number that is the same on every machine and in every run.
        package var key: UInt64
        /// The folded word before its bits are spread: two words that are side by side can be joined from it.
        package var letters: Letters
        /// Whether an s at its end is not among them.
        package var isPlural: Bool
        package var isNumber: Bool
    }

    /// The folded letters of a word, or of several words written as one, as a 64-bit fingerprint: two that are equal are
    /// taken for the same word.
    ///
    /// It is a polynomial over the letters' bytes, modulo 2^64, so that the fingerprints of two words can be joined to
    /// that of both: `h(ab) = h(a) · B^|b| + h(b)`. No two words of up to three letters and digits share one (WordTests).
    package struct Letters: Sendable, Hashable {
        fileprivate(set) package var bits: UInt64 = 0
        /// How many bytes they are.
        fileprivate(set) package var count = 0

        package init() {}

        /// These letters with others after them.
        package func joined(_ next: Letters) -> Letters {
            var all = Letters()
            all.bits = bits &* Words.power(next.count) &+ next.bits
            all.count = count + next.count
            return all
        }

        /// These letters with an s after them.
        package var plural: Letters {
            var all = Letters()
            all.bits = Words.add(UInt8(ascii: "s"), to: bits)
            all.count = count + 1
            return all
        }

        /// The number that stands for them.
        package var key: UInt64 { Words.finish(bits) }
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

    /// Whether the character that starts at `index` is punctuation or space beyond ASCII: U+0080 to U+00BF, U+2000
    /// to U+206F, U+3000 to U+303F.
    @inline(__always)
    private static func isHighPunctuation(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        switch text[index] {
        case 0xC2: return true
        case 0xE2: return index + 1 < text.count && (text[index + 1] == 0x80 || text[index + 1] == 0x81)
        case 0xE3: return index + 1 < text.count && text[index + 1] == 0x80
        default: return false
        }
    }

    /// Takes one more byte of a word.
    @inline(__always)
    fileprivate static func add(_ byte: UInt8, to state: UInt64) -> UInt64 {
        state &* base &+ UInt64(byte)
    }

    /// The polynomial's base: odd, so that no byte is lost, with bits all over the word (MMIX's multiplier, Knuth).
    private static var base: UInt64 { 6_364_136_223_846_793_005 }

    /// The base to the power of a number of bytes.
    @inline(__always)
    fileprivate static func power(_ exponent: Int) -> UInt64 {
        var (result, square, rest) = (UInt64(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result &*= square }
            square &*= square
            rest >>= 1
        }
        return result
    }

    /// Spreads a word's bits over the whole number (the finalizer of MurmurHash3).
    @inline(__always)
    fileprivate static func finish(_ state: UInt64) -> UInt64 {
        var key = state ^ seed
        key = (key ^ key >> 33) &* 0xff51_afd7_ed55_8ccd
        key = (key ^ key >> 33) &* 0xc4ce_b9fe_1a85_ec53
        return key ^ key >> 33
    }

    private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Calls `body` with each word of `text`.
    @inline(__always)
    package static func forEach(
        in text: UnsafeBufferPointer<UInt8>, _ body: (Word) -> Void
    ) {
        classes.withUnsafeBufferPointer { classes in
            var index = 0
            while index < text.count {
                let kind = classes[Int(text[index])]
                if kind == Class.other {
                    index += 1
                    continue
                }
                if kind == Class.high, isHighPunctuation(text, index) {
                    index += text[index] == 0xC2 ? 2 : 3
                    continue
                }
                let start = index
                var key: UInt64 = 0
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
                    beforeLast = key
                    key = add(kind == Class.letter ? byte | 0x20 : byte, to: key)
                    index += 1
                }
                // The s of a possessive belongs to the word before it.
                if index - start == 1, text[start] | 0x20 == UInt8(ascii: "s"), start > 0,
                    isApostrophe(text, start)
                {
                    continue
                }
                var letters = Letters()
                letters.count = index - start
                if !isPlain { (key, beforeLast, letters.count) = folded(text, start..<index) }
                let isPlural =
                    index - start > 3 && text[index - 1] | 0x20 == UInt8(ascii: "s")
                    && text[index - 2] | 0x20 != UInt8(ascii: "s")
                if isPlural {
                    key = beforeLast
                    letters.count -= 1
                }
                letters.bits = key
                body(
                    Word(
                        range: start..<index, key: finish(key), letters: letters, isPlural: isPlural,
                        isNumber: isNumber))
            }
        }
    }

    private static func isApostrophe(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        if text[start - 1] == UInt8(ascii: "'") { return true }
        return start >= 3 && text[start - 3] == 0xE2 && text[start - 2] == 0x80 && text[start - 1] == 0x99
    }

    /// A word beyond ASCII in compatibility form and folded (Unicode Annex 15, NFKC): its state, that without its last
    /// byte, and how many bytes it is.
    private static func folded(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> (UInt64, UInt64, Int) {
        var key: UInt64 = 0
        var beforeLast: UInt64 = 0
        let plain = String(decoding: text[range], as: UTF8.self).precomposedStringWithCompatibilityMapping
        let folded = plain.uppercased().lowercased().utf8
        for byte in folded {
            beforeLast = key
            key = add(byte, to: key)
        }
        return (key, beforeLast, folded.count)
    }

    /// The beginnings of a text's letters, one byte longer each; nil where it goes beyond ASCII, whose letters fold.
    package static func beginnings(of text: String) -> [Letters]? {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 128 }) else { return nil }
        var beginnings: [Letters] = []
        var letters = Letters()
        for word in all(in: text) {
            for byte in bytes[word.range].prefix(word.letters.count) {
                letters.bits = add((65...90).contains(byte) ? byte | 0x20 : byte, to: letters.bits)
                letters.count += 1
                beginnings.append(letters)
            }
        }
        return beginnings
    }

    /// The folded letters of a text themselves, as if it were one word: `exampletext` of `Example-Texts`. For the few
    /// places where a fingerprint is not enough, since something is deleted when two are equal.
    package static func foldedText(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var folded = ""
        for word in all(in: text) {
            let plain = String(decoding: bytes[word.range], as: UTF8.self)
                .precomposedStringWithCompatibilityMapping.uppercased().lowercased()
            folded += word.isPlural ? String(plain.dropLast()) : plain
        }
        return folded
    }

    /// All letters of a text, as if it were one word.
    package static func letters(of text: ArraySlice<UInt8>) -> Letters {
        text.withUnsafeBufferPointer { view in
            var letters = Letters()
            forEach(in: view) { letters = letters.joined($0.letters) }
            return letters
        }
    }

    /// All letters of a text, as if it were one word.
    package static func letters(of text: String) -> Letters {
        all(in: text).reduce(Letters()) { $0.joined($1.letters) }
    }

    /// The words of a text.
    package static func all(in text: String) -> [Word] {
        var text = text
        return text.withUTF8 { all(in: $0) }
    }

    package static func all(in text: UnsafeBufferPointer<UInt8>) -> [Word] {
        var words: [Word] = []
        forEach(in: text) { words.append($0) }
        return words
    }

    /// Whether what is between two words does not part them for a reader; see `readingCount`.
    @inline(__always)
    package static func binds(_ text: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Bool {
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

    /// How many words a reader reads in a text: letters and digits in a row. A hyphen, an apostrophe or a dot between
    /// two of them does not part a word, so MTA-STS is one and example.com is one.
    package static func readingCount(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { readingCount($0) }
    }

    package static func readingCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var end: Int?
        forEach(in: text) { word in
            if end.map({ binds(text, $0..<word.range.lowerBound) }) != true { count += 1 }
            end = word.range.upperBound
        }
        return count
    }

    /// English words too common to say what a text is about.
    package static let common: Set<UInt64> = {
        let list = """
            a about above after again against all almost also although always am an and another any anyone anything are \
            as at back be because been before being below between both but by can cannot come could did do does doing \
            done down during each either else enough even ever every few first for from further get give go had has have \
            having he her here hers him his how however i if in instead into is it its itself just keep know last least \
            less let like make many may me might more most much must my need never new no nor not nothing now of off often \
            on once one only onto or other our out over own part per put rather same say see set several she should show \
            since so some such take than that the their them then there these they thing this those though through to \
            together too two under until up upon us use used uses using very via want was way we well were what when where \
            whether which while who whole whom whose why will with within without would yet you your yours
            """
        return Set(all(in: list).map(\.key))
    }()

    package static let commonFilter: WordFilter = {
        var filter = WordFilter(expecting: 16 * common.count)
        for key in common { filter.insert(key) }
        return filter
    }()
}
