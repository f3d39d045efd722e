extension OutputKind {
    /// Every kind there is. Lists name pages in this order.
    static let all: [OutputKind] = [
        .searchIndex, .issueCatalogs, .llmsText, .llmsFull, .index, .sitemapTwin, .categories, .allIssues,
        .glossary,
        .search, .checker, .checkerIssues,
        .aliases, .notFound, .sitemap, .feed, .robots, .assets,
    ]

    /// Those that make markdown: all but what only programs read, and small pages at former addresses.
    package static let ofMarkdown: [OutputKind] = {
        let others = Set(
            [searchIndex, issueCatalogs, checkerIssues, aliases, sitemap, feed, robots, assets].map(\.name))
        return all.filter { !others.contains($0.name) }
    }()

    /// Names below the site's path that the site needs itself, such as `search`. `none` is what `terms.yml` says where no
    /// guide explains a term.
    package static var namesOfTheSite: Set<String> {
        all.reduce(into: ["none"]) { $0.formUnion($1.reservedNames) }
    }
}
