import Library
import Support

/// A guide's page for people.
struct GuidePage {
    /// More guides than this that mention one are counted, not listed.
    static let mostMentions = 50

    /// - Parameters:
    ///   - body: the guide's HTML with its links filled in.
    ///   - siblings: the list of the guides of its category.
    static func append(
        _ library: Library, _ index: Int, facts: GuideFacts, body: ByteWriter, siblings: [UInt8],
        writer: TemplateFiller, to out: ByteWriter
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
        values.set(.siblings, siblings)
        values.set(.contents, contents(guide, writer))
        setFurther(library, index, facts, writer, &values)
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

    /// Sets what to read next: resources, related guides that are none of them, and guides that mention this one and are
    /// neither.
    private static func setFurther(
        _ library: Library, _ index: Int, _ facts: GuideFacts, _ writer: TemplateFiller,
        _ values: inout TemplateFiller.Values
    ) {
        var shown = Set(library.resourceGuides[index].compactMap { $0 })
        let resources = writer.list(
            facts.resources.map { TemplateFiller.Item(title: $0.title, url: $0.page, note: $0.note) },
            .resourceItem)
        let guides = library.related[index].map(\.guide).filter { shown.insert($0).inserted }
        let related = writer.list(guides.map(library.item), .guideItem)
        values.set(.resources, resources)
        values.set(.related, related)
        values.set(.readNext, resources + related)
        let mentions = library.mentionedBy[index].filter {
            library.guides[$0].isListed && !shown.contains($0)
        }
        values.set(
            .mentionedBy, writer.list(mentions.prefix(mostMentions).map(library.mention), .guideItem))
        if mentions.count > mostMentions {
            let more = mentions.count - mostMentions
            values.set(.mentionedByMore, String(more))
            values.set(.moreMentions, library.site.strings.text(.moreMentions, count: more))
        }
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
