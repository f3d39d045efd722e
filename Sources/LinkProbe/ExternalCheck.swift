import Content
import Findings
import Support

/// Checks a site's links to other sites: asks for what is not trusted, learns, and tells what it found.
///
/// It and `LinkCache` know guides: the links of a site, days, findings and their fixes. `LinkProbe`, which asks, knows
/// pages alone.
package struct ExternalCheck: Sendable {
    /// The outcome of a run.
    package struct Outcome: Sendable {
        package var findings: [Finding]
        /// Number of pages that were requested.
        package var asked: Int
        /// Number of pages that were not requested, since the cache still holds for them.
        var trusted: Int
        /// Whether no host could be reached, so that nothing was learned.
        package var hasNoNetwork: Bool
        /// The result of each page that was requested, so that a second check in the same run requests none of them
        /// again.
        fileprivate var results: [String: ProbeResult] = [:]
    }

    private let site: String
    private let options: ProbeOptions
    private let today: Day

    /// - Parameter site: the folder of the site, with the cache in it.
    package init(site: String, options: ProbeOptions, today: Day) {
        self.site = site
        self.options = options
        self.today = today
    }

    /// Each distinct page of some links once, with the anchors that they name.
    static func pages(_ links: [WebLink]) -> [ProbePage] {
        var anchors: [String: Set<String>] = [:]
        for link in links {
            guard let address = WebAddress(link.url) else { continue }
            anchors[address.page, default: []].formUnion(address.anchor.map { [$0] } ?? [])
        }
        return anchors.map { ProbePage(url: $0.key, anchors: $0.value) }.sorted { $0.url < $1.url }
    }

    /// - Parameters:
    ///   - links: those to check.
    ///   - all: the links of the site, whose results the cache keeps; nil where they are the same.
    ///   - former: the outcome of an earlier check in the same run; its pages are not requested again.
    ///   - progress: counts the pages that are requested.
    /// - Throws: when the cache cannot be written.
    package func run(
        _ links: [WebLink], among all: [WebLink]? = nil, after former: Outcome? = nil,
        progress: LinkProbe.Progress = LinkProbe.Progress()
    ) async throws -> Outcome {
        let today = today
        let pages = Self.pages(links)
        let known = LinkCache.load(site: site)
        let earlier = former?.results ?? [:]
        let due = pages.filter { earlier[$0.url] == nil && !known.isTrusted($0, today: today) }
        let probe = LinkProbe(options)
        if !due.isEmpty, await probe.hasNoNetwork(due) {
            return Outcome(findings: [], asked: 0, trusted: pages.count - due.count, hasNoNetwork: true)
        }
        let log = ResultLog(known)
        let (site, pause) = (site, options.savePause)
        // A run that is killed loses little of what it learned. One that cannot save says so at its end.
        let saving = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                if let cache = await log.unsaved { try? cache.save(site: site) }
            }
        }
        await probe.ask(due, progress: progress) { page, result in
            await log.record(page, result, today: today)
        }
        saving.cancel()
        await saving.value
        var cache = await log.cache
        // A run that was stopped knows only some pages; it forgets none.
        if !Task.isCancelled { cache.keep(only: all.map(Self.pages) ?? pages) }
        try cache.save(site: site)
        let asked = await log.results
        let results = earlier.merging(asked) { $1 }
        return Outcome(
            findings: WebFindings(cache, results: results, today: today).findings(links),
            asked: asked.count,
            trusted: pages.count - due.count, hasNoNetwork: false, results: results)
    }
}
