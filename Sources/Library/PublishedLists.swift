/// The addresses that a site publishes besides those of guides, issues and the files beside guides.
package struct PublishedLists: Sendable, Hashable {
    /// The paths of pages, such as `/guides/glossary`, and of former pages that redirect to one.
    package let pages: Set<String>
    /// The paths of files without a page, such as `/guides/feed.xml`.
    package let files: Set<String>

    package init(pages: Set<String>, files: Set<String>) {
        self.pages = pages
        self.files = files
    }
}
