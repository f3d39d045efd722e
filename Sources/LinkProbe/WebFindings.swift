import Checks
import Content
import Findings
import Support

/// Makes findings of what is known of the pages that links lead to.
struct WebFindings {
    private let cache: LinkCache
    /// The results of this run by address: `WebAddress.page`.
    private let results: [String: ProbeResult]
    private let today: Day
    private let shared: SharedRedirects

    init(_ cache: LinkCache, results: [String: ProbeResult], today: Day) {
        self.cache = cache
        self.results = results
        self.today = today
        shared = SharedRedirects(cache)
    }

    /// Findings about links that lead nowhere, elsewhere, or to pages that could not be requested.
    func findings(_ links: [WebLink]) -> [Finding] { links.flatMap { findings($0) } }

    private func findings(_ link: WebLink) -> [Finding] {
        let address: WebAddress
        do throws(AddressProblem) {
            address = try WebAddress(reading: link.url)
        } catch {
            return [
                finding(
                    WebGone.self, link, "this address cannot be requested:  \(error)",
                    "write it as a browser shows it, from https:// on")
            ]
        }
        let shown = address.page
        if let result = results[address.page], case .refused(let reason) = result.kind {
            let isRedirect = result.finalURL != address.with(fragment: nil).text
            return [
                finding(
                    WebUnsure.self, link,
                    isRedirect
                        ? "\(shown) redirects to a host that was not contacted: \(reason)"
                        : "\(shown) was not requested: \(reason)",
                    "link to what every reader can reach")
            ]
        }
        guard let entry = cache.links[address.page] else { return [] }
        var found: [Finding] = []
        if let one = verdict(link, address, entry) { found.append(one) }
        if entry.state.isGood, let wanted = address.anchor,
            results[address.page]?.missingAnchors?.contains(wanted) == true
        {
            found.append(
                finding(
                    WebMissingAnchor.self, link, "\(shown) has no part named #\(wanted)",
                    "link to a part that is there, or to the page"))
        }
        if shown.hasPrefix("https:"), let final = entry.finalURL, final.hasPrefix("http:"),
            entry.state != .gone
        {
            found.append(
                finding(
                    WebDowngraded.self, link, "\(shown) ends on \(final), which is not encrypted",
                    "link to a page that stays on https"))
        }
        return found
    }

    /// The finding that a page's state comes to; nil where there is nothing to say.
    private func verdict(_ link: WebLink, _ address: WebAddress, _ entry: LinkCache.Entry) -> Finding? {
        let shown = address.page
        let reason = reason(address, entry)
        if case .badCertificate = results[address.page]?.kind {
            return finding(
                WebCertificate.self, link, "\(shown): \(reason)",
                "tell the people who run the site, or link to another source")
        }
        switch entry.state {
        case .gone: return gone(link, shown, entry, reason)
        case .inconclusive: return inconclusive(link, shown, entry, reason)
        case .blocked: return blocked(link, address, entry, reason)
        case .soft404:
            return finding(
                WebSuspect.self, link, "\(shown): \(reason)",
                "look at it in a browser, and link to what was meant")
        case .ok, .moved: break
        }
        if let other = shared.other(than: address.page) {
            return finding(
                WebSuspect.self, link, "\(shown) ends on \(entry.finalURL ?? ""), as does \(other)",
                "check whether the page that was meant still exists")
        }
        return entry.state == .moved ? moved(link, address, entry) : nil
    }

    /// The reason for a page's state, in a few words, such as `answers 404`.
    private func reason(_ address: WebAddress, _ entry: LinkCache.Entry) -> String {
        switch results[address.page]?.kind {
        case .blocked(let reason), .inconclusive(let reason), .gone(let reason), .soft404(let reason),
            .badCertificate(let reason), .refused(let reason):
            reason
        // It answered well, but with another title than it had.
        case .ok where entry.state == .soft404: "has a title without any word that it had"
        case .ok, nil: "answers \(entry.status)"
        }
    }

    private func days(since day: String?) -> Int {
        day.flatMap { Day($0) }.map { today.number - $0.number } ?? 0
    }

    private func gone(_ link: WebLink, _ shown: String, _ entry: LinkCache.Entry, _ reason: String)
        -> Finding
    {
        if entry.lastGood == nil || days(since: entry.firstGone) >= 1 {
            return finding(
                WebGone.self, link, "\(shown): \(reason)",
                "find where the page went, or link to another source")
        }
        return finding(
            WebUnsure.self, link, "\(shown): \(reason), though it was there on \(entry.lastGood ?? "")",
            "nothing to do yet: if nothing changes by tomorrow, the page counts as gone")
    }

    private func inconclusive(
        _ link: WebLink, _ shown: String, _ entry: LinkCache.Entry, _ reason: String
    ) -> Finding {
        let failing = days(since: entry.firstFailed)
        let time = failing > 0 ? ", for \(failing, "day") now" : ""
        return finding(
            WebUnsure.self, link, "\(shown): \(reason)\(time)",
            failing > 14
                ? "look at it in a browser; it may be gone"
                : "nothing to do yet: it is checked again next time",
            severity: failing > 14 ? .warning : .note)
    }

    private func blocked(
        _ link: WebLink, _ address: WebAddress, _ entry: LinkCache.Entry, _ reason: String
    ) -> Finding {
        let looked = (entry.seen ?? entry.lastGood).flatMap { Day($0) }
        let isOld = looked.map { today.number - $0.number > 90 } ?? true
        return finding(
            WebWalled.self, link, "\(address.page): \(reason)",
            isOld
                ? "look at it in a browser, then: guides links seen \(ShellWord.quoted(address.text))"
                : "nothing to do: someone looked at it on \(looked?.description ?? "")")
    }

    private func moved(_ link: WebLink, _ address: WebAddress, _ entry: LinkCache.Entry) -> Finding? {
        guard let final = entry.finalURL.flatMap({ WebAddress($0) }) else { return nil }
        // A fragment lives on through redirects that name none.
        let whole = (final.fragment == nil ? final.with(fragment: address.fragment) : final).text
        // The brackets of an IPv6 address end other things than addresses.
        let isPlain = !final.host.hasPrefix("[")
        return finding(
            WebMoved.self, link, "\(address.page) has moved to \(final.text)", "link to \(whole)",
            fix: isPlain ? link.end.map { Fix.safe(link.location, $0, whole, replacing: link.url) } : nil)
    }

    private func finding(
        _ check: any Check.Type, _ link: WebLink, _ message: String, _ help: String,
        severity: Severity? = nil, fix: Fix? = nil
    ) -> Finding {
        Finding(
            check, file: link.file, at: link.location, to: link.end, message, help: help, severity: severity,
            fix: fix)
    }
}
