import Markdown

/// The twin of a page that lists guides: the index or a category.
struct ListTwin {
    struct Section {
        var title: String
        /// The twin of the section's own page; empty where it has none.
        var twin: String
        var summary: String
        var guides: [Int]
    }

    /// - Parameter page: the path of the page for people.
    static func make(
        _ library: Library, title: String, summary: String, page: String, sections: [Section]
    ) -> [UInt8] {
        let addresses = library.addresses
        var writer = TwinWriter(markdown: ByteBuffer(), frame: ByteBuffer(), addresses: addresses)
        writer.heading(1, title)
        if !summary.isEmpty { writer.quote(summary) }
        writer.list(
            [
                .text("Human page: \(addresses.full(page))"),
                .text("Markdown page: \(addresses.twin(of: page))"),
                .text("Guide index: \(addresses.guideIndex)"),
            ], isTight: false)
        for section in sections {
            if !section.title.isEmpty {
                writer.heading(2, section.title)
                if !section.twin.isEmpty {
                    writer.list(
                        [.link(title: section.title, twin: section.twin, page: "", note: section.summary)],
                        isTight: true)
                }
            }
            writer.list(
                section.guides.map { index in
                    let guide = library.guides[index]
                    return .link(
                        title: guide.title, twin: library.twins[index], page: "",
                        note: guide.summary)
                }, isTight: true)
        }
        writer.finish()
        return writer.markdown.bytes
    }
}
