import Content
import Support
import Words

/// The words that a site's texts may use: those of its dictionary, its own, and better ones for those to avoid.
package struct HouseStyle: Sendable {
    /// The dictionary that `spelling` of site.yml names; nil for none, and where it is not installed.
    package let dictionary: SpellingDictionary?
    /// Words that are right whatever the dictionary says, as they are written: those of the site's name, and `known-words` of
    /// site.yml.
    private let ownWords: Set<String>
    /// Words of the terms, in small letters: how these are written is for a check of its own.
    private let wordsOfTerms: Set<String>
    /// For each wording to avoid, in small letters, the better one.
    private let betterWordings: [String: String]
    /// Finds texts that may be wordings to avoid: `better` tells whether one is.
    package let wordingIndex: TermIndex

    package init(_ site: Site, _ terms: [Term], _ files: SpellingDictionary.Files?) {
        dictionary = files.map(SpellingDictionary.init)
        let texts = [site.name, site.publisher.name] + site.knownWords.map(\.text)
        ownWords = Set(texts.flatMap { Prose($0).spelledWords().map(\.text) })
        wordsOfTerms = Set(
            terms.flatMap(\.forms).flatMap { Prose($0.lowercased()).spelledWords().map(\.text) })
        betterWordings = Dictionary(
            site.wordings.map { ($0.avoided.lowercased(), $0.better) },
            uniquingKeysWith: { first, _ in first })
        // An s after a short word, as in `look-ups`, is no plural to an index.
        wordingIndex = TermIndex(site.wordings.flatMap { [$0.avoided, $0.avoided + "s"] })
    }

    private init() {
        dictionary = nil
        ownWords = []
        wordsOfTerms = []
        betterWordings = [:]
        wordingIndex = TermIndex([])
    }

    /// That of a site which says nothing about its words.
    package static let free = HouseStyle()

    /// Whether a word is spelled right; without a dictionary each is.
    package func has(_ word: String) -> Bool {
        guard let dictionary, !isOwn(word) else { return true }
        // Hunspell takes no apostrophe but the typewriter's.
        let plain = word.replacing("\u{2019}", with: "'")
        if dictionary.has(plain) { return true }
        let parts = plain.split(separator: "-")
        // The first part may be a prefix, as in `pre-fill`, which is no word.
        return parts.count > 1
            && parts.enumerated().allSatisfy { index, part in
                index == 0 && part.count <= 3 || isOwn(String(part)) || dictionary.has(String(part))
            }
    }

    /// Whether there are wordings to avoid.
    package var hasWordings: Bool { !betterWordings.isEmpty }

    /// Words that may be meant; see `SpellingDictionary.suggestions`.
    package func suggestions(for word: String) -> [String] {
        dictionary?.suggestions(for: word.replacing("\u{2019}", with: "'")) ?? []
    }

    /// The better wording for one to avoid, in its form: `Lookups` for `Look-ups`; nil for any other text.
    package func better(for written: String) -> String? {
        let small = written.lowercased()
        let better: String
        if let found = betterWordings[small] {
            better = found
        } else if small.hasSuffix("s"), let found = betterWordings[String(small.dropLast())] {
            better = found + "s"
        } else {
            return nil
        }
        guard better != written else { return nil }
        if written.count > 1, written == written.uppercased(), written != small { return better.uppercased() }
        let isCapital = written.first?.isUppercase == true && better.first?.isLowercase == true
        return isCapital ? better.prefix(1).uppercased() + better.dropFirst() : better
    }

    private func isOwn(_ word: String) -> Bool {
        // A name begins a sentence in capitals, and there can be more than one of a thing.
        let forms = [word, word.prefix(1).lowercased() + word.dropFirst()]
        return (forms + forms.filter { $0.hasSuffix("s") }.map { String($0.dropLast()) }).contains {
            ownWords.contains($0) || wordsOfTerms.contains($0.lowercased())
        }
    }
}
