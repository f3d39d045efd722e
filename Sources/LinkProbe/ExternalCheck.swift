import GuideKit
import Markdown

/// Checks a site's links to other sites: asks for what is not trusted, learns, and tells what it found.
package struct ExternalCheck: Sendable {
    /// What a run came to.
    package struct Outcome: Sendable {
        package var findings: [Finding]
        package var asked: Int
        package var trusted: Int
        /// Whether nobody could be asked, so that nothing was learned.
        package var hasNoNetwork: Bool
        /// What each page answered, so that a second look in the same run asks none of them again.
        fileprivate var answers: [String: ProbeResult] = [:]
    }

    private let site: String
    private let options: ProbeOptions
    private let today: Day

    /// - Parameter site: the folder in which the cache is.
    package init(site: String, options: ProbeOptions, today: Day) {
        self.site = site
        self.options = options
        self.today = today
    }

    /// Each distinct page of some links once, with the anchors that they name.
    package static func pages(_ links: [WebLink]) -> [LinkProbe.Page] {
        var anchors: [String: Set<String>] = [:]
        for link in links {
            guard let address = WebAddress(link.url) else { continue }
            anchors[address.page, default: []].formUnion(
                address.fragment.flatMap { anchor(of: $0) }.map { [$0] } ?? [])
        }
        return anchors.map { LinkProbe.Page(url: $0.key, anchors: $0.value) }.sorted { $0.url < $1.url }
    }

    /// A fragment that names a part of a page. Text fragments, `#top`, lines of a code host (`#L10-L20`), routes of scripts
    /// (`#/settings`, `#narrow/stream/1`) and parameters (`#page=3`) name none.
    private static func anchor(of fragment: String) -> String? {
        let name =
            fragment.split(separator: ":~:", maxSplits: 1, omittingEmptySubsequences: false).first.map(
                String.init) ?? ""
        let isNone =
            name.isEmpty || name.lowercased() == "top" || name.hasPrefix("!")
            || name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
            || name.wholeMatch(of: #/L[0-9]+(C[0-9]+)?(-L?[0-9]+(C[0-9]+)?)?|lines-[0-9:,-]+/#) != nil
        return isNone ? nil : name
    }

    /// - Parameters:
    ///   - former: what came of an earlier look in the same run; its pages are not asked again.
    ///   - progress: counts the pages that are asked for.
    /// - Throws: when the cache cannot be written.
    package func run(
        _ links: [WebLink], after former: Outcome? = nil, progress: LinkProbe.Progress = LinkProbe.Progress()
    ) async throws -> Outcome {
        let today = today
        let pages = Self.pages(links)
        let cache = Book(LinkCache.load(site: site))
        let book = await cache.value
        let earlier = former?.answers ?? [:]
        let due = pages.filter { earlier[$0.url] == nil && !book.isTrusted($0, today: today) }
        let probe = LinkProbe(options)
        if !due.isEmpty, await probe.hasNoNetwork(due) {
            return Outcome(findings: [], asked: 0, trusted: pages.count - due.count, hasNoNetwork: true)
        }
        let (site, pause) = (site, options.savePause)
        // A run that is killed loses little of what it learned. One that cannot save says so at its end.
        let saving = Task {
            while !Task.isCancelled {
                try? await Task.sleep(for: pause)
                if let book = await cache.unsaved { try? book.save(site: site) }
            }
        }
        await probe.ask(due, progress: progress) { page, answer in
            await cache.learn(page, answer, today: today)
        }
        saving.cancel()
        await saving.value
        var known = await cache.value
        // A run that was stopped knows only some pages; it forgets none.
        if !Task.isCancelled { known.keep(only: pages) }
        try known.save(site: site)
        let asked = await cache.answers
        let answers = earlier.merging(asked) { $1 }
        return Outcome(
            findings: findings(links, known, answers), asked: asked.count, trusted: pages.count - due.count,
            hasNoNetwork: false, answers: answers)
    }

    /// The cache while it is written by many.
    private actor Book {
        private(set) var value: LinkCache
        private(set) var answers: [String: ProbeResult] = [:]
        private var hasNews = false
        init(_ value: LinkCache) { self.value = value }
        /// The cache, where it learned something since it was asked for.
        var unsaved: LinkCache? {
            defer { hasNews = false }
            return hasNews ? value : nil
        }
        func learn(_ page: LinkProbe.Page, _ answer: ProbeResult, today: Day) {
            value.learn(page, answer, today: today)
            hasNews = true
            answers[page.url] = answer
        }
    }

    // MARK: Findings

    private func findings(_ links: [WebLink], _ cache: LinkCache, _ answers: [String: ProbeResult])
        -> [Finding]
    {
        let sharing = Self.sharing(cache)
        return links.flatMap { link -> [Finding] in
            let address: WebAddress
            do throws(WebAddress.Problem) {
                address = try WebAddress(reading: link.url)
            } catch {
                return [
                    finding(
                        GoneLink.self, link, "this is no address that could be asked: \(error)",
                        "write it as a browser shows it, from https:// on")
                ]
            }
            let shown = address.page
            if let answer = answers[address.page], case .refused(let reason) = answer.kind {
                let isRedirect = answer.finalURL != address.with(fragment: nil).text
                return [
                    finding(
                        UnsureLink.self, link,
                        isRedirect
                            ? "\(shown) redirects to a host that was not asked: \(reason)"
                            : "\(shown) was not asked: \(reason)",
                        "link to what every reader can reach")
                ]
            }
            guard let entry = cache.links[address.page] else { return [] }
            var found: [Finding] = []
            if let one = verdict(link, address, entry, answers[address.page], sharing: sharing[address.page])
            {
                found.append(one)
            }
            if entry.state.isGood,
                let wanted = address.fragment.flatMap(Self.anchor),
                answers[address.page]?.missingAnchors?.contains(wanted) == true
            {
                found.append(
                    finding(
                        MissingWebAnchor.self, link, "\(shown) has no part named #\(wanted)",
                        "link to a part that is there, or to the page"))
            }
            if shown.hasPrefix("https:"), let final = entry.finalURL, final.hasPrefix("http:"),
                entry.state != .gone
            {
                found.append(
                    finding(
                        DowngradedLink.self, link, "\(shown) ends on \(final), which is not encrypted",
                        "link to a page that stays on https"))
            }
            return found
        }
    }

    private func verdict(
        _ link: WebLink, _ address: WebAddress, _ entry: LinkCache.Entry, _ answer: ProbeResult?,
        sharing: [String]?
    ) -> Finding? {
        func days(since day: String?) -> Int { day.flatMap { Day($0) }.map { today.number - $0.number } ?? 0 }
        let shown = address.page
        let failing = days(since: entry.firstFailed)
        let reason =
            switch answer?.kind {
            case .soft404(let reason), .blocked(let reason), .inconclusive(let reason), .gone(let reason),
                .badCertificate(let reason),
                .refused(let reason):
                reason
            case .ok, nil: "answers \(entry.status)"
            }
        if case .badCertificate = answer?.kind {
            return finding(
                BadCertificate.self, link, "\(shown): \(reason)",
                "tell the people who run it, or link to another source")
        }
        switch entry.state {
        case .gone:
            if entry.lastGood == nil || days(since: entry.firstGone) >= 1 {
                return finding(
                    GoneLink.self, link, "\(shown): \(reason)",
                    "find where the page went, or link to another source")
            }
            return finding(
                UnsureLink.self, link, "\(shown): \(reason), though it was there on \(entry.lastGood ?? "")",
                "nothing yet: if it still does tomorrow, it is gone")
        case .inconclusive:
            let time = failing > 0 ? ", for \(failing, "day") now" : ""
            return finding(
                UnsureLink.self, link, "\(shown): \(reason)\(time)",
                failing > 14
                    ? "look at it in a browser; it may be gone" : "nothing yet: it is asked again next time",
                severity: failing > 14 ? .warning : .note)
        case .blocked:
            let looked = (entry.seen ?? entry.lastGood).flatMap { Day($0) }
            let isOld = looked.map { today.number - $0.number > 90 } ?? true
            return finding(
                WalledLink.self, link, "\(shown): \(reason)",
                isOld
                    ? "look at it in a browser, then: guides links seen \(ShellWord.quoted(address.text))"
                    : "nothing: somebody looked on \(looked?.description ?? "")")
        case .soft404:
            let why =
                answer.map {
                    if case .soft404 = $0.kind { reason } else { "has a title without any word that it had" }
                } ?? reason
            return finding(
                SuspectLink.self, link, "\(shown): \(why)",
                "look at it in a browser, and link to what was meant")
        case .ok, .moved: break
        }
        if let sharing {
            return finding(
                SuspectLink.self, link, "\(shown) ends on \(entry.finalURL ?? ""), as does \(sharing[0])",
                "look whether the page that was meant still exists")
        }
        guard entry.state == .moved, let final = entry.finalURL.flatMap({ WebAddress($0) }) else {
            return nil
        }
        // A fragment lives on through redirects that name none.
        let whole = (final.fragment == nil ? final.with(fragment: address.fragment) : final).text
        // The brackets of an IPv6 address end other things than addresses.
        let isPlain = !final.host.hasPrefix("[")
        return finding(
            MovedLink.self, link, "\(shown) has moved to \(final.text)", "link to \(whole)",
            fix: isPlain ? link.end.map { Fix.safe(link.place, $0, whole, replacing: link.url) } : nil)
    }

    /// For each page that redirects where others do, those others.
    private static func sharing(_ cache: LinkCache) -> [String: [String]] {
        func plain(_ url: String) -> String {
            var text = url.replacing("http://", with: "https://").replacing("://www.", with: "://")
            while text.hasSuffix("/") { text.removeLast() }
            return text.lowercased()
        }
        var groups: [String: [String]] = [:]
        for (url, entry) in cache.links {
            if let final = entry.finalURL, plain(final) != plain(url),
                entry.state.isGood
            {
                groups[plain(final), default: []].append(url)
            }
        }
        var sharing: [String: [String]] = [:]
        for group in groups.values where Set(group.map(plain)).count > 1 {
            for url in group { sharing[url] = group.filter { plain($0) != plain(url) }.sorted() }
        }
        return sharing
    }

    private func finding(
        _ check: any Check.Type, _ link: WebLink, _ message: String, _ help: String,
        severity: Severity? = nil, fix: Fix? = nil
    ) -> Finding {
        Finding(
            check, file: link.file, at: link.place, to: link.end, message, help: help, severity: severity,
            fix: fix)
    }
}
