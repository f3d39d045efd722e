import Findings

/// A heading with nothing under it, or without any text.
enum StructureEmptySection: GuideCheck {
    static let check = CheckID.structureEmptySection
    static let finds =
        "A heading with nothing under it. One without any text is an error."
    static let why =
        "A reader who jumps there finds nothing, and so does an agent that quotes the section."
    static let examples = [
        Example(bad: "## ⟦Steps\n\n## Takeaways\n\nText.", good: "## Steps\n\nText.\n\n## Takeaways\n\nText.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let sections = context.sections
        let nameless = context.document.headings.filter(\.text.isEmpty).map { heading in
            Finding(
                self, file: context.file, at: heading.location, "this heading has no text",
                help: "write its text, or remove it", severity: .error)
        }
        return nameless
            + sections.indices.compactMap { index in
                let section = sections[index]
                guard section.blocks.isEmpty, let heading = section.heading, !heading.text.isEmpty else {
                    return nil
                }
                // A heading whose parts follow at once needs no text of its own.
                if index + 1 < sections.count, let next = sections[index + 1].heading,
                    next.level > heading.level
                {
                    return nil
                }
                return Finding(
                    self, file: context.file, at: heading.location, "there is nothing under this heading",
                    help: "write its text, or remove it")
            }
    }
}
