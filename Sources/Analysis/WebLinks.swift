import Content

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
                // An included file may hold the link.
                var location = link.location
                var end = isWritten ? guide.end(of: link) : nil
                let files = guide.composition?.files ?? []
                let number = Int(location.file)
                location.file = 0
                end?.file = 0
                links.append(
                    WebLink(
                        url: url, file: files.indices.contains(number) ? files[number] : guide.file,
                        location: location, end: end))
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
