import Markdown

/// One page a category that has guides, and its twin.
enum CategoryPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let shared = SharedContext(library, theme)
        return Categories.withGuides(library).flatMap { category, guides -> [OutputFile] in
            let path = addresses.category(category.id)
            let context = PageContext(
                shared,
                values: [
                    "title": category.title, "summary": category.summary, "canonical": addresses.full(path),
                    "twin": addresses.twin(of: path), "twin-path": path + ".md",
                    "structured-data": StructuredData.graph([
                        .object([
                            ("@type", .text("CollectionPage")), ("name", .text(category.title)),
                            ("description", .text(category.summary)), ("url", .text(addresses.full(path))),
                            ("inLanguage", .text(library.site.language)),
                        ]),
                        StructuredData.breadcrumbs([
                            (library.site.name, addresses.full(addresses.index)),
                            (category.title, addresses.full(path)),
                        ]),
                    ]),
                ],
                lists: ["guides": ListContext(guides.map(library.link))])
            let twin = ListTwin.make(
                library, title: category.title, summary: category.summary, page: path,
                sections: [ListTwin.Section(title: "", twin: "", summary: "", guides: guides)])
            return [
                OutputFile(addresses.output(path, ".html"), theme.render(context, with: "category")),
                OutputFile(addresses.output(path, ".md"), twin),
            ]
        }
    }
}
