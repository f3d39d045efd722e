import Content
import Findings
import Library
import Markdown
import Words

/// A word that the site's dictionary does not have.
enum LanguageSpelling: GuideCheck, SettingsCheck {
    static let check = CheckID.languageSpelling
    static let finds =
        "With `spelling: en_US` in `site.yml`: a word that neither this dictionary nor `terms.yml` nor `known-words` has, outside code, addresses and quotes."
    static let why =
        "Readers trust a text less whose words are misspelled, and a search for the right word does not find it."
    static let examples = [
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: How servers ⟦recieve⟧ mail.
                base-url: https://example.org
                spelling: en_US
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """,
            good: """
                name: Example Site
                summary: How servers receive mail.
                base-url: https://example.org
                spelling: en_US
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """)
    ]

    /// Of so many words of a file, or of so many of one text in front matter or settings, it says what may be meant: that takes
    /// time, and a text in another language than the dictionary's has thousands.
    private static let mostSuggested = 20
    /// So many words of one such text are reported.
    private static let mostOfText = 100

    static func run(_ context: CheckContext) -> [Finding] {
        let style = context.lexicon.style
        guard style.dictionary != nil else { return [] }
        let document = context.document
        lazy var quoted = document.quotedTexts
        // Terms have a check of their own.
        lazy var terms = context.terms.map(\.tokens)
        var findings = context.plainTexts.flatMap { run($0, style) }
        var suggested = 0
        let words = context.prose.spelledWords { document.runs[$0].context.contains(.joined) }
        for word in words where !style.has(word.text) {
            let run = document.runs[context.prose.tokens[word.tokens.lowerBound].run]
            guard !run.context.contains(.quote), !quoted.hold(word.range), !terms.hold(word.tokens),
                !document.isPartOfName(word.range, in: run)
            else { continue }
            let near = suggested < mostSuggested ? style.suggestions(for: word.text) : []
            suggested += 1
            let location = document.location(ofText: word.range.lowerBound)
            let end = document.end(of: word.range, from: location)
            let isPlain = near.count == 1 && document.isAsWritten(word.range, in: run)
            findings.append(
                Finding(
                    self, file: context.file, at: location, to: end, message(word), help: help(near),
                    fix: isPlain
                        ? Fix([Fix.Edit(location, end, near[0], replacing: word.text)], isSafe: false) : nil))
        }
        return findings
    }

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        guard style.dictionary != nil else { return [] }
        return content.plainTexts.flatMap { run($0, style) }
    }

    private static func run(_ text: PlainText, _ style: HouseStyle) -> [Finding] {
        text.prose.spelledWords().lazy.filter { !style.has($0.text) && !text.isOfOthers($0.range) }.prefix(
            mostOfText
        )
        .enumerated().map { number, word in
            let near = number < mostSuggested ? style.suggestions(for: word.text) : []
            return text.finding(
                self, about: word.range, message(word), help: help(near),
                better: near.count == 1 ? near[0] : nil, isSafe: false)
        }
    }

    private static func message(_ word: Prose.SpelledWord) -> String {
        "\"\(word.text)\" is not in the dictionary"
    }

    /// - Parameter near: words that may be meant.
    private static func help(_ near: [String]) -> String {
        guard let last = near.last else {
            return "correct it; if it is right, add it to `known-words` in site.yml"
        }
        let list = near.count == 1 ? last : near.dropLast().joined(separator: ", ") + " or " + last
        return "did you mean \(list)? a word that is right belongs in `known-words` in site.yml"
    }
}
