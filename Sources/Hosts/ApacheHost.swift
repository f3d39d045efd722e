import Content
import Support

/// Apache httpd: a virtual host.
enum ApacheHost: Host {
    static let site = SiteHost.apache
    static let rulesPlace = RulesPlace.beside(ending: "apache.conf")

    static let usage = HostUsage(
        saving:
            "Save the rules where the server reads its sites: on Debian, /etc/apache2/sites-enabled/guides.conf.",
        notes: [
            "The head of the rules names the modules that have to be enabled. apachectl configtest checks that the server can read the rules.",
            "The rules list issues, former addresses, and size and day of each twin: print them again each time you publish, then run apachectl graceful",
            HostUsage.comparesFiles("httpd"),
            "httpd reveals its version in each response unless the server's own configuration says ServerTokens Prod.",
        ])

    static let template = RuleTemplate(PackageResources.apache_conf)

    static func rules(_ site: HostedSite) -> HostRules {
        HostRules(
            files: [HostRules.File(name: "guides.conf", text: template.filled(with: values(site)))],
            notes: (site.options.certificate == nil ? [HostUsage.servesPlainHTTP] : [])
                + (isCounted(site) ? [] : [tooMany]))
    }

    /// The most files of markdown for which there are rules: httpd goes through all of them for each request of markdown.
    private static let mostCounted = 2000

    private static let tooMany =
        "Lost: X-Markdown-Tokens, and the guide's own day in Last-Modified: there are more than \(mostCounted) markdown files. The numbers and days are in sitemap.md and issues.json."

    private static func isCounted(_ site: HostedSite) -> Bool { site.markdown.count <= mostCounted }

    /// What the rules have of each file of markdown, at its own address and at that of its page.
    private static func markdown(_ site: HostedSite) -> [RuleValues] {
        guard isCounted(site) else { return [] }
        return site.markdown.filter { $0.path != "/404.md" }.map { file in
            let page = RuleText.pattern(file.page(index: site.index)).text
            let own = RuleText.pattern(file.path).text
            return [
                "pattern": .own(page == own ? own : "(?:\(page)|\(own))"), "tokens": .number(file.tokens),
                "day": .own(file.updated?.description ?? ""),
            ]
        }
    }

    /// Values of `Templates/apache.conf`.
    static func values(_ site: HostedSite) -> RuleValues {
        let standardPort = site.options.certificate == nil ? "80" : "443"
        let markdown = markdown(site)
        let values: RuleValues = [
            "describedBy": .withinQuotes(ServingPolicy.describedBy),
            // Such as `*:443`.
            "listen": .address(site.options.listen?.text ?? "*:\(standardPort)"),
            "port": .address(site.options.listen?.port ?? standardPort),
            // Scheme, host and port that redirects name.
            "serverName": .optional("serverName", serverName(site)),
            "markdownWeights": weights(AcceptPatterns.markdown),
            "htmlWeights": weights(AcceptPatterns.html),
            "namedWeights": weights(AcceptPatterns.namedHTML),
            "isAtLeast": .own(AcceptPatterns.isAtLeast(reference: "\\1")),
            "incompressible": .quoted(ServingPolicy.incompressible),
            "compressible": .own(ServingPolicy.compressible.joined(separator: " ")),
            "types": ServerValues.types,
            "hasMarkdown": .flag(isCounted(site)),
            "markdownCount": .number(markdown.count),
            "markdown": .rows(markdown),
            "hasDays": .flag(isCounted(site) && !site.days.isEmpty),
            "days": isCounted(site) ? ServerValues.days(site) : .rows([]),
            "guessed": ServerValues.redirects(
                site.guessed, from: RuleText.pattern, to: RuleText.substitution),
            "checker": ServerValues.checker(site, page: RuleText.literal),
            "capitals": ServerValues.redirects(
                site.pagesWithCapitals.map { ($0, PercentEncoding.encode($0, .location)) },
                from: RuleText.literal, to: RuleText.substitution),
            "beyondASCII": ServerValues.beyondASCII(
                site, path: RuleText.pattern, escaped: RuleText.substitution),
            "moved": ServerValues.redirects(
                site.moved + site.movedInCase, from: RuleText.literal, to: RuleText.substitution),
            "hasPagesLikeFiles": .flag(!site.pagesLikeFiles.isEmpty),
            "issues": ServerValues.redirects(
                site.issues, from: RuleText.pattern, to: RuleText.substitution),
            "formerIssues": ServerValues.redirects(
                site.formerIssues, from: RuleText.pattern, to: RuleText.substitution),
            // How many of these rules a client that wants no markdown skips.
            "formerIssueCount": .number(site.formerIssues.count),
        ]
        return values.merging(ServerValues.of(site)) { own, _ in own }
    }

    /// The origin to which redirects lead, such as `https://example.org`; nil where it is the one that a request names:
    /// where the server listens on every address, and for an IPv6 address, which httpd takes as no name.
    private static func serverName(_ site: HostedSite) -> RuleText? {
        guard let listen = site.options.listen else {
            return site.host.hasPrefix("[") ? nil : .address(site.addresses.origin)
        }
        guard !listen.isAny, !listen.address.hasPrefix("[") else { return nil }
        let scheme = site.options.certificate == nil ? "http" : "https"
        return .address("\(scheme)://\(listen.text)")
    }

    /// At least four digits of a weight, in thousandths, such as `05000`. Of several patterns that match, the last one
    /// holds, so the most specific one is the last.
    private static func weights(_ patterns: [AcceptPatterns.Patterns]) -> RuleValue {
        ServerValues.weights(
            patterns.reversed().flatMap { pattern in
                [(.quoted(pattern.whole), .own("1000"))]
                    + pattern.weighted.reversed().map { (.quoted($0), .own("0$1000")) }
            })
    }
}

extension RuleText {
    /// A published path as a pattern of mod_rewrite, within quotes: `/a.md` is `/a\.md`.
    fileprivate static func pattern(_ path: String) -> RuleText {
        .own(RuleText.address(path).text.replacingBytes(".", with: "\\."))
    }

    /// A path as mod_rewrite puts it in the place of another, within quotes: `/%C3%A9` is `/\%C3\%A9`.
    fileprivate static func substitution(_ path: String) -> RuleText {
        .own(RuleText.address(path).text.replacingBytes("%", with: "\\%"))
    }
}
