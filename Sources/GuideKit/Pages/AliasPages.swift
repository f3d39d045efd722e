import Markdown

/// What stands at a guide's former addresses: a page and a twin that say where it went. Hosts with rules answer 301
/// before them.
enum AliasPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let shared = SharedContext(library, theme)
        return library.guides.flatMap { guide in
            guide.frontMatter.aliases.flatMap { alias -> [OutputFile] in
                let now = addresses.page(guide.slug)
                let former = addresses.page(alias.text)
                let context = PageContext(
                    shared,
                    values: [
                        "title": guide.title, "summary": guide.summary, "canonical": addresses.full(now),
                        "twin": addresses.twin(of: now), "twin-path": now + ".md", "url": now,
                    ])
                var writer = TwinWriter(markdown: ByteBuffer(), frame: ByteBuffer(), addresses: addresses)
                writer.heading(1, guide.title)
                writer.paragraph("This guide has moved.")
                writer.list(
                    [
                        .link(title: guide.title, twin: addresses.twin(of: now), page: now, note: guide.summary),
                        .text("Guide index: \(addresses.guideIndex)"),
                    ], isTight: false)
                writer.finish()
                return [
                    OutputFile(addresses.output(former, ".html"), theme.render(context, with: "alias")),
                    OutputFile(addresses.output(former, ".md"), writer.markdown.bytes),
                ]
            }
        }
    }
}
