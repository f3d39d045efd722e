import Findings
import Markdown

/// Two headings of one guide with one anchor, so that a link can reach only the first.
enum StructureDuplicateHeading: GuideCheck {
    static let check = CheckID.structureDuplicateHeading
    static let finds = "Two headings in one guide with the same anchor."
    static let why =
        "A link to the second one leads to the first."
    static let examples = [
        Example(
            bad: "## Steps\n\nOne.\n\n## ⟦Steps\n\nTwo.", good: "## Steps\n\nOne.\n\n## More Steps\n\nTwo.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        var first: [String: Document.Heading] = [:]
        return context.document.headings.compactMap { heading in
            guard let earlier = first[heading.anchor] else {
                first[heading.anchor] = heading
                return nil
            }
            return Finding(
                self, file: context.file, at: heading.location,
                "this heading has the same anchor as the one on line \(earlier.location.line): #\(heading.anchor)",
                help: "reword one of the two")
        }
    }
}
