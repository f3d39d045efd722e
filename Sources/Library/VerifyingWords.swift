import Support
import Words

/// Words by which the last step of an issue tells that it verifies the others, such as `check`.
struct VerifyingWords: Sendable {
    private let words: TermIndex
    /// Those of languages that put no space between words, which are looked for among letters.
    private let letters: [[UInt8]]

    init(_ texts: [String]) {
        let isUnspaced = { (text: String) in text.unicodeScalars.contains(where: \.isUnspaced) }
        words = TermIndex(texts.filter { !isUnspaced($0) })
        letters = texts.filter(isUnspaced).map { Array($0.utf8) }
    }

    /// - Parameters:
    ///   - tokens: the words of a step.
    ///   - text: its letters.
    func areAmong(_ tokens: Range<Int>, of prose: Prose, _ text: ArraySlice<UInt8>) -> Bool {
        !words.matches(in: prose, tokens).isEmpty || letters.contains { text.firstRange(of: $0) != nil }
    }
}
