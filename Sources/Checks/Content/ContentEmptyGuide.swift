import Findings
import Support

/// A guide with nothing under its front matter.
enum ContentEmptyGuide: GuideCheck {
    static let check = CheckID.contentEmptyGuide
    static let finds = "A guide with nothing under its front matter."
    static let why =
        "An empty page costs a reader a click and teaches an agent nothing."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n⟦",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        guard context.document.body.isEmpty else { return [] }
        let last = SourceLocation(line: context.document.source.lineStarts.count, column: 1)
        return [
            Finding(
                self, file: context.file, at: last, "the guide has no text",
                help: "write it below the front matter, or set `draft: true` until then")
        ]
    }
}
