import Library
import Support
import Theming

/// Pages and twins at former addresses that lead to the present ones, where a host of the site may have no rules: one with rules
/// answers 301 before them.
enum AliasPages {
    /// Page and twin at each former address.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        guard !library.hostsRedirect else { return [] }
        let addresses = library.addresses
        let writer = TemplateFiller(theme)
        let proof = ListProof(library)
        let strings = library.site.strings
        return library.formerAddresses.flatMap { redirect -> [OutputFile] in
            guard let twinPath = redirect.twin, let output = redirect.output else { return [] }
            // An issue's twin is of an address of its own.
            let path = String(twinPath.dropLast(3))
            var values = TemplateFiller.Values(
                .alias, page: path, canonical: String(redirect.page.prefix { $0 != "#" }),
                title: redirect.title, summary: redirect.summary, addresses)
            values.set(.url, redirect.page)
            var twin = TwinWriter(
                markdown: ByteWriter(), frame: ByteWriter(),
                profile: TwinProfile(
                    library, title: redirect.title, summary: redirect.summary, updated: nil,
                    page: String(redirect.page.prefix { $0 != "#" })), noteMark: strings.noteMark)
            twin.heading(1, redirect.title)
            twin.quote(redirect.summary)
            twin.paragraph(strings[.pageHasMovedNote])
            twin.paragraph(
                strings.around(.pageIsNowAt),
                .link(title: redirect.title, twin: addresses.full(twinPath), page: path, note: ""))
            twin.list([.text(strings.label(.guideIndex, addresses.guideIndex))], isTight: true)
            twin.finish()
            let page = writer.page(values)
            let difference = proof.difference(
                twin, page: page, path: redirect.from, parts: [path: redirect.page])
            return [
                OutputFile(output + ".html", page),
                OutputFile(output + ".md", twin.markdown.bytes, difference: difference),
            ]
        }
    }
}

extension OutputKind {
    /// Former pages of categories can be linked to; those of guides and issues redirect by themselves.
    static let aliases = OutputKind(
        "aliases",
        pages: { shape in
            let ids = Set(shape.site.categories.map(\.id))
            return shape.categories.flatMap { category, _ in
                category.aliases.map(\.text).filter { !ids.contains($0) }.map {
                    PublishedPage(path: shape.addresses.category($0), title: category.title.text)
                }
            }
        },
        mayMake: { path, _ in path.hasSuffix(".html") || path.hasSuffix(".md") },
        .ofLibrary { library, theme, _ in AliasPages.make(library, theme) })
}
