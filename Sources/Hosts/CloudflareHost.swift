/// Cloudflare Pages: `_headers` and `_redirects`, which go beside the published files.
package enum CloudflareHost: Host {
    package static let name = "cloudflare"

    /// The most rules that `_headers` may have, and the most static redirects of `_redirects`.
    private static let (mostHeaders, mostRedirects) = (100, 2000)

    package static func rules(_ site: HostedSite) -> HostRules {
        let (lines, left) = StaticHosts.redirects(site, most: mostRedirects)
        let pages = site.library.pages
        // One rule a guide, one a twin, and the three above.
        let hasLinks = 2 * pages.count + 3 <= mostHeaders
        var headers = StaticHosts.headers(site)
        if hasLinks {
            for page in pages {
                headers.append((page, [("Link", StaticHosts.alternate(page))]))
                headers.append((page + ".md", [("Link", StaticHosts.canonical(page, site))]))
            }
        }
        var notes = [
            "Put both files into the published folder before it is uploaded; the next build leaves them alone.",
            "Lost: markdown at a page's own address. Agents find it at the address with .md, which every page names in its head and llms.txt lists.",
            "Lost: X-Markdown-Tokens; sitemap.md and issues.json say it.",
        ]
        if left > 0 {
            notes.append(
                "Cloudflare takes \(mostRedirects) redirects: \(left) are left out, and a small page at each of those addresses leads on."
            )
        }
        if !hasLinks {
            notes.append(
                "Cloudflare takes \(mostHeaders) rules for headers, so pages name their twins in their heads alone, and twins name their pages in their text."
            )
        }
        return HostRules(
            files: [
                HostRules.File(name: "_headers", text: StaticHosts.headersFile(headers, detaches: true)),
                HostRules.File(name: "_redirects", text: lines.joined()),
            ], notes: notes)
    }
}
