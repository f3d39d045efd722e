import Findings
import Support

/// The vocabulary of a site: what `Content/terms.yml` says.
package struct Term: Sendable, Hashable {
    /// The canonical spelling.
    package var name: String
    package var expansion: String?
    package var synonyms: [String]
    /// The definition for the glossary, in a sentence or two.
    package var definition: Located
    /// The slug of the guide that explains it.
    package var guide: Located?
    /// Whether it is on purpose that no guide does: `guide: none`.
    package var isGeneral: Bool
    package var location: SourceLocation

    package static let file = "Content/terms.yml"
    /// The value of `guide` where no guide is to explain a term; no guide can have this name.
    static let none = "none"

    /// The most characters of a form of a term: texts are searched for all of them.
    static let longestForm = 200

    /// All forms in which texts may write it.
    package var forms: [String] { [name] + (expansion.map { [$0] } ?? []) + synonyms }

    /// Reads `terms.yml`; what it cannot read is in the findings.
    static func read(_ value: YAML, findings: inout [Finding]) -> [Term] {
        guard case .sequence(let items, _) = value else {
            if case .mapping(let entries, _) = value, entries.isEmpty { return [] }
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: value.location,
                    "terms.yml is \(value.kind), not a list",
                    help: "start each term with `- term: …`"))
            return []
        }
        return items.compactMap { item in
            var reader = MappingReader(item, file: file, what: "a term")
            defer { findings.append(contentsOf: reader.finish()) }
            return Term(&reader)
        }
    }

    /// The values that a reader has. Every key is asked for, whatever is there, since that makes the shape too.
    init?(_ reader: inout MappingReader) {
        let name = reader.string("term", isRequired: true)
        expansion = reader.string("expansion")?.text
        synonyms = reader.strings("synonyms").map(\.text)
        definition = reader.string("definition") ?? Located(text: "", location: reader.location)
        let guide = reader.string("guide")
        isGeneral = guide?.text == Self.none
        self.guide = isGeneral ? nil : guide
        guard let name else { return nil }
        self.name = name.text
        location = name.location
        if let long = forms.first(where: { $0.count > Self.longestForm }) {
            reader.report(
                Finding(
                    .contentWrongType, file: Self.file, at: reader.location,
                    "a form of this term has \(long.count) characters; the limit is \(Self.longestForm)",
                    help: "what a term means belongs in `definition`"))
            return nil
        }
    }
}
