import Findings
import Words

/// A keyword that is in the list twice.
enum KeywordsRepeated: GuideCheck {
    static let check = CheckID.keywordsRepeated
    static let finds =
        "The same keyword twice, regardless of letter case, spacing and hyphens."
    static let why =
        "The second one adds nothing."
    static let examples = [
        Example(.head, bad: "keywords: [example text, ⟦Example-Text⟧]", good: "keywords: [example text]")
    ]

    /// The key that equal keywords share: the folded words, or all of a text with other signs than spaces and
    /// hyphens, which tell `C` from `C++`.
    private static func key(_ text: String) -> String {
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
        let scalars = Array(text.unicodeScalars)
        let hasSigns = scalars.indices.contains { index in
            let scalar = scalars[index]
            if isLetter(scalar) || scalar.properties.isWhitespace { return false }
            // A hyphen between two words; one before a word, as in `ls -a`, is a part of it.
            let isBetween =
                index > 0 && isLetter(scalars[index - 1]) && index + 1 < scalars.count
                && isLetter(scalars[index + 1])
            return !(isBetween && "-\u{2010}\u{2011}".unicodeScalars.contains(scalar))
        }
        return hasSigns ? text : Words.foldedText(text)
    }

    static func run(_ context: CheckContext) -> [Finding] {
        // The fix deletes, so the words themselves are compared, not their fingerprints.
        var seen: [String: String] = [:]
        return context.frontMatter.keywords.compactMap { keyword in
            let folded = key(keyword.text)
            guard !folded.isEmpty, let first = seen[folded] else {
                seen[folded] = keyword.text
                return nil
            }
            return Finding(
                self, file: context.file, at: keyword.location, to: keyword.end,
                "\"\(keyword.text)\" repeats \"\(first)\"", help: "remove it",
                fix: ListItem.removal(of: keyword, in: context.document.source).map {
                    Fix([$0], isSafe: true)
                })
        }
    }
}
