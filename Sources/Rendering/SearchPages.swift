import Library
import Support
import Theming

/// The page that searches by its address (`/guides/search?q=…`), and a twin that leads agents to the lists instead.
enum SearchPages {
    /// Page and twin of the search.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let path = addresses.search
        let summary = "Search titles, headings, terms and the messages of checkers."
        let values = TemplateFiller.Values(.search, page: path, title: "Search", summary: summary, addresses)
        var twin = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        twin.heading(1, "Search")
        twin.quote(summary)
        twin.paragraph("The search itself runs in a browser. The same can be found in these files:")
        twin.list(
            [
                .link(
                    title: library.site.name, twin: addresses.indexTwin, page: addresses.index,
                    note: "All guides by category."),
                .text("Guide index: \(addresses.guideIndex)"),
                .text("Catalog of issues: \(addresses.full(addresses.catalog))"),
            ], isTight: true)
        twin.finish()
        let page = TemplateFiller(theme).page(values)
        let difference = ListProof(library).difference(
            twin, page: page, path: path)
        return [
            OutputFile(addresses.output(path, ".html"), page),
            OutputFile(addresses.output(path, ".md"), twin.markdown.bytes, difference: difference),
        ]
    }
}

extension OutputKind {
    static let search = OutputKind(
        "search", reserves: ["search"],
        pages: { [PublishedPage(path: $0.addresses.search, title: "Search")] },
        .ofLibrary { library, theme, _ in SearchPages.make(library, theme) })
}
