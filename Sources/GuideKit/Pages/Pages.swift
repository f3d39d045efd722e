/// Every kind of output besides the pairs, one line each.
enum Pages {
    /// Those that need no more than the library.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        IndexPages.make(library, theme)
            + CategoryPages.make(library, theme)
            + AliasPages.make(library, theme)
            + NotFoundPage.make(library, theme)
            + Sitemap.make(library)
            + Feed.make(library)
            + Robots.make(library)
            + theme.assets
    }

    /// Those that say something of the twins.
    static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        LLMSText.make(library, hasFull: twins.texts != nil)
            + LLMSFull.make(library, twins)
            + SitemapTwin.make(library, twins)
    }

    /// Whether a file, by its path, would be one of the latter.
    static func needsTwins(_ path: String) -> Bool {
        path.hasSuffix("llms.txt") || path == "llms-full.txt" || path == "sitemap.md"
            || path.hasSuffix("issues.json") || path.hasSuffix("issues.sarif")
            || path.hasSuffix("issues.schema.json")
    }
}
