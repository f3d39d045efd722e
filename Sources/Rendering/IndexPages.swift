import Content
import Library
import Markdown
import Theming

/// The index: where to start, then all guides by category, as a page and as its twin.
enum IndexPages {
    /// Page and twin of the index.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let checked = checked(library)
        let page = page(library, theme, checked)
        let twin = twin(library, checked)
        let parts = checked.map { category in
            let path = addresses.category(category.id)
            return (path + issuesInTwin(library), path + issuesOnPage)
        }
        let difference = ListProof(library).difference(
            twin, page: page, path: addresses.index,
            parts: Dictionary(parts, uniquingKeysWith: { first, _ in first }))
        guard !addresses.path.isEmpty else {
            return [
                OutputFile("index.html", page),
                OutputFile("index.md", twin.markdown.bytes, difference: difference),
            ]
        }
        // With and without a slash at its end, whatever the host makes of it.
        let name = String(addresses.path.dropFirst())
        return [
            OutputFile(name + ".html", page), OutputFile(name + "/index.html", page),
            OutputFile(name + ".md", twin.markdown.bytes, difference: difference),
            OutputFile(name + "/index.md", twin.markdown.bytes),
        ]
    }

    /// The part of a category's page that lists issues, and the same in its twin, where the heading has no other id.
    private static let issuesOnPage = "#issues"
    private static func issuesInTwin(_ library: Library) -> String {
        "#" + Anchor.make(from: library.site.strings[.issues])
    }

    /// The categories whose pages list issues.
    private static func checked(_ library: Library) -> [Site.Category] {
        library.categories.filter { !CategoryPages.issues(of: $0.guides, in: library).isEmpty }.map(
            \.category)
    }

    /// The page of all issues, where there are any.
    private static func allIssues(_ library: Library) -> [ChosenPath] {
        library.shape.issuesPath.map { [$0] } ?? []
    }

    private static func page(_ library: Library, _ theme: Theme, _ checked: [Site.Category]) -> [UInt8] {
        let addresses = library.addresses
        let site = library.site
        let writer = TemplateFiller(theme)
        let list = library.categories.map { category, guides in
            (category, writer.list(guides.map(library.item), .guideItem))
        }
        var data = StructuredData()
        data.collection(site.name, site.summary.text, addresses.full(addresses.index), site.language)
        var values = TemplateFiller.Values(
            .index, page: addresses.index, title: site.name, summary: site.summary.text, addresses)
        values.set(.structuredData, data.finish())
        let audiences = library.audiences.map { audience, guides in
            (audience, writer.list(guides.map(library.mention), .guideItem))
        }
        values.set(
            .start,
            writer.list(audiences, .startItem) { values, entry in
                let (audience, guides) = entry
                values.set(.title, audience.title.text)
                values.set(.note, audience.summary?.text ?? "")
                values.set(.guides, guides)
            })
        values.set(
            .categories,
            writer.list(list, .categoryItem) { values, entry in
                let (category, guides) = entry
                values.set(.title, category.title.text)
                values.set(.url, addresses.category(category.id))
                values.set(.note, category.summary.text)
                values.set(.guides, guides)
            })
        values.set(.note, site.strings[.checkerResultNote])
        let issues =
            checked.map {
                TemplateFiller.Item(title: $0.title.text, url: addresses.category($0.id) + issuesOnPage)
            }
            + allIssues(library).map { TemplateFiller.Item(title: site.strings[.allIssues], url: $0.path) }
        values.set(.issues, writer.list(issues, .issueItem))
        return writer.page(values)
    }

    private static func twin(_ library: Library, _ checked: [Site.Category]) -> TwinWriter {
        let addresses = library.addresses
        let strings = library.site.strings
        let part = issuesInTwin(library)
        var sections = library.audiences.map { audience, guides in
            ListTwin.Section(
                title: strings.label(.startHere, audience.title.text), summary: audience.summary?.text ?? "",
                items: guides.map(library.twinItem), isOrdered: true)
        }
        let all = allIssues(library).map {
            TwinWriter.Item.link(
                title: strings[.allIssues], twin: addresses.twin(of: $0.path), page: $0.path, note: "")
        }
        if !all.isEmpty {
            let issues =
                checked.map { category -> TwinWriter.Item in
                    let page = addresses.category(category.id)
                    return .link(
                        title: category.title.text, twin: addresses.twin(of: page) + part, page: page + part,
                        note: "")
                } + all
            sections.append(
                ListTwin.Section(
                    title: strings[.checkerResult], summary: strings[.checkerResultNote], items: issues))
        }
        sections += library.categories.map { category, guides in
            ListTwin.Section(
                title: category.title.text, summary: category.summary.text,
                items: guides.map(library.twinItem))
        }
        return ListTwin.make(
            library, title: library.site.name, summary: library.site.summary.text,
            updated: library.shape.newest, page: addresses.index, sections: sections)
    }
}

extension OutputKind {
    static let index = OutputKind(
        "index", reserves: ["index"],
        pages: { shape in
            [
                PublishedPage(
                    path: shape.addresses.index, title: shape.site.name, summary: shape.site.summary.text,
                    updated: shape.newest, isRecorded: true, isMapped: true)
            ]
        },
        listings: { shape in
            [
                Listing(
                    title: shape.site.strings[.allGuides], address: shape.addresses.indexTwin,
                    note: shape.site.strings[.indexNote])
            ]
        }, .ofLibrary { library, theme, _ in IndexPages.make(library, theme) })
}
