import Markdown

/// One page a category that has guides, and its twin.
enum CategoryPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let writer = PageWriter(theme)
        return Categories.withGuides(library).flatMap { category, guides -> [OutputFile] in
            let path = addresses.category(category.id)
            var values = PageWriter.Values(.category)
            values.set(.title, category.title)
            values.set(.summary, category.summary)
            values.set(.canonical, addresses.full(path))
            values.set(.twin, addresses.twin(of: path))
            values.set(.twinPath, path + ".md")
            values.set(.isInner, "yes")
            var data = StructuredData()
            data.collection(
                category.title, category.summary, addresses.full(path), library.site.language)
            data.breadcrumbs([
                (library.site.name, addresses.full(addresses.index)), (category.title, addresses.full(path)),
            ])
            values.set(.structuredData, data.finish())
            values.set(.guides, writer.list(guides.map(library.item), .guideItem))
            let twin = ListTwin.make(
                library, title: category.title, summary: category.summary, page: path,
                sections: [ListTwin.Section(title: "Guides", guides: guides)])
            return [
                OutputFile(addresses.output(path, ".html"), writer.page(values)),
                OutputFile(addresses.output(path, ".md"), twin),
            ]
        }
    }
}
