import Content
import Findings

extension WebLink {
    /// The links of notes, settings and templates.
    static func others(_ content: SiteContent, _ guides: [Guide]) -> [WebLink] {
        var links: [WebLink] = []
        for guide in guides {
            for note in guide.frontMatter.agentNotes { links += Self.links(in: note, file: guide.file) }
        }
        let site = content.site
        if !site.publisher.url.isEmpty {
            links.append(WebLink(url: site.publisher.url, file: Site.file, location: site.publisher.location))
        }
        for note in site.agentNotes + site.categories.flatMap(\.agentNotes) {
            links += Self.links(in: note, file: Site.file)
        }
        return links + content.templateLinks
    }

    /// The addresses in a plain text.
    private static func links(in text: Located, file: String) -> [WebLink] {
        text.text.split(whereSeparator: { $0.isWhitespace || "<>()\"'".contains($0) }).compactMap { word in
            // A scheme has no letter case (RFC 3986 section 3.1).
            let start = word.prefix("https://".count).lowercased()
            guard start.hasPrefix("http://") || start == "https://" else { return nil }
            var url = String(word)
            while let last = url.last, ".,;:!?".contains(last) { url.removeLast() }
            return WebLink(url: url, file: file, location: text.location)
        }
    }
}
