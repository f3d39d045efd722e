import Findings
import Support

/// A second definition of one label, which nothing reads.
enum LinksShadowedDefinition: GuideCheck {
    static let check = CheckID.linksShadowedDefinition
    static let finds =
        "A second definition of the same label."
    static let why =
        "Markdown uses the first one, so the second one has no effect."
    static let examples = [
        Example(
            bad: "See [the guide][there].\n\n[there]: tls.md\n⟦[there]: spf.md⟧",
            good: "See [the guide][there].\n\n[there]: tls.md")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        var first: [String: (location: SourceLocation, destination: String)] = [:]
        let links = context.document.links.lazy.filter { $0.kind == .definition }
        return zip(context.document.definitions, links).compactMap { definition, link in
            guard let (earlier, destination) = first[definition.label] else {
                first[definition.label] = (definition.location, link.destination)
                return nil
            }
            // Both lead to the same place.
            guard link.destination != destination else { return nil }
            let file =
                earlier.file == definition.location.file ? "" : " of \(context.file(of: earlier))"
            return Finding(
                self, file: context.file, at: definition.location,
                to: context.document.source.location(of: definition.range.upperBound),
                "\"\(definition.label)\" is defined on line \(earlier.line)\(file), and that definition is the one that counts",
                help: "remove one of the two, or give it a label of its own")
        }
    }
}
