import Content
import Findings
import Library

/// A guide that `site.yml` lists in a category that it is not in, or twice in one list.
enum ContentMisplacedGuide: LibraryCheck {
    static let check = CheckID.contentMisplacedGuide
    static let finds = "A guide that `site.yml` lists in a category that it is not in, or twice in one list."
    static let why =
        "The list orders the guides of its own category, each by its first entry. Any other entry does nothing."
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

                """),
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics., guides: [example, tls, ⟦example⟧]}

                """,
            good: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics., guides: [example, tls]}

                """),
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics.}
                start:
                  - {title: I am new here, guides: [example, tls, ⟦example⟧]}

                """,
            good: """
                name: Example Site
                summary: A site in which the examples of the checks are.
                base-url: https://example.org
                categories:
                  - {id: basics, title: Basics, summary: The basics.}
                start:
                  - {title: I am new here, guides: [example, tls]}

                """),
    ]

    static func run(_ library: Library) -> [Finding] {
        misplaced(library) + library.site.start.flatMap { repeated(in: $0.guides, library) }
    }

    private static func misplaced(_ library: Library) -> [Finding] {
        library.site.categories.flatMap { category -> [Finding] in
            var seen: Set<String> = []
            return category.guides.compactMap { slug -> Finding? in
                guard let index = library.index(ofSlug: slug.text) else { return nil }
                let own = library.guides[index].frontMatter.category.text
                // A guide without a category of the site has that fault alone.
                guard own != category.id, library.guides[index].isReadable, library.site.category(own) != nil
                else {
                    return seen.insert(slug.text).inserted ? nil : repeated(slug)
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

    /// Findings for guides that a list names again, be it by a former name.
    private static func repeated(in list: [Located], _ library: Library) -> [Finding] {
        var seen: Set<Int> = []
        return list.compactMap { slug in
            library.index(ofSlug: slug.text).flatMap { seen.insert($0).inserted ? nil : repeated(slug) }
        }
    }

    private static func repeated(_ slug: Located) -> Finding {
        Finding(
            self, file: Site.file, at: slug.location, to: slug.end, "\(slug.text) is listed twice",
            help: "remove this entry; the first one counts")
    }
}
