import Content
import Support

/// Cloudflare Pages: `_headers` and `_redirects`, which go beside the published files.
enum CloudflareHost: Host {
    static let site = SiteHost.cloudflare
    static let rulesPlace = RulesPlace.published

    static let usage = HostUsage(
        notes: [
            "Put both files into the published folder before you upload it. Later builds leave them there, so print them again each time you publish; with host: cloudflare in site.yml, builds write them.",
            HostUsage.losesNegotiation,
            HostUsage.losesTokens,
        ])

    /// The most rules of `_headers` that Cloudflare reads.
    private static let mostHeaders = 100

    static let headersTemplate = RuleTemplate(PackageResources._headers)
    static let redirectsTemplate = RuleTemplate(PackageResources._redirects)

    static func rules(_ site: HostedSite) -> HostRules {
        let mostRedirects = self.site.mostRedirects ?? .max
        // Redirects come before files here, and a file of the host's own may be below /.well-known/.
        let guessed = site.guessed.filter { !$0.from.hasPrefix("/.") }
        var redirects = site.moved + site.issues
        if redirects.count + guessed.count <= mostRedirects { redirects += guessed }
        let left = max(0, redirects.count - mostRedirects)
        // One rule for a page, one for its twin, and up to three for all files.
        let hasLinks = 2 * site.library.pages.count + 3 <= mostHeaders
        let headers = headersTemplate.filled(with: headerValues(site, hasLinks: hasLinks))
        let moves = redirectsTemplate.filled(with: redirectValues(Array(redirects.prefix(mostRedirects))))
        var notes = site.notesOfCase
        if left > 0 {
            notes.append(
                "Cloudflare takes at most \(mostRedirects) redirects, so \(left) are left out. A small page at each of those addresses links to the new one."
            )
        }
        if !hasLinks {
            notes.append(
                "Cloudflare takes at most \(mostHeaders) rules for headers, so there are no Link headers: pages name their twins in their heads, and twins name their pages in their text."
            )
        }
        return HostRules(
            files: [
                HostRules.File(name: "_headers", text: headers),
                HostRules.File(name: "_redirects", text: moves),
            ], notes: notes)
    }

    /// Values of `Templates/_headers`.
    ///
    /// - Parameter hasLinks: whether pages and their twins name each other.
    static func headerValues(_ site: HostedSite, hasLinks: Bool) -> RuleValues {
        let everywhere = StaticHosts.security + [("Cache-Control", ServingPolicy.pageCaching)]
        var rules = [(StaticHosts.everything, everywhere), StaticHosts.assets(site)]
        if let checker = site.checker {
            rules.append((checker.page, [(ServingPolicy.policyHeader, checker.policy)]))
        }
        for page in hasLinks ? site.library.pages : [] {
            rules.append((page, [StaticHosts.alternate(page)]))
            rules.append((page + ".md", [StaticHosts.canonical(page, site)]))
        }
        let common = Set(everywhere.map(\.name))
        return [
            "host": .own(name),
            "headers": .rows(
                rules.map { path, headers in
                    [
                        "path": .address(path),
                        "fields": .rows(
                            headers.map { name, value in
                                // The header of all files has to be taken away before this one is set.
                                let replaces = path != StaticHosts.everything && common.contains(name)
                                return [
                                    "name": .own(name), "value": .line(value), "replaces": .flag(replaces),
                                ]
                            }),
                    ]
                }),
        ]
    }

    /// Values of `Templates/_redirects`.
    static func redirectValues(_ moves: [HostedSite.Move]) -> RuleValues {
        [
            "redirects": ServerValues.redirects(
                moves, from: RuleText.requested, to: RuleText.address, isForced: false)
        ]
    }
}
