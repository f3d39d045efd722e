import Glibc
import Support
import Words

/// Cuts texts into the words by which the search finds them. `Templates/assets/ranking.js` cuts queries in the same
/// way; a test holds the two to one table.
///
/// A text is taken in compatibility form without its accents and in small letters. A word is a run of letters and
/// digits; words that a single mark such as a hyphen or a dot binds are found joined as well: MTA-STS is `mta`, `sts`
/// and `mtasts`. Scripts without spaces between words are found by any two letters that follow each other: 認証 is in
/// 送信認証の. Signs that end a word are found with it: C++ is `c` and `c++`. One letter is a word where it is by itself.
/// Its memory serves one text after the other.
package struct SearchText {
    /// Longer words are cut, and longer compounds are not joined; counted as scripts count, in units of UTF-16.
    static let longest = 32

    /// The folded text, and after it what is joined.
    private(set) var bytes: [UInt8] = []
    /// The words in `bytes`, compounds among them.
    private(set) var words: [Range<Int>] = []
    /// Number of the words that are no compounds.
    private(set) var parts = 0

    /// Reads a text.
    mutating func read(_ text: String) {
        fold(text)
        words.removeAll(keepingCapacity: true)
        parts = 0
        let end = bytes.count
        /// The parts of the compound that is being read.
        var first = 0
        var count = 0
        var last = -1
        var compound = 0
        var at = 0
        while at < end {
            guard let width = Self.letter(bytes, at, end) else {
                at += 1
                continue
            }
            let start = at
            let isUnspaced = Self.isUnspaced(bytes, at, width)
            at += width
            while at < end, let width = Self.letter(bytes, at, end),
                Self.isUnspaced(bytes, at, width) == isUnspaced
            {
                at += width
            }
            parts += 1
            let isBound = count > 0 && (start == last || start == last + 1 && Self.isBinding(bytes[last]))
            if count > 0, !isBound {
                close(first..<last, count, compound)
                count = 0
            }
            if count == 0 { (first, compound) = (start, 0) }
            let length = units(start..<at)
            if length > 1 || !isUnspaced && count == 0 && isAlone(endingAt: at) {
                words.append(cut(start..<at))
            }
            if isUnspaced { appendPairs(start..<at) } else { appendWithSigns(start..<at, length) }
            count += 1
            compound += length
            last = at
        }
        close(first..<max(first, last), count, compound)
    }

    /// Whether nothing is bound to the end of a word.
    private func isAlone(endingAt end: Int) -> Bool {
        guard end < folded else { return true }
        if Self.letter(bytes, end, folded) != nil || Self.isSign(bytes[end]) { return false }
        return !Self.isBinding(bytes[end]) || end + 1 >= folded || Self.letter(bytes, end + 1, folded) == nil
    }

    /// Adds any two letters that follow each other, and a letter that is the only one. All of them have three bytes.
    private mutating func appendPairs(_ word: Range<Int>) {
        for start in stride(from: word.lowerBound, to: max(word.upperBound - 3, word.lowerBound + 1), by: 3) {
            words.append(start..<min(start + 6, word.upperBound))
        }
    }

    /// Adds a word with the signs at its end, such as `c++` and `f#`.
    private mutating func appendWithSigns(_ word: Range<Int>, _ length: Int) {
        var end = word.upperBound
        while end < min(word.upperBound + 2, folded),
            Self.isSign(bytes[end])
        {
            end += 1
        }
        guard end > word.upperBound, length < Self.longest - 1,
            end == folded || Self.letter(bytes, end, folded) == nil
        else { return }
        words.append(word.lowerBound..<end)
    }

    /// Number of UTF-16 units of some bytes of the text.
    private func units(_ range: Range<Int>) -> Int {
        var units = 0
        for index in range where !bytes[index].isUTF8Continuation { units += bytes[index] >= 0xF0 ? 2 : 1 }
        return units
    }

    /// A word no longer than `longest`, cut between two characters.
    private func cut(_ word: Range<Int>) -> Range<Int> {
        guard word.count > Self.longest else { return word }
        var units = 0
        for index in word where !bytes[index].isUTF8Continuation {
            units += bytes[index] >= 0xF0 ? 2 : 1
            if units > Self.longest { return word.lowerBound..<index }
        }
        return word
    }

    /// Adds a compound, whose parts are in `range`.
    private mutating func close(_ range: Range<Int>, _ count: Int, _ length: Int) {
        guard count > 1, length <= Self.longest else { return }
        appendJoined(range)
    }

    private mutating func appendJoined(_ range: Range<Int>) {
        let start = bytes.count
        var at = range.lowerBound
        while at < range.upperBound {
            guard let width = Self.letter(bytes, at, range.upperBound) else {
                at += 1
                continue
            }
            for index in at..<(at + width) { bytes.append(bytes[index]) }
            at += width
        }
        words.append(start..<bytes.count)
    }

    /// Reads a text as a phrase, which is as good joined as apart: all of it is one word as well, if it is not too
    /// long.
    mutating func readPhrase(_ text: String) {
        read(text)
        appendJoined(0..<folded)
        if let all = words.last, all.isEmpty || units(all) > Self.longest { words.removeLast() }
    }

    /// Length of the folded text.
    private var folded = 0

    /// The words of a text without joined ones, with a space between them.
    package static func plain(_ text: String) -> String {
        var reader = SearchText()
        reader.fold(text)
        var words: [String] = []
        var at = 0
        let bytes = reader.bytes
        while at < bytes.count {
            let start = at
            while at < bytes.count, let width = letter(bytes, at, bytes.count) { at += width }
            if at > start {
                words.append(String(decoding: bytes[start..<at], as: UTF8.self))
            } else {
                at += 1
            }
        }
        return words.joined(separator: " ")
    }

    /// English words that most texts have, so that a query is not searched by them. Fewer than those that tell no topic
    /// (`TopicStopWords`), since people do look for "use" and "new".
    package static let stopWords = """
        a about after all also an and any are as at be because been before but by can cannot could did do does doing for \
        from had has have here how if in into is it its me my no not of on or our out so than that the their them then \
        there these they this those to too up us was way we were what when where which who why will with without would you \
        your
        """

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
    }

    private static func isBinding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Number of bytes of a letter or digit that starts here; nil for anything else. Beyond ASCII everything counts but
    /// what `Words.isHighPunctuation` names.
    @inline(__always)
    private static func letter(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Int? {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return 1
        case 0xC2...0xDF: return Words.isHighPunctuation(bytes.span, at) ? nil : 2
        case 0xE0...0xEF: return Words.isHighPunctuation(bytes.span, at) ? nil : 3
        case 0xF0...0xF7: return 4
        default: return nil
        }
    }

    /// Whether a letter is of a script that puts no space between words (Thai, Lao, Burmese, Khmer, Han, kana), or of
    /// Hangul, whose words have endings.
    @inline(__always)
    private static func isUnspaced(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Bool {
        guard width == 3 else { return false }
        let value =
            UInt32(bytes[at] & 15) << 12 | UInt32(bytes[at + 1] & 63) << 6 | UInt32(bytes[at + 2] & 63)
        switch value {
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FA,
            0x30FC...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            return true
        default: return false
        }
    }

    private mutating func fold(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text.utf8)
        var isPlain = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 128 { isPlain = false }
            if byte &- 65 < 26 { bytes[index] = byte | 0x20 }
        }
        if !isPlain {
            let plain = text.withoutAccents
            let lower = plain.lowercased()
            // Letters of Hangul and kana become whole again, since they are found by two.
            let isWhole = !plain.unicodeScalars.contains { $0.value >= 0x600 }
            bytes = Array((isWhole ? lower : lower.composed).utf8)
        }
        folded = bytes.count
    }
}
