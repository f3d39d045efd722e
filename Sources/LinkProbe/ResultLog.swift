import Support

/// The cache while many write into it, and the results of this run.
actor ResultLog {
    private(set) var cache: LinkCache
    /// By address: `WebAddress.page`.
    private(set) var results: [String: ProbeResult] = [:]
    private var hasChanges = false

    init(_ cache: LinkCache) { self.cache = cache }

    /// The cache, where it changed since it was last taken; else nil.
    var unsaved: LinkCache? {
        defer { hasChanges = false }
        return hasChanges ? cache : nil
    }

    func record(_ page: ProbePage, _ result: ProbeResult, today: Day) {
        cache.record(page, result, today: today)
        hasChanges = true
        results[page.url] = result
    }
}
