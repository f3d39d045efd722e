import Library
import Theming

/// One page a category that has guides, and its twin.
enum CategoryPages {
    /// A category with more issues than this lists none of them: page and twin stay short enough to read, and the
    /// search and the catalog have them all.
    private static let mostIssues = 200

    /// The issues of some guides, by guide; none where they are too many for a list.
    static func issues(of guides: [Int], in library: Library) -> [(guide: Int, issue: Issue)] {
        guard guides.reduce(0, { $0 + library.guides[$1].document.issues.count }) <= mostIssues else {
            return []
        }
        return guides.flatMap { index in library.guides[index].issues.map { (index, $0) } }
    }

    /// - Parameter only: the path of the only category to make pages of; nil for all.
    static func make(_ library: Library, _ theme: Theme, _ only: String?) -> [OutputFile] {
        let addresses = library.addresses
        let writer = TemplateFiller(theme)
        let proof = ListProof(library)
        let strings = library.site.strings
        return library.categories.flatMap { category, guides -> [OutputFile] in
            let path = addresses.category(category.id)
            guard only == nil || only == path else { return [] }
            var values = TemplateFiller.Values(
                .category, page: path, title: category.title.text, summary: category.summary.text, addresses)
            var data = StructuredData()
            data.collection(
                category.title.text, category.summary.text, addresses.full(path), library.site.language)
            data.breadcrumbs([
                (library.site.name, addresses.full(addresses.index)),
                (category.title.text, addresses.full(path)),
            ])
            values.set(.structuredData, data.finish())
            values.set(.guides, writer.list(guides.map(library.item), .guideItem))
            let issues = issues(of: guides, in: library)
            values.set(
                .issues,
                writer.list(
                    issues.map { guide, issue in
                        TemplateFiller.Item(
                            title: issue.heading.text, url: "\(library.pages[guide])#\(issue.anchor)",
                            note: library.guides[guide].title)
                    }, .issueItem))
            var sections = [ListTwin.Section(title: strings[.guides], items: guides.map(library.twinItem))]
            if !issues.isEmpty {
                sections.append(
                    ListTwin.Section(
                        title: strings[.issues],
                        items: issues.map { guide, issue in
                            .link(
                                title: issue.heading.text,
                                twin: addresses.full(addresses.issue(issue.id)) + ".md",
                                page: addresses.issue(issue.id),
                                note: library.guides[guide].title)
                        }))
            }
            let twin = ListTwin.make(
                library, title: category.title.text, summary: category.summary.text,
                updated: guides.compactMap { library.guides[$0].updated }.max(), page: path,
                sections: sections)
            let page = writer.page(values)
            let parts = issues.map { guide, issue in
                (addresses.issue(issue.id), "\(library.pages[guide])#\(issue.anchor)")
            }
            return [
                OutputFile(addresses.output(path, ".html"), page),
                OutputFile(
                    addresses.output(path, ".md"), twin.markdown.bytes,
                    difference: proof.difference(
                        twin, page: page, path: path,
                        parts: Dictionary(parts, uniquingKeysWith: { first, _ in first }))),
            ]
        }
    }
}

extension OutputKind {
    static let categories = OutputKind(
        "categories", reserves: ["categories"],
        pages: { shape in
            shape.categories.map { category, guides in
                PublishedPage(
                    path: shape.addresses.category(category.id), title: category.title.text,
                    summary: category.summary.text,
                    updated: guides.compactMap { shape.guides[$0].updated }.max(),
                    isRecorded: true, isMapped: true)
            }
        }, .ofLibrary(CategoryPages.make))
}
