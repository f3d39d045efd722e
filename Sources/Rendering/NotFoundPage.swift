import Library
import Support
import Theming

/// The page for addresses that do not exist, and its twin for clients that ask for markdown.
enum NotFoundPage {
    /// `404.html`, and its twin.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let strings = library.site.strings
        var values = TemplateFiller.Values(.notFound)
        values.set(.title, strings[.pageNotFound])
        values.set(.summary, strings[.noSuchPage])
        values.set(.isInner, "yes")
        let addresses = library.addresses
        var twin = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        twin.heading(1, strings[.pageNotFound])
        twin.quote(strings[.noSuchPage])
        let (before, after) = strings.around(.guidesAreInIndex)
        let agents = strings.text(.agentsFindGuidesIn, ["guide-index": addresses.guideIndex])
        twin.paragraph(
            (before, "\(after) \(agents)"),
            .link(title: strings[.index], twin: addresses.indexTwin, page: addresses.index, note: ""))
        twin.finish()
        let page = TemplateFiller(theme).page(values)
        let difference = ListProof(library).difference(
            twin, page: page, path: "/404")
        return [
            OutputFile("404.html", page),
            OutputFile("404.md", twin.markdown.bytes, difference: difference),
        ]
    }
}

extension OutputKind {
    static let notFound = OutputKind(
        "not-found", reserves: ["404"], files: { _ in ["/404.html", "/404.md"] },
        .ofLibrary { library, theme, _ in NotFoundPage.make(library, theme) })
}
