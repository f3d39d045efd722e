import Content
import Library
import Support
import Theming

/// Every issue of the site by category, each with its signal in a few words and its address: a page for people, and a twin that
/// tells agents in one request what `issues.json` has in many times the size.
///
/// Past `most` issues the page leads to a page for each category, at `/guides/categories/dns/issues`, and past as many in a
/// category that page leads to its parts.
enum AllIssuesPages {
    /// The most issues of a page, so that it stays short enough to read, and as light as a guide.
    static let most = 120
    /// The most characters of an issue's signal.
    static let longestSignal = 80

    /// One of the pages.
    fileprivate struct Page {
        var path: String
        var title: String
        var summary: String
        var updated: Day?
        /// The path and the title of the page that leads to it; nil for the first.
        var parent: (path: String, title: String)?
        var groups: [Group] = []
    }

    /// A list under a heading.
    fileprivate struct Group {
        var title: String
        /// The id of the heading.
        var anchor: String
        var issues: [Place] = []
        /// Pages that it leads to instead.
        var pages: [(path: String, title: String, note: String, count: Int)] = []
    }

    /// An issue: its guide, and its index among the guide's.
    fileprivate struct Place {
        var guide: Int
        var number: Int
    }

    /// The path of a category's page, where it has one.
    private static func path(of category: Site.Category, _ addresses: Addresses) -> String {
        addresses.category(category.id) + "/issues"
    }

    /// The pages, the first of them first; none for a site without issues.
    private static func plan(_ shape: SiteShape) -> [Page] {
        guard let main = shape.issuesPath?.path else { return [] }
        let strings = shape.site.strings
        let groups = shape.categories.map { category, guides in
            (category, guides: guides, issues: places(guides, shape))
        }.filter { !$0.issues.isEmpty }
        var first = Page(
            path: main, title: strings[.issues],
            summary: strings.text(.issuesSummary, ["site-name": shape.site.name]),
            updated: groups.lazy.flatMap(\.guides).compactMap { shape.guides[$0].updated }.max())
        guard groups.reduce(0, { $0 + $1.issues.count }) > most else {
            first.groups = groups.map { Group(title: $0.title.text, anchor: $0.id, issues: $2) }
            return [first]
        }
        var pages: [Page] = []
        var lists = Group(title: strings[.categories], anchor: "categories")
        for (category, guides, issues) in groups {
            let page = Page(
                path: path(of: category, shape.addresses), title: strings.label(.issues, category.title.text),
                summary: strings.text(
                    .issuesOnCategory, ["category": category.title.text, "site-name": shape.site.name]),
                updated: guides.compactMap { shape.guides[$0].updated }.max(),
                parent: (main, first.title))
            lists.pages.append((page.path, category.title.text, category.summary.text, issues.count))
            pages += parts(of: page, issues, shape)
        }
        first.groups = [lists]
        return [first] + pages
    }

    /// A category's page, with its parts after it where its issues are too many for one. There are never more parts than issues in
    /// each.
    private static func parts(of page: Page, _ issues: [Place], _ shape: SiteShape) -> [Page] {
        let strings = shape.site.strings
        var page = page
        var group = Group(title: strings[.issues], anchor: "issues")
        guard issues.count > most else {
            group.issues = issues
            page.groups = [group]
            return [page]
        }
        let size = max(most, Int(Double(issues.count).squareRoot().rounded(.up)))
        let parts = stride(from: 0, to: issues.count, by: size).enumerated().map { number, start in
            let part = Array(issues[start..<min(start + size, issues.count)])
            let span = strings.text(
                .firstToLast, ["first": title(part[0], shape), "last": title(part[part.count - 1], shape)])
            let path = "\(page.path)/part-\(number + 1)"
            group.pages.append((path, span, "", part.count))
            return Page(
                path: path, title: strings.list([page.title, span]), summary: page.summary,
                updated: page.updated, parent: (page.path, page.title),
                groups: [Group(title: strings[.issues], anchor: "issues", issues: part)])
        }
        page.groups = [group]
        return [page] + parts
    }

    private static func places(_ guides: [Int], _ shape: SiteShape) -> [Place] {
        guides.flatMap { guide in
            shape.guides[guide].document.issues.indices.map { Place(guide: guide, number: $0) }
        }
    }

    private static func title(_ place: Place, _ shape: SiteShape) -> String {
        let document = shape.guides[place.guide].document
        return document.headings[document.issues[place.number].heading].text
    }

    /// The pages, as other stages have to know of them.
    static func pages(_ shape: SiteShape) -> [PublishedPage] {
        plan(shape).enumerated().map { number, page in
            PublishedPage(
                path: page.path, title: page.title, summary: page.summary, updated: page.updated,
                // Other addresses come and go with the names of guides and the number of issues.
                isRecorded: number == 0 && shape.issuesPath?.holder == nil,
                isMapped: number == 0 || page.parent?.path == shape.issuesPath?.path)
        }
    }

    /// The first page for lists of the site's pages.
    static func first(_ shape: SiteShape) -> [PublishedPage] { Array(pages(shape).prefix(1)) }

    /// The pages of categories' issues, by the ids of the categories; none where one page has all issues.
    static func ofCategories(_ shape: SiteShape) -> [String: PublishedPage] {
        let pages = Dictionary(pages(shape).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = shape.categories.map(\.category).compactMap { category in
            pages[path(of: category, shape.addresses)].map { (category.id, $0) }
        }
        return Dictionary(ids, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - guides: what was made of the guides; nil where only the form of the pages is asked for.
    ///   - only: the path of the only page to make; nil for all.
    ///   - receiver: takes each file.
    static func make(
        _ library: Library, _ theme: Theme, _ guides: RenderedGuides?, _ only: String?,
        _ receiver: any FileReceiver
    ) throws(DiskError) {
        let pages = plan(library.shape).filter { only == nil || only == $0.path }
        guard !pages.isEmpty else { return }
        let maker = Maker(library: library, writer: TemplateFiller(theme), guides: guides)
        for page in pages {
            // What an issue is called, where it leads and what checkers say of it is in the files of its guide too.
            let keys = page.groups.flatMap(\.issues).map { guides?.keys[$0.guide] }
            guard !keys.contains(where: { $0 == nil }) else {
                for file in try maker.files(of: page) { try receiver.take(file) }
                continue
            }
            try receiver.take(
                madeFrom: { writer in
                    page.write(to: &writer)
                    for key in keys { writer.write(key) }
                }, { () throws(DiskError) in try maker.files(of: page) })
        }
    }

    /// Makes pages with their twins.
    fileprivate struct Maker {
        let library: Library
        let writer: TemplateFiller
        /// They have what checkers say of issues, in a few words.
        let guides: RenderedGuides?

        /// An issue as a list shows it.
        struct Item {
            var title: String
            /// Where it leads on the page, and its address in the twin.
            var url: String
            var address: String
            var note: String
        }

        func files(of page: Page) throws(DiskError) -> [OutputFile] {
            let addresses = library.addresses
            let groups = try page.groups.map { (group) throws(DiskError) in (group, try items(of: group)) }
            var values = TemplateFiller.Values(
                .issues, page: page.path, title: page.title, summary: page.summary, addresses)
            values.set(.structuredData, structuredData(page))
            values.set(.url, page.parent?.path ?? "")
            values.set(.note, page.parent?.title ?? "")
            let lists = groups.map { group, items in
                let links = items.map { TemplateFiller.Item(title: $0.title, url: $0.url, note: $0.note) }
                return (group, writer.list(links, .issueItem))
            }
            values.set(
                .issues,
                writer.list(lists, .issueGroup) { values, list in
                    values.set(.title, list.0.title)
                    values.set(.anchor, list.0.anchor)
                    values.set(.issues, list.1)
                })
            let html = writer.page(values)
            let twin = ListTwin.make(
                library, title: page.title, summary: page.summary, updated: page.updated, page: page.path,
                sections: groups.map { group, items in
                    ListTwin.Section(
                        title: group.title,
                        items: items.map {
                            .link(
                                title: $0.title, twin: addresses.twin(of: $0.address), page: $0.address,
                                note: $0.note)
                        })
                })
            let parts = groups.flatMap(\.1).map { ($0.address, $0.url) }
            return [
                OutputFile(addresses.output(page.path, ".html"), html),
                OutputFile(
                    addresses.output(page.path, ".md"), twin.markdown.bytes,
                    difference: ListProof(library).difference(
                        twin, page: html, path: page.path,
                        parts: Dictionary(parts, uniquingKeysWith: { first, _ in first }))),
            ]
        }

        private func items(of group: Group) throws(DiskError) -> [Item] {
            guard group.pages.isEmpty else {
                return group.pages.map { page in
                    let count = library.site.strings.text(.issueCount, count: page.count)
                    return Item(
                        title: page.title, url: page.path, address: page.path,
                        note: page.note.isEmpty ? count : "\(page.note) \(count)")
                }
            }
            // Issues of one guide follow each other.
            var (guide, issues): (Int?, [Issue]) = (nil, [])
            return try group.issues.map { (place) throws(DiskError) in
                if guide != place.guide {
                    (guide, issues) = (place.guide, library.guides[place.guide].issues)
                }
                let issue = issues[place.number]
                return Item(
                    title: issue.heading.text, url: "\(library.pages[place.guide])#\(issue.anchor)",
                    address: library.addresses.issue(issue.id), note: try signal(of: issue, place))
            }
        }

        /// What a checker says of an issue, in a few words. The entries of a guide are in the order of its issues; of a guide that
        /// has too many, the last ones have none.
        private func signal(of issue: Issue, _ place: Place) throws(DiskError) -> String {
            guard let guides, guides.entries[place.guide].indices.contains(place.number) else { return "" }
            let entry = guides.entries[place.guide][place.number]
            guard entry.id == issue.id else { return "" }
            return String(decoding: try entry.read(.signal, from: guides.store), as: UTF8.self)
        }

        private func structuredData(_ page: Page) -> [UInt8] {
            let addresses = library.addresses
            var data = StructuredData()
            data.collection(page.title, page.summary, addresses.full(page.path), library.site.language)
            let parents = page.parent.map { [(name: $0.title, url: addresses.full($0.path))] } ?? []
            data.breadcrumbs(
                [(library.site.name, addresses.full(addresses.index))] + parents
                    + [(page.title, addresses.full(page.path))])
            return data.finish()
        }
    }
}

extension AllIssuesPages.Page {
    /// Writes all that it shows besides its issues.
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.write([path, title, summary, parent?.path ?? "", parent?.title ?? ""])
        writer.write(updated)
        writer.write(small: groups.count)
        for group in groups {
            writer.write([group.title, group.anchor])
            writer.write(small: group.issues.count)
            // Each guide's issues have a key of theirs, which says nothing of which ones are meant.
            for issue in group.issues { writer.write(small: issue.number) }
            writer.write(small: group.pages.count)
            for page in group.pages {
                writer.write([page.path, page.title, page.note])
                writer.write(small: page.count)
            }
        }
    }
}

extension OutputKind {
    static let allIssues = OutputKind(
        "all-issues", pages: AllIssuesPages.pages, listings: twins(of: AllIssuesPages.first),
        .ofPages { library, theme, guides, only, receiver throws(DiskError) in
            try AllIssuesPages.make(library, theme, guides, only, receiver)
        })
}
