/// Knows what the stage that renders a site publishes besides its guides. The library is below that stage, so it is handed
/// one of these.
package protocol OutputDirectory: Sendable {
    /// Names below the site's path that no guide and no file beside guides may have, such as `glossary`.
    var reservedNames: Set<String> { get }

    func lists(_ shape: SiteShape) -> PublishedLists

    /// The pages that are there, in the order in which lists name them.
    func pages(_ shape: SiteShape) -> [PublishedPage]

    /// The ids of the elements of a page that the site makes besides guides, in order; nil where it is not known.
    ///
    /// - Parameter path: of the page, such as `/guides/glossary`.
    func anchors(ofPage path: String, in library: Library) -> [String]?
}

extension Library {

    /// The pages that are published besides guides and issues, in the order in which lists name them.
    package var otherPages: [PublishedPage] { directory.pages(shape) }
}
