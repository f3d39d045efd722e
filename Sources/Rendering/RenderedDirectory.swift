import Content
import Library
import Theming

/// Tells a library what will be published besides its guides.
package struct RenderedDirectory: OutputDirectory {
    package let theme: Theme

    package func lists(_ site: Site, _ guides: [Guide], _ addresses: Addresses) -> PublishedLists {
        Self.lists(site, guides, addresses)
    }

    package static func lists(_ site: Site, _ guides: [Guide], _ addresses: Addresses) -> PublishedLists {
        var files = addresses.lists
        if Feed.exists(guides) { files.insert(addresses.feed) }
        if Twins.mayFit(guides) { files.insert(addresses.fullText) }
        let used = Set(guides.map(\.frontMatter.category.text))
        let ids = Set(site.categories.map(\.id))
        return PublishedLists(
            files: files,
            categories: Set(
                site.categories.filter { used.contains($0.id) }.flatMap { category in
                    [category.id] + category.aliases.map(\.text).filter { !ids.contains($0) }
                }))
    }

    /// Those of its very HTML, since templates may be the site's own.
    package func anchors(ofPage path: String, in library: Library) -> [String]? {
        Pages.list(at: path, library, theme).map(HTMLAnchors.ids) ?? []
    }
}
