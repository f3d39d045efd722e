import Analysis
import Content

extension AnalyzedSite {
    /// Reads `Content/` and `Templates/` of the site.
    ///
    /// - Throws: `DiskError` when a folder of the site is not there.
    package init(_ options: Options) async throws {
        try await self.init(try ContentTree(site: options.site), options)
    }

    /// - Parameter former: an earlier reading of the same folder; what did not change since is taken over from it.
    package init(_ tree: ContentTree, _ options: Options, after former: AnalyzedSite? = nil) async throws {
        try await self.init(tree, options, after: former) { RenderedDirectory(theme: $0) }
    }
}
