import Content
import Findings
import Library

/// A guide in a category that `site.yml` does not have.
enum ContentUnknownCategory: LinkCheck {
    static let check = CheckID.contentUnknownCategory
    static let finds = "A guide in a category that `site.yml` does not have."
    static let why =
        "A guide in no category is in no list, so neither readers nor agents find it."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: ⟦basic\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index else { return [] }
        let guide = library.guides[index]
        let category = guide.frontMatter.category
        guard guide.isReadable, !category.text.isEmpty, library.site.category(category.text) == nil else {
            return []
        }
        let ids = library.site.categories.map(\.id)
        let near = Nearest.match(category.text, among: ids)
        return [
            Finding(
                self, file: guide.file, at: category.location, "no category has the id \"\(category.text)\"",
                help: near.map { "did you mean \($0)?" }
                    ?? "site.yml has \(ids.isEmpty ? "no categories" : ids.joined(separator: ", "))")
        ]
    }
}

extension Library {
    /// Whether a guide cannot be listed for a reason that is an error already: an unreadable file, an unknown category.
    package func isBlamedForCategory(_ index: Int) -> Bool {
        let guide = guides[index]
        let hasSetting = site.checks[ContentUnknownCategory.id] != nil || site.checks["content"] != nil
        return !guide.isReadable || !site.naming.isValid(guide.slug)
            || (site.category(guide.frontMatter.category.text) == nil && !hasSetting)
    }
}
