/// Every kind of output besides the pairs and the catalogs of issues, one line each. A build makes one kind after the
/// other: the lists of a large site are large.
enum Pages {
    /// Those that need no more than the library.
    static let ofLibrary: [@Sendable (Library, Theme) -> [OutputFile]] = [
        IndexPages.make, CategoryPages.make, GlossaryPages.make, SearchPages.make, AliasPages.make,
        NotFoundPage.make,
        { library, _ in Sitemap.make(library) },
        { library, _ in Feed.make(library) },
        { library, _ in Robots.make(library) },
        { _, theme in theme.assets },
    ]

    /// Those that say something of the twins.
    static let ofTwins: [@Sendable (Library, Twins) -> [OutputFile]] = [
        { LLMSText.make($0, hasFull: $1.texts != nil) }, LLMSFull.make, SitemapTwin.make,
    ]

    /// Those that need no more than the library.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        ofLibrary.flatMap { $0(library, theme) }
    }

    /// Those that say something of the twins.
    static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        ofTwins.flatMap { $0(library, twins) }
    }

    /// Whether a file, by its path, would be one of the latter, or a catalog of issues.
    static func needsTwins(_ path: String) -> Bool {
        path.hasSuffix("llms.txt") || path == "llms-full.txt" || path == "sitemap.md"
            || path.hasSuffix("issues.json") || path.hasSuffix("issues.sarif")
            || path.hasSuffix("issues.schema.json") || path.hasSuffix("search.json")
            || path.contains("assets/search/")
    }
}
