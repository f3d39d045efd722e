import Library
import Theming

/// Tells a library what will be published besides its guides: what the kinds of output say.
struct RenderedDirectory: OutputDirectory {
    /// Nil where no pages will be made.
    let theme: Theme?

    var reservedNames: Set<String> { OutputKind.namesOfTheSite }

    func lists(_ shape: SiteShape) -> PublishedLists {
        PublishedLists(
            pages: Set(pages(shape).map(\.path)), files: Set(OutputKind.all.flatMap { $0.files(shape) }))
    }

    func pages(_ shape: SiteShape) -> [PublishedPage] { OutputKind.all.flatMap { $0.pages(shape) } }

    /// The anchors of a page's very HTML, since templates may be the site's own.
    func anchors(ofPage path: String, in library: Library) -> [String]? {
        guard let theme else { return nil }
        let shape = library.shape
        // A former address of a category redirects, fragment and all.
        let now = library.formerAddresses.first { $0.kind == .category && $0.from == path }?.page ?? path
        for kind in OutputKind.all {
            guard kind.pages(shape).contains(where: { $0.path == now }) else { continue }
            let files: [OutputFile]
            switch kind.maker {
            case .ofLibrary(let make): files = make(library, theme, now)
            case .ofPages(let make):
                let list = FileList()
                guard (try? make(library, theme, nil, now, list)) != nil else { return nil }
                files = list.files
            case .ofGuides: continue
            }
            let file = library.addresses.output(now, ".html")
            if let page = files.first(where: { $0.path == file }) { return HTMLAnchors.ids(page.bytes) }
        }
        return []
    }
}
