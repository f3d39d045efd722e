import Content

/// What is published besides guides, issues and the files beside guides, as far as links have to know of it.
package struct PublishedLists: Sendable, Equatable {
    /// The paths of files without a twin of their own, such as `/guides/feed.xml`.
    package let files: Set<String>
    /// The ids of categories that have a page, and the former ids that lead on to one.
    package let categories: Set<String>

    package init(files: Set<String>, categories: Set<String>) {
        self.files = files
        self.categories = categories
    }
}

/// Knows what the stage that renders a site publishes besides its guides. The library is below that stage, so it is handed
/// one of these.
package protocol OutputDirectory: Sendable {
    /// - Parameter guides: those of the site; what is published depends on them.
    func lists(_ site: Site, _ guides: [Guide], _ addresses: Addresses) -> PublishedLists

    /// The ids of the elements of a page that the site makes besides guides, in order; nil where it is not known.
    ///
    /// - Parameter path: of the page, such as `/guides/glossary`.
    func anchors(ofPage path: String, in library: Library) -> [String]?
}
