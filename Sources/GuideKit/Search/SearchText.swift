import Foundation
import Markdown

/// Cuts texts into the words by which the search finds them. `Templates/assets/ranking.js` cuts queries in the same way;
/// a test holds the two to one table.
///
/// A text is taken in compatibility form without its accents and in small letters. A word is a run of letters and digits;
/// words that a single mark such as a hyphen or a dot binds are found joined as well: MTA-STS is `mta`, `sts` and `mtasts`.
/// Its memory serves one text after the other.
struct SearchText {
    /// Longer words are cut, and longer compounds are not joined; counted as scripts count, in units of UTF-16.
    static let longest = 32

    /// The folded text, and behind it what is joined.
    private(set) var bytes: [UInt8] = []
    /// The words in `bytes`, compounds among them.
    private(set) var words: [Range<Int>] = []
    /// How many of the words are no compounds.
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
        func isBound(_ start: Int) -> Bool { start == last + 1 && Self.isBinding(bytes[last]) }
        var at = 0
        while at < end {
            guard let width = Self.letter(bytes, at, end) else {
                at += 1
                continue
            }
            let start = at
            at += width
            while at < end, let width = Self.letter(bytes, at, end) { at += width }
            parts += 1
            if count > 0, !isBound(start) {
                close(first..<last, count, compound)
                count = 0
            }
            if count == 0 { (first, compound) = (start, 0) }
            if at - start > 1 { words.append(cut(start..<at)) }
            count += 1
            compound += units(start..<at)
            last = at
        }
        close(first..<max(first, last), count, compound)
    }

    /// How many units of UTF-16 some bytes of the text are.
    private func units(_ range: Range<Int>) -> Int {
        var units = 0
        for index in range where bytes[index] & 0xC0 != 0x80 { units += bytes[index] >= 0xF0 ? 2 : 1 }
        return units
    }

    /// A word no longer than `longest`, cut between two characters.
    private func cut(_ word: Range<Int>) -> Range<Int> {
        guard word.count > Self.longest else { return word }
        var units = 0
        for index in word where bytes[index] & 0xC0 != 0x80 {
            units += bytes[index] >= 0xF0 ? 2 : 1
            if units > Self.longest { return word.lowerBound..<index }
        }
        return word
    }

    /// Adds a compound, whose parts stand in `range`.
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

    /// Reads a text as a phrase, which is as good joined as apart: all of it is one word as well, if it is not too long.
    mutating func readPhrase(_ text: String) {
        read(text)
        appendJoined(0..<folded)
        if let all = words.last, all.isEmpty || units(all) > Self.longest { words.removeLast() }
    }

    /// How long the folded text is.
    private var folded = 0

    /// The words of a text without joined ones, with a space between them.
    static func plain(_ text: String) -> String {
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

    /// English words that stand in most texts and tell none from another.
    static let common = """
        a about after all also an and any are as at be because been before but by can cannot could did do does doing for \
        from had has have here how if in into is it its me my no not of on or our out so than that the their them then \
        there these they this those to too up us was way we were what when where which who why will with without would you \
        your
        """

    private static func isBinding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// How many bytes a letter or digit has that starts here; nil for anything else. Beyond ASCII everything counts but
    /// U+0080 to U+00BF, U+2000 to U+207F and U+3000 to U+303F, which are marks and spaces.
    @inline(__always)
    private static func letter(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Int? {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return 1
        case 0xC3...0xDF: return 2
        case 0xE0...0xEF:
            guard at + 1 < end else { return nil }
            if byte == 0xE2, bytes[at + 1] == 0x80 || bytes[at + 1] == 0x81 { return nil }
            return byte == 0xE3 && bytes[at + 1] == 0x80 ? nil : 3
        case 0xF0...0xF7: return 4
        default: return nil
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
            let plain = text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
                !(0x300...0x36F).contains($0.value)
            }
            bytes = Array(String(String.UnicodeScalarView(plain)).lowercased().utf8)
        }
        folded = bytes.count
    }
}
