import Markdown

/// A guide's page for people.
struct GuidePage {
    /// More guides than this that mention one are counted, not listed.
    static let mostMentions = 50

    /// - Parameter body: the guide's HTML with its links filled in.
    static func append(
        _ library: Library, _ index: Int, facts: GuideFacts, body: [UInt8], writer: PageWriter,
        to out: ByteBuffer
    ) {
        let guide = library.guides[index]
        let addresses = library.addresses
        let path = library.pages[index]
        var values = PageWriter.Values(.guide)
        values.set("title", guide.title)
        values.set("summary", guide.summary)
        values.set("canonical", addresses.full(path))
        values.set("twin", library.twins[index])
        values.set("twin-path", path + ".md")
        values.set("structured-data", structuredData(library, guide, facts, path))
        values.set("is-article", "yes")
        values.set("is-inner", "yes")
        values.set("reading-time", facts.readingTime)
        if let updated = guide.updated {
            values.set("updated", updated.description)
            values.set("updated-in-words", updated.inWords)
        }
        if let category = facts.category {
            values.set("category-title", category.title)
            values.set("category-url", addresses.category(category.id))
        }
        values.set("body", body)
        values.set("contents", contents(guide, writer))
        values.set(
            "resources",
            writer.list(
                facts.resources.map { PageWriter.Item(title: $0.title, url: $0.page, note: $0.note) },
                .resourceItem))
        values.set("related", writer.list(library.related[index].map { library.item($0.guide) }, .guideItem))
        let mentions = library.mentionedBy[index]
        values.set(
            "mentioned-by", writer.list(mentions.prefix(mostMentions).map(library.mention), .guideItem))
        if mentions.count > mostMentions {
            values.set("mentioned-by-more", String(mentions.count - mostMentions))
        }
        writer.append(values, to: out)
    }

    /// The table of contents: headings of the second and third level.
    private static func contents(_ guide: Guide, _ writer: PageWriter) -> [UInt8] {
        let out = ByteBuffer(capacity: 2048)
        for heading in guide.document.headings where heading.level == 2 || heading.level == 3 {
            var values = PageWriter.Values(.contentsItem)
            values.set("title", heading.text)
            values.set("url", "#" + heading.anchor)
            if heading.level == 3 { values.set("is-sub", "yes") }
            writer.append(values, to: out)
        }
        return out.bytes
    }

    private static func structuredData(
        _ library: Library, _ guide: Guide, _ facts: GuideFacts, _ page: String
    ) -> [UInt8] {
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
