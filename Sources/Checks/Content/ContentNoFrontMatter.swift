import Findings

/// A guide without a readable front matter; each usual slip in its own words.
enum ContentNoFrontMatter: Check {
    static let check = CheckID.contentNoFrontMatter
    static let finds =
        "Front matter that is missing or cannot be read: no `---`, no space after a colon, a tab, an open quote, a text that needs quotes or has the wrong ones."
    static let why =
        "Without readable front matter nothing is known about a guide, not even its title or category."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "⟦title: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        ),
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle⟦:Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        ),
    ]
}
