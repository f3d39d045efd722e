import Findings
import Support

/// `strings` and `section-names` of `site.yml`.
extension Strings {
    /// The most characters of a text that a site gives, and the most names of sections of one kind.
    static let longestText = 500
    static let mostNames = 100

    /// Reads them.
    ///
    /// - Parameter language: the site's.
    init(_ reader: inout MappingReader, language: String) {
        let sections = reader.mapping("section-names", what: "`section-names`", Strings.sections)
        let own = reader.mapping("strings", what: "`strings`") { Strings.own(&$0, language: language) }
        self.init(of: language, own: own ?? [:], sections: sections ?? SectionNames())
    }

    /// The texts that a site gives in place of those of its language.
    ///
    /// - Parameter language: the site's.
    private static func own(_ reader: inout MappingReader, language: String) -> [StringKey: StringText] {
        let usual = Strings(of: language)
        var own: [StringKey: StringText] = [:]
        for key in StringKey.allCases {
            let template = usual.template(key)
            reader.declare(key.name, .string(template.placeholders, hasForms: template.plurals != nil))
            guard let entry = reader.entry(key.name) else { continue }
            if let text = Self.text(of: entry, in: &reader, like: template, usual.rule) { own[key] = text }
        }
        return own
    }

    /// - Parameter usual: the text in its place.
    private static func text(
        of entry: YAML.Entry, in reader: inout MappingReader, like usual: StringText, _ rule: PluralRule
    ) -> StringText? {
        guard case .mapping(let forms, let location) = entry.value, usual.plurals != nil else {
            guard let text = reader.string(of: entry, isRequired: true),
                fits(text, of: entry.key, in: &reader, like: usual)
            else { return nil }
            return usual.plurals == nil ? StringText(text.text) : StringText([.other: text.text])
        }
        var texts: [PluralCategory: String] = [:]
        var areRight = true
        for form in forms {
            guard let category = PluralCategory(named: form.key) else {
                reader.report(unknownForm(form, of: entry.key, in: reader.file))
                areRight = false
                continue
            }
            guard let text = reader.string(of: form, isRequired: true),
                fits(
                    text, of: entry.key, in: &reader, like: usual,
                    mayLackNumber: rule.mayLackNumber(in: category))
            else {
                areRight = false
                continue
            }
            texts[category] = text.text
        }
        if areRight, texts[.other] == nil {
            reader.report(
                Finding(
                    .contentMissingKey, file: reader.file, at: location, "`\(entry.key)` has no `other`",
                    help: "add the form for all numbers that have none of their own: `other: \(usual.plain)`")
            )
        }
        return areRight ? StringText(texts) : nil
    }

    private static func unknownForm(_ form: YAML.Entry, of key: String, in file: String) -> Finding {
        let names = PluralCategory.allCases.map(\.name)
        return Finding(
            .contentUnknownKey, file: file, at: form.location,
            "`\(MessageText.name(form.key))` is not a form of `\(key)`",
            help: Nearest.match(form.key, among: names).map { "did you mean `\($0)`?" }
                ?? "the forms are \(names.joined(separator: ", "))")
    }

    /// Whether a text is short enough and has the placeholders that its values need.
    private static func fits(
        _ text: Located, of key: String, in reader: inout MappingReader, like usual: StringText,
        mayLackNumber: Bool = false
    ) -> Bool {
        func refuse(_ message: String, _ help: String) -> Bool {
            reader.report(
                Finding(
                    .contentWrongType, file: reader.file, at: text.location, to: text.end, message, help: help
                ))
            return false
        }
        guard text.text.count <= longestText else {
            return refuse("a string is longer than \(longestText) characters", "shorten it")
        }
        let known = usual.placeholders
        let given = StringText.placeholders(of: StringText.pieces(of: text.text))
        if let unknown = given.first(where: { !known.contains($0) }) {
            let near = Nearest.match(unknown, among: known)
            return refuse(
                "`\(key)` has no value for {\(unknown)}",
                near.map { "did you mean {\($0)}?" }
                    ?? (known.isEmpty
                        ? "write it without braces"
                        : "it has \(known.map { "{\($0)}" }.joined(separator: ", "))"))
        }
        let needed = mayLackNumber ? known.filter { $0 != "count" } : known
        if let missing = needed.first(where: { !given.contains($0) }) {
            return refuse(
                "`\(key)` lacks {\(missing)}", "write it where the value goes, as in \"\(usual.plain)\"")
        }
        return true
    }

    /// Names of sections that a site gives besides those of its language.
    private static func sections(_ reader: inout MappingReader) -> SectionNames? {
        func names(_ texts: [Located]) -> [String] {
            if texts.count > mostNames {
                reader.report(
                    Finding(
                        .contentWrongType, file: reader.file, at: texts[mostNames].location,
                        "a list of `section-names` has \(texts.count) entries; the limit is \(mostNames)",
                        help: "remove those that are not needed"))
            }
            return texts.prefix(mostNames).map(\.text)
        }
        let issues = reader.strings("issues")
        let takeaways = reader.strings("takeaways")
        let verify = reader.strings("verify")
        return SectionNames(issues: names(issues), takeaways: names(takeaways), verify: names(verify))
    }
}
