import Library
import Theming

/// Every kind of output besides the pairs and the catalogs of issues, one line each. A build makes one kind after the
/// other: the lists of a large site are large.
package enum Pages {
    /// Those that need no more than the library.
    package static let ofLibrary: [@Sendable (Library, Theme) -> [OutputFile]] = [
        IndexPages.make, CategoryPages.make, GlossaryPages.make, SearchPages.make, AliasPages.make,
        NotFoundPage.make,
        { library, _ in Sitemap.make(library) },
        { library, _ in Feed.make(library) },
        { library, _ in Robots.make(library) },
        { _, theme in theme.assets },
    ]

    /// Those that say something of the twins.
    package static let ofTwins: [@Sendable (Library, Twins) -> [OutputFile]] = [
        { LLMSText.make($0, hasFull: $1.texts != nil) }, LLMSFull.make, SitemapTwin.make,
    ]

    /// Those that need no more than the library.
    package static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        ofLibrary.flatMap { $0(library, theme) }
    }

    /// Those that say something of the twins.
    package static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        ofTwins.flatMap { $0(library, twins) }
    }

    /// The HTML of one of the lists, by its path; nil where none is there.
    package static func list(at path: String, _ library: Library, _ theme: Theme) -> [UInt8]? {
        let addresses = library.addresses
        let make: @Sendable (Library, Theme) -> [OutputFile] =
            switch path {
            case addresses.index: IndexPages.make
            case addresses.glossary: GlossaryPages.make
            case addresses.search: SearchPages.make
            default:
                // A former address of a category leads on, fragment and all.
                { library, theme in
                    let now = library.formerAddresses.first { $0.kind == .category && $0.from == path }?.page
                    return CategoryPages.make(library, theme, only: now ?? path)
                }
            }
        let files = make(library, theme)
        return (files.first { $0.path == addresses.output(path, ".html") } ?? files.first)?.bytes
    }

    /// Whether a file, by its path, would be one of the latter, or a catalog of issues.
    package static func needsTwins(_ path: String) -> Bool {
        path.hasSuffix("llms.txt") || path == "llms-full.txt" || path == "sitemap.md"
            || path.hasSuffix("issues.json") || path.hasSuffix("issues.sarif")
            || path.hasSuffix("issues.schema.json") || path.hasSuffix("search.json")
            || path.contains("assets/search/")
    }
}
