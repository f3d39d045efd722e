extension OutputKind {
    /// Every kind there is. What takes longest comes first, so that no worker is left waiting; lists name pages in this
    /// order.
    static let all: [OutputKind] = [
        .searchIndex, .issueCatalogs, .llmsText, .llmsFull, .index, .sitemapTwin, .categories, .glossary,
        .search,
        .aliases, .notFound, .sitemap, .feed, .robots, .assets,
    ]
}
