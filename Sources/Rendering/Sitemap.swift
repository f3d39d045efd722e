import Content
import Library
import Support
import Theming

/// `sitemap.xml` (sitemaps.org 0.9): every page for people, with the day of its last change where that is known. Past
/// 50,000 pages it is an index of files that hold so many each.
enum Sitemap {
    /// The most that one file may list, says the protocol.
    static let most = 50_000

    private struct Entry {
        var path: String
        var updated: Day?
    }

    /// `sitemap.xml`; with more than `most` addresses an index of several (sitemaps.org).
    static func make(_ library: Library, most: Int = most) -> [OutputFile] {
        let addresses = library.addresses
        var entries = library.otherPages.filter(\.isMapped).map {
            Entry(path: $0.path, updated: $0.updated)
        }
        for (guide, page) in zip(library.guides, library.pages) where guide.isListed {
            entries.append(Entry(path: page, updated: guide.updated))
        }
        guard entries.count > most else { return [file("sitemap.xml", "urlset", "url", entries, addresses)] }
        var files: [OutputFile] = []
        var parts: [Entry] = []
        for start in stride(from: 0, to: entries.count, by: most) {
            let part = Array(entries[start..<min(start + most, entries.count)])
            let name = "sitemap-\(parts.count + 1).xml"
            files.append(file(name, "urlset", "url", part, addresses))
            parts.append(Entry(path: "/" + name, updated: part.compactMap(\.updated).max()))
        }
        return [file("sitemap.xml", "sitemapindex", "sitemap", parts, addresses)] + files
    }

    private static func file(
        _ name: String, _ root: String, _ element: String, _ entries: [Entry], _ addresses: Addresses
    ) -> OutputFile {
        let out = ByteWriter(capacity: 160 * entries.count + 1024)
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        out.append("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for entry in entries {
            out.append("<\(element)><loc>")
            HTMLEscaping.appendAddress(addresses.full(entry.path), to: out)
            out.append("</loc>")
            if let updated = entry.updated {
                out.append("<lastmod>")
                out.append(updated.description)
                out.append("</lastmod>")
            }
            out.append("</\(element)>\n")
        }
        out.append("</\(root)>\n")
        return OutputFile(name, out.bytes)
    }
}

extension OutputKind {
    static let sitemap = OutputKind(
        "sitemap", files: { _ in ["/sitemap.xml"] },
        mayMake: { path, _ in path.hasPrefix("sitemap-") && path.hasSuffix(".xml") },
        .ofLibrary { library, _, _ in Sitemap.make(library) })
}
