import Library
import Support

/// A guide's page for people.
struct GuidePage {
    /// More guides than this that mention one are counted, not listed.
    static let mostMentions = 50

    /// - Parameter body: the guide's HTML with its links filled in.
    static func append(
        _ library: Library, _ index: Int, facts: GuideFacts, body: ByteWriter, writer: TemplateFiller,
        to out: ByteWriter
    ) {
        let guide = library.guides[index]
        let addresses = library.addresses
        let path = library.pages[index]
        let strings = library.site.strings
        var values = TemplateFiller.Values(
            .guide, page: path, title: guide.title, summary: guide.summary, addresses)
        values.set(.structuredData, structuredData(library, guide, facts, path))
        values.set(.isArticle, "yes")
        values.set(.readingTime, facts.readingTime)
        if let updated = guide.updated {
            values.set(.updated, updated.description)
            values.set(.updatedInWords, strings.date(updated))
        }
        if let category = library.categoryWithPage(of: guide) {
            values.set(.categoryTitle, category.title.text)
            values.set(.categoryURL, addresses.category(category.id))
        }
        values.set(.body, body)
        values.set(.contents, contents(guide, writer))
        values.set(
            .resources,
            writer.list(
                facts.resources.map { TemplateFiller.Item(title: $0.title, url: $0.page, note: $0.note) },
                .resourceItem))
        values.set(.related, writer.list(library.related[index].map { library.item($0.guide) }, .guideItem))
        let mentions = library.mentionedBy[index].filter { library.guides[$0].isListed }
        values.set(
            .mentionedBy, writer.list(mentions.prefix(mostMentions).map(library.mention), .guideItem))
        if mentions.count > mostMentions {
            let more = mentions.count - mostMentions
            values.set(.mentionedByMore, String(more))
            values.set(.moreMentions, strings.text(.moreMentions, count: more))
        }
        if facts.category != nil {
            let neighbors = library.neighbors[index]
            if let previous = neighbors.previous {
                values.set(.previousTitle, library.guides[previous].title)
                values.set(.previousURL, library.pages[previous])
            }
            if let next = neighbors.next {
                values.set(.nextTitle, library.guides[next].title)
                values.set(.nextURL, library.pages[next])
            }
            if neighbors != Library.Neighbors() { values.set(.hasNeighbors, "yes") }
        }
        values.set(.editURL, library.site.editURL(of: guide.file))
        writer.append(values, to: out)
    }

    /// The table of contents: headings of the second and third level.
    private static func contents(_ guide: Guide, _ writer: TemplateFiller) -> [UInt8] {
        let headings = guide.document.headings.filter { $0.level == 2 || $0.level == 3 }
        // Where there is nothing above them, headings of the third level are parts of none.
        let hasParts = headings.contains { $0.level == 2 }
        return writer.list(headings, .contentsItem) { values, heading in
            values.set(.title, heading.text)
            values.set(.url, "#" + heading.anchor)
            values.set(.isSub, hasParts && heading.level == 3 ? "yes" : "")
        }
    }

    private static func structuredData(
        _ library: Library, _ guide: Guide, _ facts: GuideFacts, _ page: String
    ) -> [UInt8] {
        let addresses = library.addresses
        let site = library.site
        var data = StructuredData()
        data.object {
            $0.text("@type", "TechArticle")
            $0.text("headline", guide.title)
            $0.text("description", guide.summary)
            $0.text("url", addresses.full(page))
            $0.text("inLanguage", site.language)
            $0.text("keywords", facts.keywords.joined(separator: ", "))
            $0.text("timeRequired", "PT\(facts.readingMinutes)M")
            if let category = facts.category { $0.text("articleSection", category.title.text) }
            if let updated = guide.updated { $0.text("dateModified", updated.description) }
            guard !site.publisher.name.isEmpty else { return }
            for role in ["author", "publisher"] {
                $0.object(role) {
                    $0.text("@type", "Organization")
                    $0.text("name", site.publisher.name)
                    $0.text("url", site.publisher.url)
                }
            }
        }
        var steps = [(name: site.name, url: addresses.full(addresses.index))]
        if let category = library.categoryWithPage(of: guide) {
            steps.append((category.title.text, addresses.full(addresses.category(category.id))))
        }
        steps.append((guide.title, addresses.full(page)))
        data.breadcrumbs(steps)
        return data.finish()
    }
}
