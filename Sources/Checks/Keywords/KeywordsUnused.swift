import Findings
import Words

/// An own keyword whose words the guide never uses.
enum KeywordsUnused: GuideCheck {
    static let check = CheckID.keywordsUnused
    static let finds =
        "A keyword with a word that occurs nowhere in the guide’s title, summary, headings or prose."
    static let why =
        "It promises something that the guide does not have, and readers who come for it leave."
    static let examples = [
        Example(.head, bad: "keywords: [⟦quantum mail⟧]", good: "keywords: [example text]")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let keywords = context.frontMatter.keywords
        guard !keywords.isEmpty else { return [] }
        let whole = Set(context.keywords.map { $0.phrase - 1 })
        guard whole.subtracting([-1]).count < keywords.count else { return [] }
        var words: [String] = []
        for keyword in keywords {
            let bytes = Array(keyword.text.utf8)
            words += Words.all(in: keyword.text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        }
        // "setup" is said where "set up" is.
        let phrases = TermIndex(words)
        var used: Set<Int> = []
        func use(_ prose: Prose, _ text: (Range<Int>) -> String) {
            for match in phrases.matches(in: prose) {
                used.insert(match.phrase)
                // Where "setup" is said by "set up", so are "set" and "up".
                guard match.tokens.count > 1 else { continue }
                for token in prose.tokens[match.tokens] {
                    if let word = phrases.phrase(text(token.text)) { used.insert(word) }
                }
            }
        }
        use(context.prose) { String(decoding: context.document.text[$0], as: UTF8.self) }
        for text in [context.frontMatter.title.text, context.frontMatter.summary.text] {
            let bytes = Array(text.utf8)
            use(Prose(text)) { String(decoding: bytes[$0], as: UTF8.self) }
        }
        return keywords.enumerated().compactMap { index, keyword in
            guard !whole.contains(index) else { return nil }
            let missing = Words.all(in: keyword.text).filter { word in
                let name = String(decoding: Array(keyword.text.utf8)[word.range], as: UTF8.self)
                return phrases.phrase(name).map { !used.contains($0) } ?? false
            }
            guard !missing.isEmpty else { return nil }
            let bytes = Array(keyword.text.utf8)
            let names = missing.map { "\"" + String(decoding: bytes[$0.range], as: UTF8.self) + "\"" }
            return Finding(
                self, file: context.file, at: keyword.location, to: keyword.end,
                "the guide never says \(names.joined(separator: " or "))",
                help: "use the words that readers search for, or remove the keyword")
        }
    }
}
