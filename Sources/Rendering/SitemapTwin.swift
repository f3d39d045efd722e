import Library
import Support
import Theming

/// `sitemap.md`: the sitemap for agents, with the day of each guide's last change and about how many tokens its
/// twin has, so that they know what to fetch again and what that costs.
enum SitemapTwin {
    /// The path that it is published at.
    static let address = "/sitemap.md"

    /// `sitemap.md`: all guides with day and size.
    static func make(_ library: Library, _ rendered: RenderedGuides) -> [OutputFile] {
        let addresses = library.addresses
        let strings = library.site.strings
        var writer = TwinWriter(markdown: ByteWriter(), frame: ByteWriter(), noteMark: strings.noteMark)
        writer.heading(1, strings.text(.siteMapOf, ["site-name": library.site.name]))
        writer.quote(library.site.summary.text)
        writer.list([.text(strings.label(.guideIndex, addresses.guideIndex))], isTight: true)
        for (category, guides) in library.categories {
            writer.heading(2, category.title.text)
            writer.list(
                guides.map { index in
                    let guide = library.guides[index]
                    let tokens = strings.text(
                        .tokenCount, count: Tokens.estimate(characters: rendered.characters[index]),
                        isData: true)
                    let facts =
                        guide.updated.map {
                            strings.text(.updatedAndSize, ["date": $0.description, "size": tokens])
                        } ?? tokens
                    return .link(
                        title: guide.title, twin: library.twins[index], page: library.pages[index],
                        note: "\(guide.summary) (\(facts))")
                }, isTight: true)
        }
        writer.finish()
        return [OutputFile(String(address.dropFirst()), writer.markdown.bytes)]
    }
}

extension OutputKind {
    static let sitemapTwin = OutputKind(
        "sitemap-twin", files: { _ in [SitemapTwin.address] },
        .ofGuides { library, guides, receiver throws(DiskError) in
            for file in SitemapTwin.make(library, guides) { try receiver.take(file) }
        })
}
