import Markdown

/// The twin of a page that lists guides: the index or a category.
struct ListTwin {
    struct Section {
        /// Its heading, which also keeps its list apart from the one before.
        var title: String
        var summary = ""
        var guides: [Int]
    }

    /// - Parameter page: the path of the page for people.
    static func make(
        _ library: Library, title: String, summary: String, page: String, sections: [Section]
    ) -> [UInt8] {
        let addresses = library.addresses
        var writer = TwinWriter(markdown: ByteBuffer(), frame: ByteBuffer())
        writer.heading(1, title)
        if !summary.isEmpty { writer.quote(summary) }
        writer.list(
            [
                .text("Human page: \(addresses.full(page))"),
                .text("Markdown page: \(addresses.twin(of: page))"),
                .text("Guide index: \(addresses.guideIndex)"),
            ], isTight: false)
        for section in sections {
            writer.heading(2, section.title)
            if !section.summary.isEmpty { writer.paragraph(section.summary) }
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
