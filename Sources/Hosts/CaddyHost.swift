import Content
import Support

/// Caddy: a site block.
enum CaddyHost: Host {
    static let site = SiteHost.caddy
    static let rulesPlace = RulesPlace.beside(ending: "caddy")

    static let usage = HostUsage(
        inclusion: HostUsage.Inclusion(location: "to the Caddyfile", start: "import "),
        saving: "Save the rules as guides.caddy.",
        notes: [
            "The rules list issues, former addresses, and size and day of each twin: print them again each time you publish, then run caddy reload",
            HostUsage.comparesFiles("Caddy"),
        ])

    static let template = RuleTemplate(PackageResources.Caddyfile)

    static func rules(_ site: HostedSite) -> HostRules {
        let isPlainHTTP = site.options.listen != nil && site.options.certificate == nil
        return HostRules(
            files: [HostRules.File(name: "guides.caddy", text: template.filled(with: values(site)))],
            notes: isPlainHTTP
                ? ["These rules are for plain HTTP. Without --listen, Caddy gets a certificate by itself."]
                : [])
    }

    /// Values of `Templates/Caddyfile`.
    static func values(_ site: HostedSite) -> RuleValues {
        let scheme = site.options.certificate == nil ? "http" : "https"
        let listen = site.options.listen
        let bind = listen.flatMap { $0.address == "*" ? nil : RuleText.address($0.address) }
        let values: RuleValues = [
            "describedBy": .own(ServingPolicy.describedBy),
            // The address of the site block, such as `https://example.com` or `http://:8080`.
            "address": .address(listen.map { "\(scheme)://:\($0.port)" } ?? site.addresses.origin),
            "bind": .optional("bind", bind),
            "markdownWeights": weights(AcceptPatterns.markdown),
            "htmlWeights": weights(AcceptPatterns.html),
            "namedWeights": weights(AcceptPatterns.namedHTML),
            "wantsMarkdown": .own(wantsMarkdown),
            "incompressible": .own(ServingPolicy.incompressible),
            "types": ServerValues.types,
            "markdown": .rows(
                site.markdown.map {
                    [
                        "path": .address($0.path), "tokens": .number($0.tokens),
                        "time": .own($0.updated?.headerText ?? ""),
                    ]
                }),
            "guessed": ServerValues.redirects(site.guessed, from: RuleText.address, to: RuleText.quoted),
            "letters": .rows(
                zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz").map {
                    ["capital": .own(String($0)), "small": .own(String($1))]
                }),
            "hasCapitals": .flag(!site.pagesWithCapitals.isEmpty),
            "capitals": ServerValues.redirects(
                site.pagesWithCapitals.map { ($0, PercentEncoding.encode($0, .location)) },
                from: { .word($0.withSmallASCII) }, to: RuleText.quoted),
            "beyondASCII": ServerValues.beyondASCII(site, path: RuleText.address),
            "moved": ServerValues.redirects(
                site.moved + site.movedInCase, from: RuleText.word, to: RuleText.quoted),
            "checker": ServerValues.checker(site, page: RuleText.address),
            "hasPagesLikeFiles": .flag(!site.pagesLikeFiles.isEmpty),
            "pagesLikeFiles": .rows(site.pagesLikeFiles.map { ["path": .text(.word($0))] }),
            "issues": ServerValues.redirects(site.issues, from: RuleText.address, to: RuleText.quoted),
            "formerIssues": ServerValues.redirects(
                site.formerIssues, from: RuleText.address, to: RuleText.quoted),
        ]
        return values.merging(ServerValues.of(site)) { own, _ in own }
    }

    /// An expression that says whether a request gets markdown: of a page where it weighs at least as much as HTML; of an
    /// issue where HTML is not named either, unless markdown is refused.
    private static let wantsMarkdown =
        "(double({guides_markdown}) > 0.0 && double({guides_markdown}) >= double({guides_html}))"
        + " || ({guides_issues} == \"yes\" && double({guides_markdown}) != 0.0 && double({guides_named_html}) <= 0.0)"

    /// Weights as numbers, such as `0.50`.
    private static func weights(_ patterns: [AcceptPatterns.Patterns]) -> RuleValue {
        ServerValues.weights(
            patterns.flatMap { pattern in
                pattern.weighted.map { (.own($0), .own("0.${1}0")) } + [(.own(pattern.whole), .own("1"))]
            })
    }
}
