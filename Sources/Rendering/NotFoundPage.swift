import Library
import Support
import Theming

/// The page for addresses that do not exist, and its twin for clients that ask for markdown.
enum NotFoundPage {
    /// `404.html`, and its twin.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        var values = TemplateFiller.Values(.notFound)
        values.set(.title, "Page not found")
        values.set(.summary, "No page has this address.")
        values.set(.isInner, "yes")
        let addresses = library.addresses
        var twin = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        twin.heading(1, "Page not found")
        twin.quote("No page has this address.")
        twin.paragraph(
            "All guides are listed in the ",
            .link(title: "index", twin: addresses.indexTwin, page: addresses.index, note: ""),
            "; agents find them in \(addresses.guideIndex).")
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
