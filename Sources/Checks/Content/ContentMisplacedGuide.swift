import Content
import Findings
import Library

/// A guide that `site.yml` lists in a category that it is not in.
enum ContentMisplacedGuide: LibraryCheck {
    static let check = CheckID.contentMisplacedGuide
    static let finds = "A guide that `site.yml` lists in a category that it is not in."
    static let why = "The list orders the guides of its own category, so this entry does nothing."
    static let examples = [
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics.}
                  - {id: more, title: More, summary: Beyond the basics., guides: [⟦example⟧]}

                """,
            good: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics., guides: [example]}
                  - {id: more, title: More, summary: Beyond the basics.}

                """)
    ]

    static func run(_ library: Library) -> [Finding] {
        library.site.categories.flatMap { category in
            category.guides.compactMap { slug in
                guard let index = library.index(ofSlug: slug.text) else { return nil }
                let own = library.guides[index].frontMatter.category.text
                // A guide without a category of the site has that fault alone.
                guard own != category.id, library.guides[index].isReadable, library.site.category(own) != nil
                else {
                    return nil
                }
                return Finding(
                    self, file: Site.file, at: slug.location, to: slug.end,
                    "\(slug.text) is in the category \"\(own)\", not in \"\(category.id)\"",
                    help:
                        "move it to the list of its own category, or write `category: \(category.id)` into the guide"
                )
            }
        }
    }
}
