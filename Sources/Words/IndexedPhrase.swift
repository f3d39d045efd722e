import Support

/// A phrase of a `TermIndex` as texts are compared with it.
struct IndexedPhrase: Sendable {
    /// Its letters; where words are compared whole, with a mark between the words.
    let folded: FoldedWord
    /// Whether it is found in capitals alone.
    let isAcronym: Bool
    /// The widest gap allowed between two of its words in a text.
    let reach: Gap
    /// Whether it hides the shorter phrases that start at the same word, and all that start within it.
    let hides: Bool
    /// The number of the next phrase with the same letters.
    var next: Int32?

    /// - Parameter begin: takes the letters that it begins with: byte by byte, or word by word where words are compared
    ///   whole.
    init(_ text: String, hides: Bool, _ rules: MatchRules, begin: (FoldedWord) -> Void = { _ in }) {
        folded = Self.fold(text, rules, begin)
        isAcronym = rules.contains(.capitals) && Self.isAcronym(text)
        reach = Self.reach(of: text, rules)
        self.hides = hides
    }

    /// Stands for all phrases that are found at the same locations as this one.
    var key: UInt64 { folded.appending(isAcronym ? 1 : 0).appending(reach.rawValue).key }

    /// The letters of a phrase.
    static func fold(
        _ text: String, _ rules: MatchRules, _ begin: (FoldedWord) -> Void = { _ in }
    ) -> FoldedWord {
        var folded = FoldedWord()
        if rules.contains(.wholeWords) {
            for word in Words.all(in: text) {
                folded = folded.count == 0 ? word.folded : folded.cut.joined(word.folded)
                begin(folded)
            }
        } else {
            for byte in Words.foldedBytes(of: text) {
                folded = folded.appending(byte)
                begin(folded)
            }
        }
        return folded
    }

    /// Whether a phrase holds two letters or more and none of them is small.
    private static func isAcronym(_ text: String) -> Bool {
        if text.utf8.contains(where: \.isASCIILowercase) {
            return false
        }
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        return letters.count > 1 && letters.allSatisfy { !$0.properties.isLowercase }
    }

    private static func reach(of text: String, _ rules: MatchRules) -> Gap {
        guard rules.contains(.anyMark) else {
            return text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") } ? .comma : .space
        }
        // Of marks those count that keyboards have, without brackets and underscores.
        let hasMark = text.utf8.contains {
            (0x21...0x2F).contains($0) && $0 != UInt8(ascii: "-") || (0x3A...0x40).contains($0)
        }
        return hasMark && Prose(text).tokens.dropFirst().contains(where: \.isApart) ? .sentence : .space
    }
}
