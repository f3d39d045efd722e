import Content
import Findings
import Library
import Support
import Words

/// A dictionary that is not installed.
enum LanguageDictionary: SettingsCheck {
    static let check = CheckID.languageDictionary
    static let finds = "A dictionary, under `spelling` of `site.yml`, that is not installed on this machine."
    static let why = "Without it no word would be checked, and no one would notice."
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
        guard let spelling = content.site.spelling, style.dictionary == nil else { return [] }
        let name = spelling.text
        let package = "hunspell-" + name.lowercased().replacing("_", with: "-")
        let isName = SpellingDictionary.Files.isName(name)
        return [
            Finding(
                self, file: Site.file, at: spelling.location, to: spelling.end,
                isName
                    ? "the dictionary \(name) is not installed"
                    : "\"\(MessageText.name(name))\" is not the name of a dictionary",
                help: isName
                    ? "install it, on Debian with `apt-get install \(package)`, or remove `spelling`"
                    : "name one that Hunspell has, such as en_US")
        ]
    }
}
