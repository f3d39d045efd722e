import Content
import Findings
import Library
import Markdown
import Words

/// A word that the site's dictionary does not have.
enum LanguageSpelling: GuideCheck, SettingsCheck {
    static let check = CheckID.languageSpelling
    static let finds =
        "A word that is neither in the dictionary that `spelling` in `site.yml` names, nor in `terms.yml` or `known-words`. Code, addresses and quotations are not checked."
    static let why =
        "Readers trust a misspelled text less, and a search for the right word does not find it."
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

    /// The most words of a file that get suggestions, which take time: a text in another language than the dictionary's has
    /// thousands of words that are not in it.
    private static let mostSuggested = 20

    static func run(_ context: CheckContext) -> [Finding] {
        let style = context.lexicon.style
        guard style.checksSpelling else { return [] }
        let document = context.document
        lazy var others = WordsOfOthers(document)
        // Terms have a check of their own.
        lazy var terms = context.terms.map(\.tokens)
        var suggested = 0
        var findings = context.plainTexts.flatMap { run($0, style, &suggested) }
        let words = style.misspelled(in: context.prose) { document.runs[$0].context.contains(.joined) }
        for word in words {
            let run = document.runs[context.prose.tokens[word.tokens.lowerBound].run]
            guard !run.context.contains(.quote), !terms.hold(word.tokens), !others.hold(word.range, in: run),
                !others.holdPart(word.range, in: run)
            else { continue }
            let text = context.prose.text(of: word)
            let near = suggestions(for: text, style, &suggested)
            let location = document.location(ofText: word.range.lowerBound)
            let end = document.end(of: word.range, from: location)
            let isPlain = isPlain(near) && document.canReplace(word.range, by: near[0], in: run)
            findings.append(
                Finding(
                    self, file: context.file, at: location, to: end, message(text),
                    help: help(near, suggested),
                    fix: isPlain
                        ? Fix([Fix.Edit(location, end, near[0], replacing: text)], isSafe: false) : nil))
        }
        return findings
    }

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        guard style.checksSpelling else { return [] }
        var suggested = 0
        return content.plainTexts.flatMap { run($0, style, &suggested) }
    }

    private static func run(_ text: PlainText, _ style: HouseStyle, _ suggested: inout Int) -> [Finding] {
        text.findings(self, style.misspelled(in: text.prose), range: \.range) { word in
            let word = text.prose.text(of: word)
            let near = suggestions(for: word, style, &suggested)
            return PlainText.Report(
                message: message(word), help: help(near, suggested), better: isPlain(near) ? near[0] : nil,
                isSafe: false)
        }
    }

    /// Whether one suggestion is likely enough to be offered as a fix; one of two words is a guess.
    private static func isPlain(_ near: [String]) -> Bool { near.count == 1 && !near[0].contains(" ") }

    private static func suggestions(
        for word: String, _ style: HouseStyle, _ suggested: inout Int
    ) -> [String] {
        suggested += 1
        guard suggested <= mostSuggested else { return [] }
        return style.suggestions(for: word)
    }

    private static func message(_ word: String) -> String { "\"\(word)\" is not in the dictionary" }

    /// - Parameters:
    ///   - near: words that may be meant.
    ///   - number: of the word among those of the file.
    private static func help(_ near: [String], _ number: Int) -> String {
        guard let last = near.last else {
            return "correct it; if it is right, add it to `known-words` in site.yml"
                + (number > mostSuggested
                    ? " (only the first \(mostSuggested) words of a file get suggestions)" : "")
        }
        let list = near.count == 1 ? last : near.dropLast().joined(separator: ", ") + " or " + last
        return "did you mean \(list)? if the word is right, add it to `known-words` in site.yml"
    }
}
