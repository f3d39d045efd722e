import Content
import Findings
import Library
import Support

/// A language whose texts neither the tool nor the site has.
enum LanguageUntranslated: SettingsCheck {
    static let check = CheckID.languageUntranslated
    static let finds =
        "A site in a language that the tool does not know, with texts of its pages that `strings` in `site.yml` does not give."
    static let why = "Those texts are English, and a screen reader reads them as if they were not."
    static let examples = [
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                language: ⟦pl⟧
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """,
            good: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                language: de-AT
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """)
    ]

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        let site = content.site
        let missing = site.strings.missing.filter { site.checker != nil || !$0.isOfChecker }
        guard let language = site.languagePlace, !missing.isEmpty else { return [] }
        let texts = missing.count == 1 ? "text of the pages is" : "texts of the pages are"
        return [
            Finding(
                self, file: Site.file, at: language.location, to: language.end,
                "\(missing.count) \(texts) English, since the tool has none in \"\(MessageText.name(language.text))\"",
                help: "translate them under `strings`: \(names(of: missing))")
        ]
    }

    /// A site starts without any; a list of more than a hundred names helps nobody.
    private static let mostNamed = 12

    private static func names(of keys: [StringKey]) -> String {
        let named = keys.prefix(mostNamed).map(\.name).joined(separator: ", ")
        let more = keys.count - mostNamed
        return more > 0 ? "\(named) and \(more) more, which `guides schema site` lists" : named
    }
}
