import Library
import Support

/// The twin of a page that lists guides: the index or a category.
struct ListTwin {
    /// A list under a heading.
    struct Section {
        /// Its heading, which also keeps its list apart from the one before.
        var title: String
        var summary = ""
        var items: [TwinWriter.Item] = []
        /// Whether the items have numbers.
        var isOrdered = false
    }

    /// - Parameters:
    ///   - updated: the day of the last change of what it lists.
    ///   - page: the path of the page for people.
    static func make(
        _ library: Library, title: String, summary: String, updated: Day? = nil, page: String,
        sections: [Section]
    ) -> TwinWriter {
        let addresses = library.addresses
        let strings = library.site.strings
        var writer = TwinWriter(
            markdown: ByteWriter(), frame: ByteWriter(),
            profile: TwinProfile(library, title: title, summary: summary, updated: updated, page: page),
            noteMark: strings.noteMark)
        writer.heading(1, title)
        if !summary.isEmpty { writer.quote(summary) }
        writer.list(
            [
                .text(strings.label(.humanPage, addresses.full(page))),
                .text(strings.label(.markdownPage, addresses.twin(of: page))),
                .text(strings.label(.guideIndex, addresses.guideIndex)),
            ], isTight: false)
        for section in sections {
            writer.heading(2, section.title)
            if !section.summary.isEmpty { writer.paragraph(section.summary) }
            writer.list(section.items, isTight: true, isOrdered: section.isOrdered)
        }
        writer.finish()
        return writer
    }
}

extension Library {
    /// A guide as the twin of a list shows it.
    func twinItem(_ index: Int) -> TwinWriter.Item {
        .link(title: guides[index].title, twin: twins[index], page: pages[index], note: guides[index].summary)
    }
}
