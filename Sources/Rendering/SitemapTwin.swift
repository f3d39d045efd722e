import Library
import Support
import Theming

/// `sitemap.md`: the map of the site for agents, with the day of each guide's last change and about how many tokens its
/// twin has, so that they know what to fetch again and what that costs.
enum SitemapTwin {
    /// `sitemap.md`: all guides with day and size.
    static func make(_ library: Library, _ rendered: RenderedGuides) -> [OutputFile] {
        let addresses = library.addresses
        var writer = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        writer.heading(1, "Map of \(library.site.name)")
        writer.quote(library.site.summary.text)
        writer.list([.text("Guide index: \(addresses.guideIndex)")], isTight: true)
        for (category, guides) in library.categories {
            writer.heading(2, category.title.text)
            writer.list(
                guides.map { index in
                    let guide = library.guides[index]
                    let tokens = "about \(Tokens.estimate(characters: rendered.characters[index])) tokens"
                    let facts = guide.updated.map { "updated \($0), \(tokens)" } ?? tokens
                    return .link(
                        title: guide.title, twin: library.twins[index], page: library.pages[index],
                        note: "\(guide.summary) (\(facts))")
                }, isTight: true)
        }
        writer.finish()
        return [OutputFile("sitemap.md", writer.markdown.bytes)]
    }
}

extension OutputKind {
    static let sitemapTwin = OutputKind(
        "sitemap-twin", files: { _ in ["/sitemap.md"] },
        listings: { shape in
            [
                Listing(
                    title: "Map of the site", address: shape.addresses.full("/sitemap.md"),
                    note: "All guides with the date of their last change and their size.")
            ]
        },
        .ofGuides { library, guides, receiver throws(DiskError) in
            for file in SitemapTwin.make(library, guides) { try receiver.take(file) }
        })
}
