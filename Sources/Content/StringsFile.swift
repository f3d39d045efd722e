import Support

/// The strings of one language that the tool carries: `Strings/de.yml` and the like, embedded in code.
struct StringsFile: Sendable {
    private(set) var texts: [StringKey: StringText] = [:]
    private(set) var sections = SectionNames()
    /// Words that most texts of the language have, with a space between them.
    private(set) var stopWords = ""
    /// Keys that are no names of strings, and strings that cannot be read; a test holds that there are none.
    private(set) var faults: [String] = []

    /// The files of all languages, by subtag.
    private static let carried: [String: [UInt8]] = [
        "ar": PackageResources.ar_yml, "de": PackageResources.de_yml, "en": PackageResources.en_yml,
        "es": PackageResources.es_yml, "fr": PackageResources.fr_yml, "ja": PackageResources.ja_yml,
        "pt": PackageResources.pt_yml,
    ]

    /// Subtags of the languages that the tool carries.
    static let languages = carried.keys.sorted()

    /// The one that is used where others lack a text.
    static let english = StringsFile(PackageResources.en_yml)

    /// The file of a language, by its subtag; nil where the tool carries none.
    static func named(_ language: String) -> StringsFile? {
        language == "en" ? english : carried[language].map(StringsFile.init)
    }

    init(_ bytes: [UInt8]) {
        guard case .mapping(let entries, _)? = try? YAML.read(SourceText(bytes), 0..<bytes.count) else {
            faults = ["the file cannot be read"]
            return
        }
        for entry in entries {
            if entry.key == "section-names" {
                read(sections: entry.value)
            } else if entry.key == "stop-words", case .scalar(let words) = entry.value {
                stopWords = words.text
            } else if let key = StringKey(named: entry.key), let text = Self.text(entry.value) {
                texts[key] = text
            } else {
                faults.append(entry.key)
            }
        }
    }

    private static func text(_ value: YAML) -> StringText? {
        switch value {
        case .scalar(let scalar): return StringText(scalar.text)
        case .sequence: return nil
        case .mapping(let entries, _):
            var forms: [PluralCategory: String] = [:]
            for entry in entries {
                guard let category = PluralCategory(named: entry.key), case .scalar(let text) = entry.value
                else { return nil }
                forms[category] = text.text
            }
            return StringText(forms)
        }
    }

    private mutating func read(sections value: YAML) {
        guard case .mapping(let entries, _) = value else { return faults.append("section-names") }
        for entry in entries {
            guard case .sequence(let items, _) = entry.value else { return faults.append(entry.key) }
            let names = items.compactMap { item -> String? in
                guard case .scalar(let scalar) = item else { return nil }
                return scalar.text
            }
            switch entry.key {
            case "issues": sections.issues = names
            case "takeaways": sections.takeaways = names
            case "verify": sections.verify = names
            default: faults.append(entry.key)
            }
        }
    }
}
