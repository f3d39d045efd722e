import Library
import Support
import Theming

/// The page for addresses that do not exist, and its twin for clients that ask for markdown. The twin lists all guides, so that
/// an agent finds the right one at once; on the page a script looks for near ones.
enum NotFoundPage {
    /// The most characters of the twin. Past them it lists categories in place of guides, and nothing where those are too
    /// many as well.
    static let most = 20_000

    /// `404.html`, and its twin.
    static func make(_ library: Library, _ theme: Theme) -> [OutputFile] {
        let strings = library.site.strings
        var values = TemplateFiller.Values(.notFound)
        values.set(.title, strings[.pageNotFound])
        values.set(.summary, strings[.noSuchPage])
        values.set(.isInner, "yes")
        let twin = Self.twin(library)
        let page = TemplateFiller(theme).page(values)
        // The page has the links of the sentence alone.
        let difference = ListProof(library).difference(twin, page: page, path: "/404", links: 1)
        return [
            OutputFile("404.html", page),
            OutputFile("404.md", twin.markdown.bytes, difference: difference),
        ]
    }

    /// The twin.
    ///
    /// - Parameter near: guides to list first.
    static func twin(_ library: Library, near: [Int] = []) -> TwinWriter {
        let guides = library.categories.map { ($0.category.title.text, $0.guides.map { item($0, library) }) }
        let own = near.isEmpty ? [] : [(library.site.strings[.didYouMean], near.map { item($0, library) })]
        let whole = twin(library, own + guides)
        guard whole.markdown.characters > most else { return whole }
        let categories = library.categories.map { category, _ -> TwinWriter.Item in
            let page = library.addresses.category(category.id)
            return .link(
                title: category.title.text, twin: library.addresses.twin(of: page), page: page, note: "")
        }
        let short = twin(library, own + [(library.site.strings[.categories], categories)])
        return short.markdown.characters > most ? twin(library, own) : short
    }

    private static func item(_ index: Int, _ library: Library) -> TwinWriter.Item {
        .link(
            title: library.guides[index].title, twin: library.twins[index], page: library.pages[index],
            note: "")
    }

    /// - Parameter lists: lists of links below their headings.
    private static func twin(_ library: Library, _ lists: [(title: String, items: [TwinWriter.Item])])
        -> TwinWriter
    {
        let addresses = library.addresses
        let strings = library.site.strings
        var twin = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        twin.heading(1, strings[.pageNotFound])
        twin.quote(strings[.noSuchPage])
        let (before, after) = strings.around(.guidesAreInIndex)
        let agents = strings.text(.agentsFindGuidesIn, ["guide-index": addresses.guideIndex])
        twin.paragraph(
            (before, "\(after) \(agents)"),
            .link(title: strings[.index], twin: addresses.indexTwin, page: addresses.index, note: ""))
        for list in lists where !list.items.isEmpty {
            twin.heading(2, list.title)
            twin.list(list.items, isTight: true)
        }
        twin.finish()
        return twin
    }
}

extension OutputKind {
    static let notFound = OutputKind(
        "not-found", reserves: ["404"], files: { _ in ["/404.html", "/404.md"] },
        .ofLibrary { library, theme, _ in NotFoundPage.make(library, theme) })
}
