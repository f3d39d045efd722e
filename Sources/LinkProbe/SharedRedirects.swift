/// Pages that redirect to where others do too, so that probably none of them is what was meant.
struct SharedRedirects {
    /// By page, the others that end where it does.
    private var others: [String: [String]] = [:]

    init(_ cache: LinkCache) {
        var groups: [String: [String]] = [:]
        for (url, entry) in cache.links {
            if let final = entry.finalURL, Self.plain(final) != Self.plain(url), entry.state.isGood {
                groups[Self.plain(final), default: []].append(url)
            }
        }
        for group in groups.values where Set(group.map(Self.plain)).count > 1 {
            for url in group {
                others[url] = group.filter { Self.plain($0) != Self.plain(url) }.sorted()
            }
        }
    }

    /// The first of the other pages that end where this one does; nil where none does.
    func other(than page: String) -> String? { others[page]?.first }

    /// An address without what spellings of one page differ in: `http://www.example.org/a/` is `https://example.org/a`.
    private static func plain(_ url: String) -> String {
        var text = url.replacingBytes("http://", with: "https://").replacingBytes("://www.", with: "://")
        while text.hasSuffix("/") { text.removeLast() }
        return text.lowercased()
    }
}
