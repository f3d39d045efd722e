import Markdown

/// A guide's page for people.
struct GuidePage {
    /// More guides than this that mention one are counted, not listed.
    static let mostMentions = 50

    /// - Parameter body: the guide's HTML with its links filled in.
    static func context(
        _ library: Library, _ index: Int, facts: GuideFacts, body: [UInt8], shared: SharedContext
    ) -> PageContext {
        let guide = library.guides[index]
        let addresses = library.addresses
        let page = addresses.page(guide.slug)
        func link(_ other: Int) -> LinkContext {
            let other = library.guides[other]
            return LinkContext(title: other.title, url: addresses.page(other.slug), note: other.summary)
        }
        var values = [
            "title": guide.title, "summary": guide.summary, "body": String(decoding: body, as: UTF8.self),
            "canonical": addresses.full(page), "twin": addresses.twin(of: page),
            "twin-path": page + ".md", "reading-time": facts.readingTime,
            "structured-data": structuredData(library, guide, facts, page),
        ]
        if let updated = guide.updated {
            values["updated"] = updated.description
            values["updated-in-words"] = updated.inWords
        }
        return PageContext(
            shared, .article, values: values,
            lists: [
                "contents": ListContext(
                    guide.document.headings.filter { $0.level == 2 || $0.level == 3 }.map {
                        LinkContext(title: $0.text, url: "#" + $0.anchor, kind: $0.level == 3 ? "sub" : "")
                    }),
                "resources": ListContext(
                    facts.resources.map { LinkContext(title: $0.title, url: $0.page, note: $0.note) }),
                "related": ListContext(library.related[index].map { link($0.guide) }),
                "mentioned-by": ListContext(library.mentionedBy[index].map(link), most: mostMentions),
            ],
            links: [
                "category": facts.category.map {
                    LinkContext(title: $0.title, url: addresses.category($0.id), note: $0.summary)
                }
            ])
    }

    private static func structuredData(
        _ library: Library, _ guide: Guide, _ facts: GuideFacts, _ page: String
    ) -> String {
        let addresses = library.addresses
        let site = library.site
        var article: [(String, StructuredData.JSON)] = [
            ("@type", .text("TechArticle")), ("headline", .text(guide.title)),
            ("description", .text(guide.summary)), ("url", .text(addresses.full(page))),
            ("inLanguage", .text(site.language)), ("keywords", .text(facts.keywords.joined(separator: ", "))),
            ("timeRequired", .text("PT\(facts.readingMinutes)M")),
        ]
        if let category = facts.category { article.append(("articleSection", .text(category.title))) }
        if let updated = guide.updated { article.append(("dateModified", .text(updated.description))) }
        if !site.publisher.name.isEmpty {
            let publisher: StructuredData.JSON = .object([
                ("@type", .text("Organization")), ("name", .text(site.publisher.name)),
                ("url", .text(site.publisher.url)),
            ])
            article += [("author", publisher), ("publisher", publisher)]
        }
        var steps = [(name: site.name, url: addresses.full(addresses.index))]
        if let category = facts.category {
            steps.append((category.title, addresses.full(addresses.category(category.id))))
        }
        steps.append((guide.title, addresses.full(page)))
        return StructuredData.graph([.object(article), StructuredData.breadcrumbs(steps)])
    }
}
