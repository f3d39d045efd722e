import Support

/// The cache while many write into it, and the results of this run.
actor ResultLog {
    private(set) var cache: LinkCache
    /// By address: `WebAddress.page`.
    private(set) var results: [String: ProbeResult] = [:]
    private var hasNews = false

    init(_ cache: LinkCache) { self.cache = cache }

    /// The cache, where it learned something since it was asked for.
    var unsaved: LinkCache? {
        defer { hasNews = false }
        return hasNews ? cache : nil
    }

    func learn(_ page: ProbePage, _ result: ProbeResult, today: Day) {
        cache.learn(page, result, today: today)
        hasNews = true
        results[page.url] = result
    }
}
