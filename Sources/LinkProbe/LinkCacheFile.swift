import Content
import Support

/// The cache in its file, `.guides/links.json`, readable and sorted.
extension LinkCache {
    /// The path of the file, with the site's folder before it.
    static func path(site: String) -> String { "\(OwnFolder.path(site: site))/links.json" }

    /// One that cannot be read costs requests, never a false answer.
    package static func load(site: String) -> LinkCache {
        guard let bytes = try? Disk.read(path(site: site)),
            let cache = try? JSON.decode(LinkCache.self, from: bytes), cache.version == 1
        else { return LinkCache() }
        return cache.checked
    }

    /// The cache with that alone which the tool itself could have written. A pull request or the storage of CI may have
    /// brought it, and it is printed, and written into guides.
    private var checked: LinkCache {
        func day(_ text: String?) -> String? { text.flatMap { Day($0) }?.description }
        var cache = LinkCache()
        for (url, entry) in links.sorted(by: { $0.key < $1.key }) {
            guard let address = WebAddress(url), let lastTried = day(entry.lastTried)
            else { continue }
            var entry = entry
            entry.finalURL = entry.finalURL.flatMap { WebAddress($0)?.text }
            entry.lastTried = lastTried
            (entry.lastGood, entry.firstFailed) = (day(entry.lastGood), day(entry.firstFailed))
            (entry.firstGone, entry.seen) = (day(entry.firstGone), day(entry.seen))
            entry.title = entry.title.map { ForeignText.line($0) }
            // Earlier versions knew some pages by several spellings.
            if let other = cache.links[address.page], other.lastTried >= lastTried { continue }
            cache.links[address.page] = entry
        }
        return cache
    }

    /// Writes the cache whole, or leaves it as it was.
    package func save(site: String) throws {
        try OwnFolder.make(site: site)
        try Disk.replace(Self.path(site: site), with: try JSON.encode(self, .readable) + [10])
    }
}
