import Library
import Support
import Theming

/// `feed.xml` below the index: the guides that changed last (Atom, RFC 4287). A site whose guides have no days has
/// none, since an entry must say when it was updated.
enum Feed {
    /// The most guides that it has.
    static let most = 50

    /// Whether some guides make one.
    static func exists(_ guides: [Guide]) -> Bool { guides.contains { $0.isListed && $0.updated != nil } }

    /// The guides with a day, the latest first, of one day by slug.
    private static func latest(_ library: Library) -> [(guide: Int, day: Day)] {
        library.shape.listed.compactMap { index in library.guides[index].updated.map { (index, $0) } }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(most).map { $0 }
    }

    /// The feed (Atom, RFC 4287) of the guides that changed last.
    static func make(_ library: Library) -> [OutputFile] {
        let entries = latest(library)
        guard let newest = entries.first else { return [] }
        let (addresses, site) = (library.addresses, library.site)
        let out = ByteWriter(capacity: 1024 * entries.count + 1024)
        func element(_ name: String, _ text: String) {
            out.append("<\(name)>")
            HTMLEscaping.appendText(text, to: out)
            out.append("</\(name)>\n")
        }
        func link(_ relation: String, _ type: String, _ address: String) {
            out.append("<link rel=\"\(relation)\" type=\"\(type)\" href=\"")
            HTMLEscaping.appendAddress(address, to: out)
            out.append("\"/>\n")
        }
        out.append(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""
        )
        HTMLEscaping.appendText(site.language, to: out)
        out.append("\">\n")
        element("title", site.name)
        element("subtitle", site.summary.text)
        element("id", addresses.full(addresses.feed))
        link("self", "application/atom+xml", addresses.full(addresses.feed))
        link("alternate", "text/html", addresses.full(addresses.index))
        element("updated", "\(newest.day)T00:00:00Z")
        out.append("<author>\n")
        element("name", site.publisher.name.isEmpty ? site.name : site.publisher.name)
        if !site.publisher.url.isEmpty { element("uri", site.publisher.url) }
        out.append("</author>\n")
        for (index, day) in entries {
            let guide = library.guides[index]
            out.append("<entry>\n")
            element("title", guide.title)
            element("id", addresses.full(library.pages[index]))
            link("alternate", "text/html", addresses.full(library.pages[index]))
            link("alternate", "text/markdown", library.twins[index])
            element("updated", "\(day)T00:00:00Z")
            element("summary", guide.summary)
            out.append("</entry>\n")
        }
        out.append("</feed>\n")
        return [OutputFile(String(addresses.feed.dropFirst()), out.bytes)]
    }
}

extension OutputKind {
    static let feed = OutputKind(
        "feed", files: { Feed.exists($0.guides) ? [$0.addresses.feed] : [] },
        .ofLibrary { library, _, _ in Feed.make(library) })
}
