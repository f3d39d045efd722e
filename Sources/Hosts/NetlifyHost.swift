import Content
import Support

/// Netlify: `netlify.toml`, which goes to the root of the repository.
enum NetlifyHost: Host {
    static let site = SiteHost.netlify
    static let rulesPlace = RulesPlace.published

    static let usage = HostUsage(
        saving:
            "Save the rules as netlify.toml at the root of the repository, or add them to the one that is there.",
        notes: [
            "In netlify.toml, below [build], set `publish` to the published folder.",
            "The rules list pages, issues and former addresses: print them again each time you publish.",
            HostUsage.losesNegotiation,
            HostUsage.losesTokens,
        ])

    static let template = RuleTemplate(PackageResources.netlify_toml)

    static func rules(_ site: HostedSite) -> HostRules {
        HostRules(
            files: [HostRules.File(name: "netlify.toml", text: template.filled(with: values(site)))],
            notes: site.notesOfCase)
    }

    /// `_headers` and `_redirects`, which Netlify reads from the published folder, so that netlify.toml is left to its writer.
    static func publishedRules(_ site: HostedSite) -> HostRules {
        let rules = headers(site).map { path, headers in
            [
                "path": .address(path),
                "fields": RuleValue.rows(
                    headers.map {
                        ["name": .own($0.name), "value": .line($0.value), "replaces": .flag(false)]
                    }),
            ]
        }
        let moves = ServerValues.redirects(
            site.moved + site.issues, from: RuleText.requested, to: RuleText.address, isForced: true)
        let guessed = ServerValues.redirects(
            site.guessed, from: RuleText.requested, to: RuleText.address, isForced: false)
        return HostRules(
            files: [
                HostRules.File(
                    name: "_headers",
                    text: CloudflareHost.headersTemplate.filled(
                        with: ["headers": .rows(rules), "host": .own(name)])),
                HostRules.File(
                    name: "_redirects",
                    text: CloudflareHost.redirectsTemplate.filled(with: ["redirects": moves])
                        + CloudflareHost.redirectsTemplate.filled(with: ["redirects": guessed])),
            ], notes: site.notesOfCase)
    }

    /// Values of `Templates/netlify.toml`.
    static func values(_ site: HostedSite) -> RuleValues {
        [
            "headers": .rows(
                headers(site).map { path, headers in
                    [
                        "path": .quoted(path),
                        "fields": .rows(headers.map { ["name": .own($0.name), "value": .quoted($0.value)] }),
                    ]
                }),
            "redirects": .rows(
                (site.moved + site.issues).map { redirect($0, isForced: true) }
                    // A file that is there comes first.
                    + site.guessed.map { redirect($0, isForced: false) }),
        ]
    }

    private static func redirect(_ move: HostedSite.Move, isForced: Bool) -> RuleValues {
        [
            "from": .quoted(PercentEncoding.encode(move.from, .location)), "to": .quoted(move.to),
            "isForced": .flag(isForced),
        ]
    }

    /// Netlify asks again for every file by itself, and joins values of one header that several rules give.
    private static func headers(_ site: HostedSite) -> [StaticHosts.Rule] {
        // So the page that checks a domain cannot have a policy of its own: where there is one, all pages have it.
        let security = StaticHosts.security.map { name, value in
            (name, name == ServingPolicy.policyHeader ? site.checker?.policy ?? value : value)
        }
        return [(StaticHosts.everything, security), StaticHosts.assets(site)]
            + site.library.pages.flatMap { page -> [StaticHosts.Rule] in
                [
                    (page, [StaticHosts.alternate(page)]),
                    (
                        page + ".md",
                        [
                            StaticHosts.canonical(page, site),
                            ("Content-Type", "text/markdown; charset=utf-8"),
                        ]
                    ),
                ]
            }
    }
}
