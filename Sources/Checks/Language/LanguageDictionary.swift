import Content
import Findings
import Library
import Support
import Words

/// A dictionary that is not installed, or cannot be read.
enum LanguageDictionary: SettingsCheck {
    static let check = CheckID.languageDictionary
    static let finds =
        "A dictionary that `spelling` in `site.yml` names, but that is not installed or cannot be read."
    static let why = "Without it, no word is checked, and nobody notices."
    static let examples = [
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                spelling: ⟦xx_XX⟧
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """,
            good: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """)
    ]

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        guard let spelling = content.site.spelling, !style.checksSpelling else { return [] }
        let name = MessageText.name(spelling.text)
        let (message, help) =
            if !SpellingDictionary.Files.isName(spelling.text) {
                ("\"\(name)\" is not the name of a dictionary", "name one that Hunspell has, such as en_US")
            } else if style.dictionary == nil {
                ("the dictionary \(name) is not installed", install(name))
            } else {
                ("the dictionary \(name) cannot be read", "install it again, or remove `spelling`")
            }
        return [Finding(self, file: Site.file, at: spelling.location, to: spelling.end, message, help: help)]
    }

    private static func install(_ name: String) -> String {
        // `en-US` is the tag of a language; dictionaries are named like locales.
        let locale = name.replacingBytes("-", with: "_")
        if locale != name, SpellingDictionary.Files(locale) != nil { return "did you mean \(locale)?" }
        return "install it (on Debian, `apt-cache search hunspell` lists dictionaries), or remove `spelling`"
    }
}
