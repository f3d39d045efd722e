import Foundation
import Markdown

/// Cuts texts into the words by which the search finds them. `Templates/assets/ranking.js` cuts queries in the same way;
/// a test holds the two to one table.
///
/// A text is taken in compatibility form without its accents and in small letters. A word is a run of letters and digits;
/// words that a single mark such as a hyphen or a dot binds are found joined as well: MTA-STS is `mta`, `sts` and `mtasts`.
enum SearchText {
    /// Longer words are cut, and longer compounds are not joined.
    static let longest = 32

    /// Calls `body` with each word of a text, in small letters.
    static func forEach(in text: String, _ body: (String) -> Void) {
        let bytes = folded(text)
        var compound: [UInt8] = []
        var parts = 0
        var end = -1
        func close() {
            if parts > 1, compound.count <= longest { body(String(decoding: compound, as: UTF8.self)) }
            compound.removeAll(keepingCapacity: true)
            parts = 0
        }
        var at = 0
        while at < bytes.count {
            guard let width = letter(bytes, at) else {
                at += 1
                continue
            }
            let start = at
            at += width
            while at < bytes.count, let width = letter(bytes, at) { at += width }
            if parts > 0, !(start == end + 1 && isBinding(bytes[end])) { close() }
            let word = bytes[start..<at]
            if word.count > 1 {
                body(String(decoding: word.prefix(longest), as: UTF8.self))
            }
            compound += word
            parts += 1
            end = at
        }
        close()
    }

    /// All words of a text as one; nil where that is too long for a word.
    static func joined(_ text: String) -> String? {
        let bytes = folded(text)
        var all: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if let width = letter(bytes, at) {
                all += bytes[at..<(at + width)]
                at += width
            } else {
                at += 1
            }
        }
        return all.isEmpty || all.count > longest ? nil : String(decoding: all, as: UTF8.self)
    }

    /// The words of a text without joined ones, with a space between them.
    static func plain(_ text: String) -> String {
        let bytes = folded(text)
        var words: [String] = []
        var at = 0
        while at < bytes.count {
            let start = at
            while at < bytes.count, let width = letter(bytes, at) { at += width }
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
        a about after all also an and any are as at be because been before but by can cannot could did do does for from \
        had has have here how if in into is it its me my no not of on or our out so than that the their them then there \
        these they this those to too up us was way we were what when where which who why will with without would you your
        """

    private static let commonWords = Set(common.split(separator: " ").map(String.init))

    static func isCommon(_ word: String) -> Bool { word.utf8.count < 8 && commonWords.contains(word) }

    private static func isBinding(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// How many bytes a letter or digit has that starts here; nil for anything else. Beyond ASCII everything counts but
    /// U+0080 to U+00BF, U+2000 to U+207F and U+3000 to U+303F, which are marks and spaces.
    private static func letter(_ bytes: [UInt8], _ at: Int) -> Int? {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return 1
        case 0xC3...0xDF: return 2
        case 0xE0...0xEF:
            guard at + 1 < bytes.count else { return nil }
            if byte == 0xE2, bytes[at + 1] == 0x80 || bytes[at + 1] == 0x81 { return nil }
            return byte == 0xE3 && bytes[at + 1] == 0x80 ? nil : 3
        case 0xF0...0xF7: return 4
        default: return nil
        }
    }

    private static func folded(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.allSatisfy({ $0 < 128 }) {
            for index in bytes.indices where bytes[index] &- 65 < 26 { bytes[index] |= 0x20 }
            return bytes
        }
        let plain = text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
            !(0x300...0x36F).contains($0.value)
        }
        return Array(String(String.UnicodeScalarView(plain)).lowercased().utf8)
    }
}
