import Support

/// The texts that the tool itself puts into a site, in its language: of the file that the tool carries for it, with those that the
/// site gives in their place, and English ones for what is missing.
package struct Strings: Sendable {
    /// The subtag of the site's language, such as `de` of `de-AT`.
    package let language: String
    private let texts: [StringText]
    /// The rule by which a number decides the form of a text in the site's language.
    let rule: PluralRule
    /// Names of sections, those of the site among them.
    package let sections: SectionNames
    /// Words that most texts of the language have, with a space between them, so that nothing is searched by them; empty where
    /// the tool knows none.
    package let stopWords: String
    /// Texts that are English since neither the tool nor the site has them in the site's language.
    package let missing: [StringKey]
    /// The keys of `missing`, to ask for one.
    private let englishTexts: Set<StringKey>

    /// - Parameters:
    ///   - tag: the site's language (BCP 47).
    ///   - own: texts that the site gives.
    ///   - sections: names of sections that the site gives.
    package init(of tag: String, own: [StringKey: StringText] = [:], sections: SectionNames = SectionNames())
    {
        language = Self.subtag(of: tag)
        rule = PluralRule(of: language)
        let file = StringsFile.named(language)
        let english = StringsFile.english
        stopWords = file?.stopWords ?? ""
        self.sections = (file ?? english).sections.adding(sections)
        texts = StringKey.allCases.map { key in
            own[key] ?? file?.texts[key] ?? english.texts[key] ?? StringText(key.name)
        }
        missing = StringKey.allCases.filter { own[$0] == nil && file?.texts[$0] == nil }
        englishTexts = Set(missing)
    }

    /// The forms of those of some texts that have several, by the names of categories, and the language by which a browser chooses
    /// among them.
    ///
    /// There is one language for all of them. English texts beside others have their forms under the categories of the site's
    /// language, as far as these tell their numbers apart: `one` of Russian is for 1 and for 21, so it has the form for 21.
    package func forms(of keys: [StringKey]) -> (language: String, texts: [StringKey: [String: String]]) {
        let counted = keys.filter { texts[$0.rawValue].plurals != nil }
        let isEnglish =
            !PluralRule.languages.contains(language)
            || !counted.isEmpty && counted.allSatisfy(englishTexts.contains)
        var forms: [StringKey: [String: String]] = [:]
        for key in counted {
            var plurals = texts[key.rawValue].plurals ?? [:]
            if !isEnglish, englishTexts.contains(key) {
                plurals = PluralRule.english.forms(plurals, underCategoriesOf: rule)
            }
            forms[key] = Dictionary(uniqueKeysWithValues: plurals.map { ($0.name, $1) })
        }
        return (isEnglish ? "en" : language, forms)
    }

    /// The English ones.
    package static let english = Strings(of: "en")

    /// The first part of a tag, in small letters: `de` of `de-AT`.
    static func subtag(of tag: String) -> String { String(tag.lowercased().prefix { $0 != "-" }) }

    /// A text as it is written, its placeholders among it.
    package subscript(key: StringKey) -> String { texts[key.rawValue].plain }

    /// A text with its placeholders.
    package func template(_ key: StringKey) -> StringText { texts[key.rawValue] }

    /// A text with values in place of its placeholders, such as `["guide": "TLS"]`.
    package func text(_ key: StringKey, _ values: KeyValuePairs<String, String>) -> String {
        Self.fill(texts[key.rawValue].pieces[...], values)
    }

    /// A text in the form for a number, which is its `{count}`.
    ///
    /// - Parameter isData: whether the number is one for agents, which stays as it is: `1,234` could be two of them.
    package func text(_ key: StringKey, count: Int, isData: Bool = false) -> String {
        let rule = englishTexts.contains(key) ? .english : rule
        let pieces = texts[key.rawValue].pieces(for: rule.category(of: count))
        return Self.fill(pieces[...], ["count": isData ? String(count) : number(count)])
    }

    private static func fill(
        _ pieces: ArraySlice<StringText.Piece>, _ values: KeyValuePairs<String, String>
    ) -> String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .words(let words): text += words
            case .placeholder(let name): text += values.first { $0.key == name }?.value ?? "{\(name)}"
            }
        }
    }

    /// The text before the first placeholder and the one after it, around which it is put: `("Explained in ", ".")`.
    package func around(_ key: StringKey) -> (before: String, after: String) {
        let text = texts[key.rawValue]
        let (before, after) = (text.pieces[..<text.placeholder], text.pieces[text.placeholder...].dropFirst())
        return (Self.fill(before, [:]), Self.fill(after, [:]))
    }

    /// A name with its value: `Guide index: https://…`.
    package func label(_ name: StringKey, _ value: String) -> String { label(self[name], value) }

    /// A name with its value.
    package func label(_ name: String, _ value: String) -> String {
        text(.label, ["name": name, "value": value])
    }

    /// What is between a link and its note in a list, as between a name and its value: `: `, and in French with a space before
    /// the colon.
    package var noteMark: String {
        let pieces = texts[StringKey.label.rawValue].pieces
        guard pieces.count == 3, pieces.first == .placeholder("name"), pieces.last == .placeholder("value"),
            case .words(let mark) = pieces[1]
        else { return ": " }
        return mark
    }

    /// Things one after the other: `one, two, three`.
    package func list(_ items: [String]) -> String {
        items.joined(separator: text(.list, ["item": "", "next": ""]))
    }

    /// A day in words: `20 November 2026`. Digits are those of URLs, commands and versions in every language: readers of Arabic know
    /// both kinds, and a page has one.
    package func date(_ day: Day) -> String {
        let month = texts[StringKey.january.rawValue + day.month - 1].plain
        return text(.date, ["day": String(day.day), "month": month, "year": String(day.year)])
    }

    /// A number with marks between groups of three digits. One of four digits has none in most languages, or may have none.
    func number(_ number: Int) -> String {
        guard number >= 10_000 else { return String(number) }
        var digits = Array(String(number))
        for at in stride(from: digits.count - 3, to: 0, by: -3) {
            digits.insert(contentsOf: self[.groupMark], at: at)
        }
        return String(digits)
    }
}
