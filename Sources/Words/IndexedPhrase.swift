import Support

/// A phrase of a `TermIndex` as texts are compared with it.
struct IndexedPhrase: Sendable {
    /// Its letters; where words are compared whole, with a mark between the words.
    let folded: FoldedWord
    /// Whether it is found in capitals alone.
    let isAcronym: Bool
    /// The widest gap allowed between two of its words in a text, but for `marks`.
    let reach: Gap
    /// Marks between its words that a text may have there too, as in `TCP/IP`: what is before each word from the second one
    /// on, empty where that is no mark. Empty for a phrase without any.
    let marks: [[UInt8]]
    /// Whether it hides the shorter phrases that start at the same word, and all that start within it.
    let hides: Bool
    /// The number of the next phrase with the same letters.
    var next: Int32?

    /// - Parameter begin: takes the letters that it begins with: byte by byte, or word by word where words are compared
    ///   whole.
    init(_ text: String, hides: Bool, _ rules: MatchRules, begin: (FoldedWord) -> Void = { _ in }) {
        folded = Self.fold(text, rules, begin)
        isAcronym = rules.contains(.capitals) && Self.isAcronym(text)
        marks =
            rules.isDisjoint(with: .anyMark) && rules.contains(.wholeWords) ? Self.marks(in: Prose(text)) : []
        reach = Self.reach(of: text, rules)
        self.hides = hides
    }

    /// The number of all phrases that are found at the same locations as this one.
    var key: UInt64 {
        let own = folded.appending(isAcronym ? 1 : 0).appending(reach.rawValue)
        return marks.reduce(own) { $1.reduce($0.appending(0)) { $0.appending($1) } }.key
    }

    /// Whether words of a text have the marks of this phrase between them.
    func hasMarks(between tokens: Range<Int>, of prose: Prose) -> Bool {
        guard !marks.isEmpty, tokens.count == marks.count + 1 else { return false }
        return zip(tokens.dropFirst(), marks).allSatisfy { token, mark in
            mark.isEmpty ? prose.tokens[token].gap <= reach : prose.bytes(before: token).elementsEqual(mark)
        }
    }

    /// The widest gap between two of its words, marks among them.
    var farthestReach: Gap { marks.isEmpty ? reach : .sentence }

    /// Marks that mean something to markdown are none: within the text of a link they could mean something else.
    private static func marks(in prose: Prose) -> [[UInt8]] {
        let marks = prose.tokens.indices.dropFirst().map { token in
            prose.tokens[token].gap > .comma ? Array(prose.bytes(before: token)) : []
        }
        let isPlain = marks.allSatisfy { $0.allSatisfy { !"[]<>`*_~|^\\".utf8.contains($0) } }
        return isPlain && marks.contains { !$0.isEmpty } ? marks : []
    }

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
