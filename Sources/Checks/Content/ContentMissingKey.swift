import Findings

/// A required key that is missing or empty.
enum ContentMissingKey: Check {
    static let check = CheckID.contentMissingKey
    static let finds = "A required key that is missing or empty."
    static let why =
        "Title, summary and category are on the page, in the twin, in lists and in search results; without them a guide cannot be found or shown."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad: "---\n⟦title: Example Guide\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        )
    ]
}
