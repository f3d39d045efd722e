import Markdown

/// `sitemap.xml` (sitemaps.org 0.9): every page for people, with the day of its last change where that is known.
enum Sitemap {
    static func make(_ library: Library) -> [OutputFile] {
        let addresses = library.addresses
        let out = ByteBuffer(capacity: 160 * library.guides.count + 1024)
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        out.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        func add(_ path: String, _ updated: Day?) {
            out.append("<url><loc>")
            HTMLEscaping.appendAddress(addresses.full(path), to: out)
            out.append("</loc>")
            if let updated {
                out.append("<lastmod>")
                out.append(updated.description)
                out.append("</lastmod>")
            }
            out.append("</url>\n")
        }
        add(addresses.index, library.guides.compactMap(\.updated).max())
        for (category, guides) in Categories.withGuides(library) {
            add(addresses.category(category.id), guides.compactMap { library.guides[$0].updated }.max())
        }
        for guide in library.guides { add(addresses.page(guide.slug), guide.updated) }
        out.append("</urlset>\n")
        return [OutputFile("sitemap.xml", out.bytes)]
    }
}
