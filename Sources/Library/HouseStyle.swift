import Content
import Support
import Synchronization
import Words

/// The words that a site's texts may use: those of its dictionary, its own, and better ones for those to avoid.
package struct HouseStyle: Sendable {
    /// The dictionary that `spelling` of site.yml names; nil for none, and where it is not installed.
    package let dictionary: SpellingDictionary?
    /// Words that are right whatever the dictionary says, as they are written: those of the names of site and publisher, of
    /// `known-words` of site.yml, and of what replaces a wording to avoid.
    private let ownWords: Set<String>
    /// Words of the terms, in small letters: how these are written is for a check of its own.
    private let wordsOfTerms: Set<String>
    /// Words and phrases to avoid.
    package let wordings: Wordings
    /// What is known of words by now: texts repeat them.
    private let answers = Answers()

    package init(_ site: Site, _ terms: [Term], _ dictionary: SpellingDictionary?) {
        self.dictionary = dictionary
        func words(_ text: String) -> [String] {
            let prose = Prose(text)
            return prose.spelledWords().map(prose.text)
        }
        let own = [site.name, site.publisher.name] + site.knownWords + site.wordings.map(\.better)
        ownWords = Set(own.flatMap(words))
        wordsOfTerms = Set(terms.flatMap(\.forms).flatMap { words($0.lowercased()) })
        wordings = Wordings(site.wordings)
    }

    private init() {
        dictionary = nil
        ownWords = []
        wordsOfTerms = []
        wordings = Wordings([])
    }

    /// That of a site which says nothing about its words.
    package static let free = HouseStyle()

    /// Whether there is a dictionary that can be read.
    package var checksSpelling: Bool { dictionary?.isReadable ?? false }

    /// The words of a text that are not spelled right, in order; none without a dictionary.
    ///
    /// - Parameter joins: whether a run of the document goes on where the one before ended, with no space between.
    package func misspelled(
        in prose: Prose, joins: (_ run: Int) -> Bool = { _ in true }
    ) -> [Prose.SpelledWord] {
        guard dictionary != nil else { return [] }
        return answers.wrong(among: prose.spelledWords(joins: joins), in: prose, has)
    }

    /// Whether a word is spelled right; without a dictionary each is.
    private func has(_ word: String) -> Bool {
        // A wording to avoid has a finding of its own.
        guard let dictionary, !isOwn(word), !wordings.avoids(word) else { return true }
        // Hunspell takes no apostrophe but the typewriter's.
        let plain = word.replacingBytes("\u{2019}", with: "'")
        if dictionary.has(plain) { return true }
        let parts = plain.split(separator: "-")
        // The first part may be a prefix that is no word by itself, as in `pre-fill`: any three letters may be one.
        return parts.count > 1
            && parts.enumerated().allSatisfy { index, part in
                index == 0 && part.count <= 3 || isOwn(String(part)) || dictionary.has(String(part))
            }
    }

    /// Words that may be meant, the site's own among them; see `SpellingDictionary.suggestions`.
    package func suggestions(for word: String) -> [String] {
        let small = word.lowercased()
        let own = ownWords.filter { $0.lowercased() == small }.sorted()
        if !own.isEmpty { return own }
        return dictionary?.suggestions(
            for: word.replacingBytes("\u{2019}", with: "'"), orAmong: { ownWords.contains($0) }) ?? []
    }

    private func isOwn(_ word: String) -> Bool {
        // A name begins a sentence in capitals, and there can be more than one of a thing.
        let forms = [word, word.prefix(1).lowercased() + word.dropFirst()]
        let plurals = [("s", 1), ("es", 2)].flatMap { ending, count in
            forms.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(count)) }
        }
        return (forms + plurals).contains {
            ownWords.contains($0) || wordsOfTerms.contains($0.lowercased())
        }
    }

    /// Whether words are right, by their bytes: nearly every word of a text was met before.
    private final class Answers: Sendable {
        private struct State: Sendable {
            var words = WordTable(expecting: 10_000)
            /// For each word of the table whether it is right.
            var areRight: [Bool] = []
        }

        private let state = Mutex(State())
        /// With more words all are forgotten, so that memory has a limit.
        private static let mostKept = 200_000

        func wrong(
            among words: [Prose.SpelledWord], in prose: Prose, _ isRight: (String) -> Bool
        ) -> [Prose.SpelledWord] {
            state.withLock { state in
                words.filter { word in
                    if state.words.count >= Self.mostKept { state = State() }
                    let number = state.words.number(of: word.range, in: prose.text)
                    if number == state.areRight.count { state.areRight.append(isRight(prose.text(of: word))) }
                    return !state.areRight[number]
                }
            }
        }
    }
}
