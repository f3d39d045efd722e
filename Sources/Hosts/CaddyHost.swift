/// Caddy: a site block.
enum CaddyHost: Host {
    static let name = "caddy"

    static let usage = HostUsage(
        inclusion: HostUsage.Inclusion(location: "to the Caddyfile", start: "import "),
        saving: "Save the rules as guides.caddy.",
        notes: [
            "The rules list issues, former addresses and the size of each twin: print them again with each publication, then run caddy reload",
            HostUsage.comparesFiles("Caddy"),
        ])

    static let template = RuleTemplate(PackageResources.Caddyfile)

    static func rules(_ site: HostedSite) -> HostRules {
        let isPlainHTTP = site.options.listen != nil && site.options.certificate == nil
        return HostRules(
            files: [HostRules.File(name: "guides.caddy", text: template.filled(with: Values(site)))],
            notes: isPlainHTTP
                ? ["These rules are for plain HTTP. Without --listen, Caddy gets a certificate by itself."]
                : [])
    }

    /// Values of `Templates/Caddyfile`.
    struct Values: Sendable {
        let site: ServerValues.Site
        let cache = ServerValues.Cache()
        let security = RuleRow.Header.security
        let describedBy = RuleText.own(ServingPolicy.describedBy)
        /// The address of the site block, such as `https://example.com` or `http://:8080`.
        let address: RuleText
        /// The address that it listens on; nil for all.
        let bind: RuleText?
        let markdownWeights = weights(AcceptPatterns.markdown)
        let htmlWeights = weights(AcceptPatterns.html)
        let incompressible = RuleText.own(ServingPolicy.incompressible)
        let types = RuleRow.MediaType.all
        let tokens: [RuleRow.Tokens]
        let beyondASCII: [RuleRow.Escaped]
        let moved: [RuleRow.Redirect]
        let issues: [RuleRow.Redirect]

        init(_ hosted: HostedSite) {
            site = ServerValues.Site(hosted)
            let scheme = hosted.options.certificate == nil ? "http" : "https"
            let listen = hosted.options.listen
            address = .address(listen.map { "\(scheme)://:\($0.port)" } ?? hosted.addresses.origin)
            bind = listen.flatMap {
                $0.address == "*" ? nil : .address($0.address)
            }
            tokens = hosted.tokens.map {
                RuleRow.Tokens(path: .address($0.path), count: .quoted(String($0.tokens)))
            }
            beyondASCII = hosted.addressesBeyondASCII.map {
                RuleRow.Escaped(
                    path: .address($0.path), twin: .address($0.path + ".md"), escaped: .address($0.escaped))
            }
            moved = hosted.moved.map { RuleRow.Redirect(from: .address($0.from), to: .quoted($0.to)) }
            issues = hosted.issues.map { RuleRow.Redirect(from: .address($0.from), to: .quoted($0.to)) }
        }
    }

    /// Weights as numbers, such as `0.50`.
    private static func weights(_ patterns: [AcceptPatterns.Patterns]) -> [RuleRow.Weight] {
        patterns.flatMap { pattern in
            pattern.weighted.map { RuleRow.Weight(pattern: .own($0), weight: .own("0.${1}0")) }
                + [RuleRow.Weight(pattern: .own(pattern.whole), weight: .own("1"))]
        }
    }
}
