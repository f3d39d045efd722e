import Markdown

/// The index: all guides by category, as a page and as its twin.
enum IndexPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let site = library.site
        let groups = Categories.withGuides(library)
        let writer = PageWriter(theme)
        let list = groups.map { category, guides in
            (category, writer.list(guides.map(library.item), .guideItem))
        }
        var data = StructuredData()
        data.collection(site.name, site.summary, addresses.full(addresses.index), site.language)
        var values = PageWriter.Values(.index)
        values.set(.title, site.name)
        values.set(.summary, site.summary)
        values.set(.canonical, addresses.full(addresses.index))
        values.set(.twin, addresses.indexTwin)
        values.set(.twinPath, addresses.path.isEmpty ? "/index.md" : addresses.path + ".md")
        values.set(.structuredData, data.finish())
        values.set(
            .categories,
            writer.list(list, .categoryItem) { values, entry in
                let (category, guides) = entry
                values.set(.title, category.title)
                values.set(.url, addresses.category(category.id))
                values.set(.note, category.summary)
                values.set(.guides, guides)
            })
        let page = writer.page(values)
        let twin = ListTwin.make(
            library, title: site.name, summary: site.summary, page: addresses.index,
            sections: groups.map { category, guides in
                ListTwin.Section(title: category.title, summary: category.summary, guides: guides)
            })
        guard !addresses.path.isEmpty else {
            return [OutputFile("index.html", page), OutputFile("index.md", twin)]
        }
        // With and without a slash at its end, whatever the host makes of it.
        let name = String(addresses.path.dropFirst())
        return [
            OutputFile(name + ".html", page), OutputFile(name + "/index.html", page),
            OutputFile(name + ".md", twin), OutputFile(name + "/index.md", twin),
        ]
    }
}
