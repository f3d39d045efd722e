import Markdown

/// `llms.txt` (llmstxt.org): every guide's twin with its summary, by category; at the root and below the index.
enum LLMSText {
    static func make(_ library: Library) -> [OutputFile] {
        let addresses = library.addresses
        var writer = TwinWriter(markdown: ByteBuffer(), frame: ByteBuffer())
        writer.heading(1, library.site.name)
        writer.quote(library.site.summary)
        for (category, guides) in Categories.withGuides(library) {
            writer.heading(2, category.title)
            writer.list(
                guides.map { index in
                    let guide = library.guides[index]
                    return .link(
                        title: guide.title, twin: library.twins[index], page: "",
                        note: guide.summary)
                }, isTight: true)
        }
        writer.heading(2, "Optional")
        writer.list(
            [
                .link(
                    title: "All guides", twin: addresses.indexTwin, page: "",
                    note: "The index of the site, with the same guides by category.")
            ], isTight: true)
        writer.finish()
        let bytes = writer.markdown.bytes
        var files = [OutputFile("llms.txt", bytes)]
        if !addresses.path.isEmpty {
            files.append(OutputFile(addresses.path.dropFirst() + "/llms.txt", bytes))
        }
        return files
    }
}
