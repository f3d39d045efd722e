import Library
import Support
import Theming

/// The page that searches by its address (`/guides/search?q=…`), and a twin that leads agents to the lists instead.
enum SearchPages {
    /// Page and twin of the search.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let path = addresses.search
        let strings = library.site.strings
        let (title, summary) = (strings[.search], strings[.searchSummary])
        let values = TemplateFiller.Values(.search, page: path, title: title, summary: summary, addresses)
        let issues =
            library.shape.issuesPath.map {
                [TwinWriter.Item.text(strings.label(.allIssues, addresses.twin(of: $0.path)))]
            } ?? []
        var twin = TwinWriter(
            markdown: ByteWriter(), frame: ByteWriter(),
            profile: TwinProfile(library, title: title, summary: summary, updated: nil, page: path),
            noteMark: strings.noteMark)
        twin.heading(1, title)
        twin.quote(summary)
        twin.paragraph(strings[.searchInBrowser])
        twin.list(
            [
                .link(
                    title: library.site.name, twin: addresses.indexTwin, page: addresses.index,
                    note: strings[.allGuidesByCategory]),
                .text(strings.label(.guideIndex, addresses.guideIndex)),
                .text(strings.label(.issueCatalog, addresses.full(addresses.catalog))),
            ] + issues, isTight: true)
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
        pages: { [PublishedPage(path: $0.addresses.search, title: $0.site.strings[.search])] },
        .ofLibrary { library, theme, _ in SearchPages.make(library, theme) })
}
