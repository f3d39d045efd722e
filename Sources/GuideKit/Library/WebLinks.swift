import Markdown

/// A link to another site, somewhere in the site's files.
package struct WebLink: Sendable {
    package var url: String
    /// Relative to the site's folder.
    package var file: String
    package var location: SourceLocation
    /// Right after its address, where the address is there as it is.
    package var end: SourceLocation?
}

extension AnalyzedSite {
    /// Every link to another site: of prose, definitions and resources, of the notes for agents, of `site.yml`, and of
    /// templates.
    package var webLinks: [WebLink] {
        var links: [WebLink] = []
        func isWeb(_ url: String) -> Bool {
            let lower = url.lowercased()
            return lower.hasPrefix("http://") || lower.hasPrefix("https://")
        }
        for (index, guide) in library.guides.enumerated() {
            for (link, target) in zip(guide.document.links, library.targets[index])
            where link.kind != .reference {
                guard case .elsewhere(let url) = target, isWeb(url) else { continue }
                let isWritten =
                    link.range.map { guide.document.source.bytes[$0].elementsEqual(url.utf8) } ?? false
                links.append(
                    WebLink(
                        url: url, file: guide.file, location: link.location,
                        end: isWritten ? guide.end(of: link) : nil))
            }
            for resource in guide.frontMatter.resources {
                guard case .page(_, let url) = resource.target, isWeb(url.text) else { continue }
                links.append(WebLink(url: url.text, file: guide.file, location: url.location, end: url.end))
            }
        }
        links += library.otherLinks.filter { isWeb($0.url) }
        // The site's own addresses are checked without asking anyone.
        return links.filter { library.addresses.pathOnSite(of: $0.url) == nil }
    }
}

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
            guard word.hasPrefix("http://") || word.hasPrefix("https://") else { return nil }
            var url = String(word)
            while let last = url.last, ".,;:!?".contains(last) { url.removeLast() }
            return WebLink(url: url, file: file, location: text.location)
        }
    }
}
