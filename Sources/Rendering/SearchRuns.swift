import Markdown
import Support
import Words

/// Cuts a text, or a page's HTML, at its spaces and blocks, where every word ends. Most of what is between them is one word of
/// ASCII, which is read where it is; `SearchText` reads all else.
struct SearchRuns: ~Escapable {
    private let text: Span<UInt8>
    private let isHTML: Bool
    private let seed: UInt64
    private let end: Int
    private var at: Int

    enum Run {
        /// A word of ASCII alone.
        case word(SearchNumbers.Word)
        /// What may have any number of words.
        case other(Range<Int>)
    }

    /// - Parameters:
    ///   - isHTML: whether it is a page's HTML.
    ///   - seed: what hashes begin with.
    @_lifetime(copy text)
    init(_ text: Span<UInt8>, _ part: Range<Int>, isHTML: Bool, seed: UInt64) {
        self.text = text
        self.isHTML = isHTML
        self.seed = seed
        (at, end) = (part.lowerBound, part.upperBound)
    }

    mutating func next() -> Run? {
        skipSpace()
        guard at < end else { return nil }
        let start = at
        if let hash = readLetters() {
            let word = SearchNumbers.Word(start: UInt32(start), count: UInt32(at - start), hash: hash)
            if skipEnd() { return .word(word) }
        }
        at = start
        skipRun()
        return .other(start..<at)
    }

    /// Passes spaces, brackets and tags, none of which is part of a word.
    private mutating func skipSpace() {
        while at < end {
            switch text[at] {
            case 0...32, UInt8(ascii: "("): at += 1
            case UInt8(ascii: "<") where isHTML:
                guard let tag = HTMLText.tag(text, at) else { return }
                at = tag.end
            default: return
            }
        }
    }

    /// Passes letters and digits of ASCII, eight at a time. Returns their hash; nil where there are none, or too many for a
    /// word.
    private mutating func readLetters() -> UInt64? {
        let start = at
        var hash = WordHash(seed: seed)
        while at < end {
            let eight = text.upToEight(at..<end)
            let count = Self.letters(eight)
            if count > 0 { hash.add(eight | 0x2020_2020_2020_2020, count) }
            at += count
            if count < 8 { break }
        }
        return at > start && at - start <= SearchText.longest ? hash.value : nil
    }

    /// How many of eight bytes are letters or digits of ASCII, from the first on.
    private static func letters(_ eight: UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high = ones << 7
        let low = eight & ~high
        /// The high bit of each byte that is at least `least`.
        func reaches(_ least: UInt8, _ bytes: UInt64) -> UInt64 { bytes &+ ones &* UInt64(128 - least) }
        let small = low | ones << 5
        let isLetter = reaches(UInt8(ascii: "a"), small) & ~reaches(UInt8(ascii: "z") + 1, small)
        let isDigit = reaches(UInt8(ascii: "0"), low) & ~reaches(UInt8(ascii: "9") + 1, low)
        let others = ~((isLetter | isDigit) & ~eight) & high
        return others.trailingZeroBitCount / 8
    }

    /// Passes what is after a word up to the next space or block: marks that bind no more to it. Returns whether there is
    /// nothing else.
    private mutating func skipEnd() -> Bool {
        while at < end {
            switch text[at] {
            case 0...32: return true
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
                UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: ")"):
                at += 1
            case UInt8(ascii: "<") where isHTML:
                guard let tag = HTMLText.tag(text, at) else { return false }
                at = tag.end
                if tag.isBlock { return true }
            default: return false
            }
        }
        return true
    }

    /// Passes all up to the next space outside of tags.
    private mutating func skipRun() {
        while at < end, text[at] > 32 {
            if isHTML, text[at] == UInt8(ascii: "<"),
                let close = text.position(of: UInt8(ascii: ">"), from: at)
            {
                at = close
            }
            at += 1
        }
        at = min(at, end)
    }
}
