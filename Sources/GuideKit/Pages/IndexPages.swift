import Markdown

/// The index: all guides by category, as a page and as its twin.
enum IndexPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let site = library.site
        let groups = Categories.withGuides(library)
        let context = PageContext(
            SharedContext(library, theme), .index,
            values: [
                "title": site.name, "summary": site.summary, "canonical": addresses.full(addresses.index),
                "twin": addresses.indexTwin, "twin-path": addresses.path.isEmpty ? "/index.md" : addresses.path + ".md",
                "structured-data": StructuredData.graph([
                    .object([
                        ("@type", .text("CollectionPage")), ("name", .text(site.name)),
                        ("description", .text(site.summary)),
                        ("url", .text(addresses.full(addresses.index))), ("inLanguage", .text(site.language)),
                    ])
                ]),
            ],
            groups: groups.map { category, guides in
                GroupContext(
                    category: LinkContext(
                        title: category.title, url: addresses.category(category.id), note: category.summary),
                    guides: guides.map(library.link))
            })
        let page = theme.render(context, with: "index")
        let twin = ListTwin.make(
            library, title: site.name, summary: site.summary, page: addresses.index,
            sections: groups.map { category, guides in
                ListTwin.Section(
                    title: category.title, twin: "", summary: category.summary, guides: guides)
            })
        guard !addresses.path.isEmpty else { return [OutputFile("index.html", page), OutputFile("index.md", twin)] }
        // With and without a slash at its end, whatever the host makes of it.
        let name = String(addresses.path.dropFirst())
        return [
            OutputFile(name + ".html", page), OutputFile(name + "/index.html", page),
            OutputFile(name + ".md", twin), OutputFile(name + "/index.md", twin),
        ]
    }
}

extension Library {
    /// A guide as a list shows it.
    func link(_ index: Int) -> LinkContext {
        let guide = guides[index]
        return LinkContext(title: guide.title, url: addresses.page(guide.slug), note: guide.summary)
    }
}
