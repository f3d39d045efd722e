import Markdown
import Support
import Words

/// Cuts texts into the words by which the search finds them. `Templates/assets/ranking.js` cuts queries in the same
/// way; a test holds the two to one table.
///
/// A text is taken in compatibility form without its accents and in small letters. A word is a run of letters and
/// digits; words that a single mark such as a hyphen or a dot binds are found joined as well: MTA-STS is `mta`, `sts`
/// and `mtasts`. Scripts without spaces between words are found by any two letters that follow each other: 認証 is in
/// 送信認証の. Signs at a word are found with it: C++ is `c` and `c++`, ~all is `all` and `~all`. One letter is a word where it
/// is by itself.
/// Its memory serves one text after the other.
package struct SearchText {
    /// Longer words are cut, and longer compounds are not joined; counted as scripts count, in units of UTF-16.
    static let longest = 32
    /// A longer run of letters of a script without spaces is several words, and is found by its pairs alone.
    static let longestRun = 8

    /// The folded text, and after it what is joined.
    private(set) var bytes: [UInt8] = []
    /// The words in `bytes`, compounds among them.
    private(set) var words: [Range<Int>] = []
    /// Number of the words that are no compounds.
    private(set) var parts = 0

    /// Whether one of `words` is in the text as it is, not joined of several.
    func isWord(_ index: Int) -> Bool { words[index].lowerBound < folded }

    /// Reads a text.
    mutating func read(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text.utf8)
        Self.fold(&bytes)
        cutWords()
    }

    /// Reads a part of a text.
    ///
    /// - Parameter isHTML: whether it is a page's HTML, whose text is read.
    mutating func read(_ text: Span<UInt8>, _ part: Range<Int>, isHTML: Bool) {
        bytes.removeAll(keepingCapacity: true)
        if isHTML {
            HTMLText.append(text, part, to: &bytes)
        } else {
            bytes.append(contentsOf: text.extracting(part))
        }
        Self.fold(&bytes)
        cutWords()
    }

    private mutating func cutWords() {
        words.removeAll(keepingCapacity: true)
        parts = 0
        folded = bytes.count
        let end = folded
        /// The compound that is being read.
        var compound = Compound(from: 0)
        var at = 0
        while at < end {
            guard let width = Self.letter(bytes, at, end) else {
                at += 1
                continue
            }
            let start = at
            let isUnspaced = Self.isUnspaced(bytes, at, width)
            // Most words are of ASCII alone.
            while at < end, Self.isPlain(bytes[at]) { at += 1 }
            let isPlain = at > start && (at == end || bytes[at] < 128)
            if at == start { at += width }
            while !isPlain, at < end, let width = Self.letter(bytes, at, end),
                Self.isUnspaced(bytes, at, width) == isUnspaced
            {
                at += width
            }
            parts += 1
            let isBound =
                compound.count > 0
                && (start == compound.end || start == compound.end + 1 && Self.isBinding(bytes[compound.end]))
            if !isBound {
                close(compound)
                compound = Compound(from: start)
            } else {
                bind(&compound, start == compound.end ? 0 : bytes[compound.end])
            }
            let length = isPlain ? at - start : units(start..<at)
            let isWord =
                isUnspaced
                ? length > 1 && length <= Self.longestRun
                : length > 1 || compound.count == 0 && isAlone(endingAt: at)
            if isWord { words.append(cut(start..<at)) }
            if isUnspaced { appendPairs(start..<at) } else { appendWithSigns(start..<at, length) }
            compound.add(start..<at, length)
        }
        close(compound)
    }

    /// Words that single marks bind, as far as they are read.
    private struct Compound {
        var start: Int
        var end: Int
        /// Number of its words.
        var count = 0
        /// Its length without marks, in units of UTF-16.
        var length = 0
        /// The words since the mark was another one: where they start, how many they are, and the mark; the last of
        /// them alone where no mark came after it yet.
        var run: (start: Int, count: Int, length: Int, mark: UInt8?)
        /// Where the last word starts, and its length.
        var last: (start: Int, length: Int)
        /// Whether marks of several kinds bind it.
        var isMixed = false

        init(from start: Int) {
            (self.start, end) = (start, start)
            run = (start, 0, 0, nil)
            last = (start, 0)
        }

        mutating func add(_ word: Range<Int>, _ length: Int) {
            count += 1
            self.length += length
            run.count += 1
            run.length += length
            last = (word.lowerBound, length)
            end = word.upperBound
        }
    }

    /// Binds one more word to a compound. What another mark binds before it is found by itself: `5.7.26` in `550-5.7.26`.
    private mutating func bind(_ compound: inout Compound, _ mark: UInt8) {
        if let before = compound.run.mark, before != mark {
            close(compound.run.start..<compound.end, compound.run.count, compound.run.length)
            compound.isMixed = true
            compound.run = (compound.last.start, 1, compound.last.length, mark)
        }
        compound.run.mark = mark
    }

    private mutating func close(_ compound: Compound) {
        close(compound.start..<compound.end, compound.count, compound.length)
        if compound.isMixed {
            close(compound.run.start..<compound.end, compound.run.count, compound.run.length)
        }
    }

    /// Whether nothing is bound to the end of a word.
    private func isAlone(endingAt end: Int) -> Bool {
        guard end < folded else { return true }
        if Self.letter(bytes, end, folded) != nil || Self.isEndSign(bytes[end]) { return false }
        return !Self.isBinding(bytes[end]) || end + 1 >= folded || Self.letter(bytes, end + 1, folded) == nil
    }

    /// Adds any two letters that follow each other, and a letter that is the only one. All of them have three bytes.
    private mutating func appendPairs(_ word: Range<Int>) {
        for start in stride(from: word.lowerBound, to: max(word.upperBound - 3, word.lowerBound + 1), by: 3) {
            words.append(start..<min(start + 6, word.upperBound))
        }
    }

    /// Adds a word with the signs at its end, such as `c++` and `f#`, and with the one before it, such as `~all` and
    /// `_dmarc`.
    private mutating func appendWithSigns(_ word: Range<Int>, _ length: Int) {
        guard length < Self.longest - 1 else { return }
        var end = word.upperBound
        while end < min(word.upperBound + 2, folded), Self.isEndSign(bytes[end]) { end += 1 }
        if end > word.upperBound, end == folded || Self.letter(bytes, end, folded) == nil {
            words.append(word.lowerBound..<end)
        }
        let start = word.lowerBound - 1
        if length > 1, start >= 0, Self.isStartSign(bytes[start]), start == 0 || !endsLetterOrSign(start) {
            words.append(start..<word.upperBound)
        }
    }

    /// Whether a letter, or a sign that may be one of several, ends right before `index`.
    private func endsLetterOrSign(_ index: Int) -> Bool {
        if Self.isEndSign(bytes[index - 1]) || Self.isStartSign(bytes[index - 1]) { return true }
        var start = index - 1
        while start > 0, bytes[start].isUTF8Continuation { start -= 1 }
        return Self.letter(bytes, start, folded) != nil
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

    /// Length of the folded text, without what is joined after it.
    private var folded = 0
}
