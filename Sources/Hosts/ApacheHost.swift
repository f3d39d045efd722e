/// Apache httpd: a virtual host.
enum ApacheHost: Host {
    static let name = "apache"

    static let usage = HostUsage(
        saving:
            "Save the rules where the server reads its sites: on Debian, /etc/apache2/sites-enabled/guides.conf.",
        notes: [
            "The head of the rules names the modules that have to be on. apachectl configtest tells whether the server can read them all.",
            "The rules list issues and former addresses: print them again with each publication, then run apachectl graceful",
            HostUsage.comparesFiles("httpd"),
            "httpd tells its version in each answer unless the server's own configuration says ServerTokens Prod.",
            HostUsage.losesTokens,
        ])

    static let template = RuleTemplate(PackageResources.apache_conf)

    static func rules(_ site: HostedSite) -> HostRules {
        HostRules(
            files: [HostRules.File(name: "guides.conf", text: template.filled(with: Values(site)))],
            notes: site.options.certificate == nil ? [HostUsage.servesPlainHTTP] : [])
    }

    /// Values of `Templates/apache.conf`.
    struct Values: Sendable {
        let site: ServerValues.Site
        let cache = ServerValues.Cache()
        let security = RuleRow.Header.security
        let describedBy = RuleText.withinQuotes(ServingPolicy.describedBy)
        /// Such as `*:443`.
        let listen: RuleText
        let port: RuleText
        /// Scheme, host and port that redirects name.
        let serverName: RuleText?
        let markdownWeights = weights(AcceptPatterns.markdown)
        let htmlWeights = weights(AcceptPatterns.html)
        let isAtLeast = RuleText.own(AcceptPatterns.isAtLeast(reference: "\\1"))
        let incompressible = RuleText.quoted(ServingPolicy.incompressible)
        let compressible = RuleText.own(ServingPolicy.compressible.joined(separator: " "))
        let types = RuleRow.MediaType.all
        let beyondASCII: [RuleRow.Escaped]
        let moved: [RuleRow.Redirect]
        let issues: [RuleRow.Redirect]

        init(_ hosted: HostedSite) {
            site = ServerValues.Site(hosted)
            let standardPort = hosted.options.certificate == nil ? "80" : "443"
            listen = .address(hosted.options.listen?.text ?? "*:\(standardPort)")
            port = .address(hosted.options.listen?.port ?? standardPort)
            serverName = ApacheHost.serverName(hosted)
            beyondASCII = hosted.addressesBeyondASCII.map {
                RuleRow.Escaped(
                    path: .pattern($0.path), twin: .pattern($0.path + ".md"),
                    escaped: .substitution($0.escaped))
            }
            moved = hosted.moved.map {
                RuleRow.Redirect(from: .pattern($0.from), to: .substitution($0.to))
            }
            issues = hosted.issues.map {
                RuleRow.Redirect(from: .pattern($0.from), to: .substitution($0.to))
            }
        }
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
    private static func weights(_ patterns: [AcceptPatterns.Patterns]) -> [RuleRow.Weight] {
        patterns.reversed().flatMap { pattern in
            [RuleRow.Weight(pattern: .quoted(pattern.whole), weight: .own("1000"))]
                + pattern.weighted.reversed().map {
                    RuleRow.Weight(pattern: .quoted($0), weight: .own("0$1000"))
                }
        }
    }
}

extension RuleText {
    /// A path as a pattern of mod_rewrite, within quotes: `/a.md` is `/a\.md`.
    fileprivate static func pattern(_ path: String) -> RuleText {
        .own(RuleText.address(path).text.replacing(".", with: "\\."))
    }

    /// A path as mod_rewrite puts it in the place of another, within quotes: `/%C3%A9` is `/\%C3\%A9`.
    fileprivate static func substitution(_ path: String) -> RuleText {
        .own(RuleText.address(path).text.replacing("%", with: "\\%"))
    }
}
