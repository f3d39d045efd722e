/// Netlify: `netlify.toml`, which goes to the root of the repository.
package enum NetlifyHost: Host {
    package static let name = "netlify"

    package static func rules(_ site: HostedSite) -> HostRules {
        var rules = StaticHosts.headers(site)
        // Netlify asks again for every file by itself, and joins values of one header that several rules give.
        rules[0].headers.removeAll { $0.name == "Cache-Control" }
        for page in site.library.pages {
            rules.append((page, [("Link", StaticHosts.alternate(page))]))
            rules.append(
                (
                    page + ".md",
                    [
                        ("Link", StaticHosts.canonical(page, site)),
                        ("Content-Type", "text/markdown; charset=utf-8"),
                    ]
                ))
        }
        var text = "# Made by `guides host netlify`.\n"
        for (path, headers) in rules {
            text += "\n[[headers]]\n  for = \(HostedSite.quoted(path))\n  [headers.values]\n"
            for (name, value) in headers { text += "    \(name) = \(HostedSite.quoted(value))\n" }
        }
        for (from, to) in site.moved + site.issues {
            text +=
                "\n[[redirects]]\n  from = \(HostedSite.quoted(HostedSite.encoded(from)))\n  to = \(HostedSite.quoted(to))\n  status = 301\n  force = true\n"
        }
        return HostRules(
            files: [HostRules.File(name: "netlify.toml", text: text)],
            saving: "Put the rules into netlify.toml.",
            notes: [
                "Name the published folder as `publish` below [build] of netlify.toml.",
                "They name each page and each former address, so print them again with every publication.",
                "Lost: markdown at a page's own address. Agents find it at the address with .md, which every page names in its head and llms.txt lists.",
                "Lost: X-Markdown-Tokens; sitemap.md and issues.json say it.",
            ])
    }

}
