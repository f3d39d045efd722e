import Support

/// Wordings to avoid, each with a better one, to be found in texts.
///
/// Letter case does not matter, hyphens and spaces do: of `set-up` and `set up` one may be right and the other wrong.
package struct Wordings: Sendable {
    /// A word or phrase to avoid, such as `e-mail`, and what to write instead.
    package struct Wording: Sendable, Hashable {
        package var avoided: String
        package var better: String

        package init(avoided: String, better: String) {
            self.avoided = avoided
            self.better = better
        }
    }

    /// A wording to avoid in a text.
    package struct Match: Sendable {
        /// Its words, in `Prose.tokens`.
        package var tokens: Range<Int>
        /// Its bytes, in `Prose.text`, with the signs that belong to it, as in `e.g.`
        package var range: Range<Int>
        /// The wording as it is written, with a space where a line ends.
        package var written: String
        /// What to write instead, in the same letter case: `Emails` for `E-mails`.
        package var better: String
        /// Whether the text surely reads well with it.
        package var isCertain: Bool
    }

    /// A wording as texts are searched for it: its words, and the signs that have to be around them.
    private struct Entry {
        var wording: Wording
        var before: String
        var after: String
    }

    /// By the words with what is between them, in small letters; of two that differ in their signs alone both are there.
    private var entries: [String: [Entry]] = [:]
    /// Finds texts that may be wordings to avoid; those may differ in hyphens, spaces and an s at the end.
    private let index: TermIndex

    package init(_ wordings: [Wording]) {
        var phrases: [String] = []
        for wording in wordings {
            let prose = Prose(wording.avoided)
            guard !prose.tokens.isEmpty else { continue }
            let words = prose.range(of: prose.tokens.indices)
            let text = prose.text
            let entry = Entry(
                wording: wording, before: String(decoding: text[..<words.lowerBound], as: UTF8.self),
                after: String(decoding: text[words.upperBound...], as: UTF8.self))
            let key = String(decoding: text[words], as: UTF8.self)
            entries[Self.plain(key), default: []].append(entry)
            // An s after a short word, as in `set-ups`, is no plural to an index.
            for form in [key, key + "s"] { phrases += [form, form.replacingBytes("'", with: "\u{2019}")] }
        }
        index = TermIndex(phrases)
    }

    /// A text as it is looked up: in small letters, with typewriter's apostrophes.
    private static func plain(_ text: String) -> String {
        text.lowercased().replacingBytes("\u{2019}", with: "'")
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// Whether a word is a wording to avoid, in any letter case.
    package func avoids(_ word: String) -> Bool { entries[Self.plain(word)] != nil }

    /// Whether a text has a word, so that it can be searched for.
    package static func canBeFound(_ text: String) -> Bool { !Prose(text).tokens.isEmpty }

    /// The wordings to avoid in a text, in order.
    ///
    /// - Parameter joins: whether a run of the document goes on where the one before ended, with no space between.
    package func matches(in prose: Prose, joins: (_ run: Int) -> Bool = { _ in true }) -> [Match] {
        guard !isEmpty else { return [] }
        return index.matches(in: prose).flatMap { matches(at: $0.tokens, in: prose, joins) }
    }

    /// The wordings in some words that the index found: they all together, or else some of them.
    private func matches(at tokens: Range<Int>, in prose: Prose, _ joins: (Int) -> Bool) -> [Match] {
        var found: [Match] = []
        var first = tokens.lowerBound
        while first < tokens.upperBound {
            // The longest one, and none of its parts.
            var next = first + 1
            for end in (first + 1...tokens.upperBound).reversed() {
                guard let match = match(first..<end, in: prose, joins) else { continue }
                found.append(match)
                next = end
                break
            }
            first = next
        }
        return found
    }

    private func match(_ tokens: Range<Int>, in prose: Prose, _ joins: (Int) -> Bool) -> Match? {
        let words = prose.words(tokens, joins)
        let small = Self.plain(words)
        for entry in entries[small] ?? [] {
            guard let range = prose.range(of: tokens, before: entry.before, after: entry.after) else {
                continue
            }
            let better = adapted(entry, to: words, isPlural: false, prose, tokens)
            let written = entry.before + words + entry.after
            guard better != written else { return nil }
            return Match(
                tokens: tokens, range: range, written: written, better: better,
                isCertain: (!entry.after.hasSuffix(".") || prose.goesOn(after: range, tokens))
                    && !prose.needsOtherArticle(before: tokens, better))
        }
        guard small.hasSuffix("s") else { return nil }
        let singular = String(words.dropLast())
        for entry in entries[Self.plain(singular)] ?? [] where entry.before.isEmpty && entry.after.isEmpty {
            // `its` is no plural of `it`, and `URLs` is one of `URL`.
            let isName = singular == entry.wording.avoided && singular.count { $0.isUppercase } > 1
            guard singular.count > 3 || isName else { continue }
            let better = adapted(entry, to: words, isPlural: true, prose, tokens)
            guard better != words else { return nil }
            guard let range = prose.range(of: tokens, before: "", after: "") else { return nil }
            return Match(
                tokens: tokens, range: range, written: words, better: better,
                isCertain: Self.hasPlainPlural(entry.wording.better)
                    && !prose.needsOtherArticle(before: tokens, better))
        }
        return nil
    }

    /// Whether an s alone makes the plural of an English text: of one word, since in `make use of` the first one changes.
    private static func hasPlainPlural(_ word: String) -> Bool {
        let small = word.lowercased()
        return !small.contains(" ") && small.last.map { $0.isLetter } ?? false
            && !["s", "x", "z", "ch", "sh", "y"].contains { small.hasSuffix($0) }
    }

    /// The better wording in the letter case and number of the words that it replaces.
    private func adapted(
        _ entry: Entry, to words: String, isPlural: Bool, _ prose: Prose, _ tokens: Range<Int>
    ) -> String {
        let (avoided, better) = (entry.wording.avoided, entry.wording.better)
        func isInCapitals(_ text: String) -> Bool {
            text.count > 1 && text == text.uppercased() && text != text.lowercased()
        }
        if isInCapitals(words), !isInCapitals(avoided) { return better.uppercased() + (isPlural ? "S" : "") }
        let form = isPlural && Self.hasPlainPlural(better) ? better + "s" : better
        let first = prose.tokens[tokens.lowerBound]
        // A name has its capital anywhere; any other word has one where a sentence begins, or in a title.
        let startsHere = tokens.lowerBound == 0 || first.startsSentence
        let isCapital =
            words.first?.isUppercase == true && (startsHere || avoided.first?.isUppercase == false)
        return isCapital ? form.prefix(1).uppercased() + form.dropFirst() : form
    }
}

extension Prose {
    /// Some of its words with what is between them; a space where a line or a block ends.
    fileprivate func words(_ tokens: Range<Int>, _ joins: (_ run: Int) -> Bool) -> String {
        var words = ""
        for index in tokens {
            let token = self.tokens[index]
            if index > tokens.lowerBound {
                let last = self.tokens[index - 1]
                if last.run != token.run, !(last.run + 1...token.run).allSatisfy(joins) {
                    words += " "
                } else {
                    let between = bytes(before: index)
                    words += between.allSatisfy { $0 == 32 } ? " " : String(decoding: between, as: UTF8.self)
                }
            }
            words += String(decoding: text[token.text], as: UTF8.self)
        }
        return words
    }

    /// The bytes of some words with the signs around them; nil where other ones are there.
    fileprivate func range(of tokens: Range<Int>, before: String, after: String) -> Range<Int>? {
        let words = range(of: tokens)
        guard text[..<words.lowerBound].reversed().starts(with: before.utf8.reversed()),
            text[words.upperBound...].starts(with: after.utf8), !isPartOfCompound(words)
        else { return nil }
        let range = words.lowerBound - before.utf8.count..<words.upperBound + after.utf8.count
        // Of `C++s` the s is no word of its own.
        guard after.isEmpty || !isLetter(range.upperBound), before.isEmpty || !isLetter(range.lowerBound - 1)
        else { return nil }
        return range
    }

    private func isLetter(_ index: Int) -> Bool {
        text.indices.contains(index) && (text[index].isASCIILetterOrDigit || text[index] >= 0xC3)
    }

    /// Whether the article before some words may be wrong with others in their place: "a mistake", but "an error".
    fileprivate func needsOtherArticle(before tokens: Range<Int>, _ better: String) -> Bool {
        guard tokens.lowerBound > 0, !self.tokens[tokens.lowerBound].startsSentence else { return false }
        let article = String(decoding: text[self.tokens[tokens.lowerBound - 1].text], as: UTF8.self)
            .lowercased()
        guard ["a", "an"].contains(article), let first = better.lowercased().first else { return false }
        return "aeiou".contains(first) != (article == "an")
    }

    /// Whether a hyphen joins some words with others, as in `re-use`.
    private func isPartOfCompound(_ words: Range<Int>) -> Bool {
        func isHyphen(_ index: Int) -> Bool {
            text.indices.contains(index) && text[index] == UInt8(ascii: "-")
        }
        return isHyphen(words.lowerBound - 1) && isLetter(words.lowerBound - 2)
            || isHyphen(words.upperBound) && isLetter(words.upperBound + 1)
    }

    /// Whether the sentence goes on after some words that end with a full stop: with a small letter or a comma.
    fileprivate func goesOn(after range: Range<Int>, _ tokens: Range<Int>) -> Bool {
        guard range.upperBound < text.count else { return false }
        if text[range.upperBound] == UInt8(ascii: ",") { return true }
        guard tokens.upperBound < self.tokens.count else { return false }
        let next = self.tokens[tokens.upperBound].text.lowerBound
        return next == range.upperBound + 1 && text[range.upperBound] == 32
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[next])
    }
}
