import Markdown

/// Something that readers look for, and what the search must find for it: one entry of `Content/queries.yml`.
package struct Query: Sendable, Hashable {
    /// What is typed or pasted.
    package var text: Placed
    /// The guides and issues that answer it; one of them is enough.
    package var finds: [Placed]

    package static let file = "Content/queries.yml"

    /// Reads `queries.yml`; what it cannot read is in the findings.
    static func read(_ value: YAML, findings: inout [Finding]) -> [Query] {
        guard case .sequence(let items, _) = value else {
            if case .mapping(let entries, _) = value, entries.isEmpty { return [] }
            findings.append(
                Finding(
                    WrongType.self, file: file, at: value.place, "queries.yml is \(value.kind), not a list",
                    help: "start each query with `- query: …`"))
            return []
        }
        return items.compactMap { item in
            var reader = MappingReader(item, file: file, what: "a query")
            let text = reader.string("query", isRequired: true)
            let finds = reader.oneOrMore("finds")
            if finds.isEmpty {
                reader.report(
                    Finding(
                        MissingKey.self, file: file, at: item.place, "a query has no `finds`",
                        help: "add a line `finds: …` with the slug of a guide or the id of an issue"))
            }
            findings.append(contentsOf: reader.finish())
            return text.map { Query(text: $0, finds: finds) }
        }
    }
}
