import Findings

/// A heading that skips a level, or one of the first level in the body.
enum StructureHeadingOrder: GuideCheck {
    static let check = CheckID.structureHeadingOrder
    static let finds =
        "A heading that skips a level, or a heading of the first level in the body."
    static let why =
        "Screen readers and agents find the parts of a page by its headings, and the first level is for the title."
    static let examples = [
        Example(
            bad: "## Steps\n\nText.\n\n#### ⟦Details\n\nText.",
            good: "## Steps\n\nText.\n\n### Details\n\nText."),
        Example(bad: "# ⟦Title\n\nText.", good: "## Title\n\nText."),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        var level = 1
        return context.document.headings.compactMap { heading in
            defer { level = heading.level }
            if heading.level == 1 {
                return Finding(
                    self, file: context.file, at: heading.location, "the first level is for the title",
                    help: "use ## for the top headings of the body")
            }
            guard heading.level > level + 1 else { return nil }
            return Finding(
                self, file: context.file, at: heading.location,
                "this heading has level \(heading.level), right after one of level \(level)",
                help: "write \(String(repeating: "#", count: level + 1))")
        }
    }
}
