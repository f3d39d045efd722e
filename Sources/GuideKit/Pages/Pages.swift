/// Every kind of output besides the pairs, one line each.
enum Pages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        IndexPages.make(library, theme)
            + CategoryPages.make(library, theme)
            + AliasPages.make(library, theme)
            + NotFoundPage.make(library, theme)
            + LLMSText.make(library)
            + Sitemap.make(library)
            + Robots.make(library)
            + theme.assets
    }
}
