import Findings

/// Something that readers look for, and what the search must find for it: one entry of `Content/queries.yml`.
package struct Query: Sendable, Hashable {
    /// The text that is typed or pasted.
    package var text: Located
    /// The guides and issues that answer it; one of them is enough.
    package var finds: [Located]

    /// The page or thread on which somebody asked it, such as `https://example.com/questions/7`; nil where the site's own
    /// people thought of it.
    package var seen: Located?

    /// Whether it only measures the search: a third of the questions of other people, by a hash of their text (FNV-1a), so
    /// that nobody tunes the guides to just what is measured.
    package var isSetAside: Bool {
        guard seen != nil else { return false }
        return text.text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            % 3 == 0
    }

    package static let file = "Content/queries.yml"

    /// The most queries of a site, and the most characters of one: each is run by the search itself, about a
    /// thousand a second.
    static let most = 2000
    static let longest = 2000

    /// Reads `queries.yml`; what it cannot read is in the findings.
    static func read(_ value: YAML, findings: inout [Finding]) -> [Query] {
        guard case .sequence(let items, _) = value else {
            if case .mapping(let entries, _) = value, entries.isEmpty { return [] }
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: value.location,
                    "queries.yml is \(value.kind), not a list",
                    help: "start each query with `- query: …`"))
            return []
        }
        if items.count > most {
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: items[most].location,
                    "there are \(items.count) queries; the limit is \(most)",
                    help: "keep those that say most about the search"))
        }
        return items.prefix(most).compactMap { item in
            var reader = MappingReader(item, file: file, what: "a query")
            defer { findings.append(contentsOf: reader.finish()) }
            return Query(&reader)
        }
    }

    /// The values that a reader has. Every key is asked for, whatever is there, since that makes the shape too.
    init?(_ reader: inout MappingReader) {
        let text = reader.string("query", isRequired: true)
        finds = reader.oneOrMore(
            "finds", help: "add a line `finds: …` with the slug of a guide or the id of an issue")
        seen = reader.string("seen")
        guard let text else { return nil }
        if text.text.count > Self.longest {
            reader.report(
                Finding(
                    .contentWrongType, file: Self.file, at: text.location,
                    "this query has \(text.text.count) characters; the limit is \(Self.longest)",
                    help: "keep the line that people see"))
            return nil
        }
        self.text = text
    }
}
