import Markdown

/// What stands at a guide's former addresses: a page and a twin that say where it went. Hosts with rules answer 301
/// before them.
enum AliasPages {
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let addresses = library.addresses
        let writer = PageWriter(theme)
        return library.guides.flatMap { guide in
            guide.frontMatter.aliases.flatMap { alias -> [OutputFile] in
                let now = addresses.page(guide.slug)
                let former = addresses.page(alias.text)
                var values = PageWriter.Values(.alias)
                values.set(.title, guide.title)
                values.set(.summary, guide.summary)
                values.set(.canonical, addresses.full(now))
                values.set(.twin, addresses.twin(of: now))
                values.set(.twinPath, now + ".md")
                values.set(.isInner, "yes")
                values.set(.url, now)
                var twin = TwinWriter(markdown: ByteBuffer(), frame: ByteBuffer())
                twin.heading(1, guide.title)
                twin.paragraph("This guide has moved.")
                twin.list(
                    [
                        .link(
                            title: guide.title, twin: addresses.twin(of: now), page: now, note: guide.summary),
                        .text("Guide index: \(addresses.guideIndex)"),
                    ], isTight: false)
                twin.finish()
                return [
                    OutputFile(addresses.output(former, ".html"), writer.page(values)),
                    OutputFile(addresses.output(former, ".md"), twin.markdown.bytes),
                ]
            }
        }
    }
}
