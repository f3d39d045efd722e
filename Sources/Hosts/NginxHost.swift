/// nginx: a file to include within `http`, which holds maps and one `server`.
enum NginxHost: Host {
    static let name = "nginx"

    static let usage = HostUsage(
        inclusion: HostUsage.Inclusion(
            location: "to nginx.conf, within http { }", start: "include ", end: ";"),
        saving: "Save the rules as guides.conf.",
        notes: [
            "The rules list issues, former addresses and the size of each twin: print them again with each publication, then run nginx -t && nginx -s reload",
            HostUsage.comparesFiles("nginx"),
            "nginx before 1.23 reads only the first Accept field of a request: a client that names text/markdown in a second one gets the page.",
        ])

    static let template = RuleTemplate(PackageResources.nginx_conf)

    static func rules(_ site: HostedSite) -> HostRules {
        HostRules(
            files: [HostRules.File(name: "guides.conf", text: template.filled(with: Values(site)))],
            notes: site.options.certificate == nil ? [HostUsage.servesPlainHTTP] : [])
    }

    /// Values of `Templates/nginx.conf`.
    struct Values: Sendable {
        let site: ServerValues.Site
        let cache = ServerValues.Cache()
        let security = RuleRow.Header.security
        let describedBy = RuleText.own(ServingPolicy.describedBy)
        let listen: RuleText
        let serverName: RuleText
        let hashSize: RuleText
        let markdownWeights = weights("guides_m", AcceptPatterns.markdown)
        let htmlWeights = weights("guides_h", AcceptPatterns.html)
        let isAtLeast = RuleText.own(AcceptPatterns.isAtLeast(reference: "\\g{1}"))
        let incompressible = RuleText.own(ServingPolicy.incompressible)
        /// Without HTML, which nginx compresses unasked; named once more, it is a warning.
        let compressible = RuleText.own(
            ServingPolicy.compressible.filter { $0 != "text/html" }.joined(separator: " "))
        let types = NginxHost.types
        let tokens: [RuleRow.Tokens]
        let beyondASCII: [RuleRow.Escaped]
        let moved: [RuleRow.Redirect]
        let issues: [RuleRow.Redirect]

        init(_ hosted: HostedSite) {
            site = ServerValues.Site(hosted)
            let port = hosted.options.certificate == nil ? "80" : "443"
            listen = .address(hosted.options.listen?.text ?? port)
            serverName = hosted.options.listen == nil ? .address(hosted.host) : .own("_")
            hashSize = .number(
                NginxHost.hashSize(entries: hosted.redirects.count + hosted.tokens.count))
            tokens = hosted.tokens.map {
                RuleRow.Tokens(path: .quoted($0.path), count: .number($0.tokens))
            }
            beyondASCII = hosted.addressesBeyondASCII.map {
                RuleRow.Escaped(
                    path: .quoted($0.path), twin: .quoted($0.path + ".md"), escaped: .address($0.escaped))
            }
            moved = hosted.moved.map { RuleRow.Redirect(from: .quoted($0.from), to: .quoted($0.to)) }
            issues = hosted.issues.map { RuleRow.Redirect(from: .quoted($0.from), to: .quoted($0.to)) }
        }
    }

    /// A media type with all its endings, such as `image/jpeg` and `jpeg jpg`.
    struct TypeOfEndings: Sendable {
        let type: RuleText
        let endings: RuleText
    }

    /// Types without charset, which `charset` adds.
    private static var types: [TypeOfEndings] {
        var endings: [String: [String]] = [:]
        for (ending, type) in ServingPolicy.mediaTypes {
            endings[String(type.prefix { $0 != ";" }), default: []].append(ending)
        }
        return endings.sorted { $0.key < $1.key }.map {
            TypeOfEndings(type: .own($0.key), endings: .own($0.value.joined(separator: " ")))
        }
    }

    /// A size for hash tables of so many entries: a power of two, four times as large.
    private static func hashSize(entries: Int) -> Int {
        var size = 2048
        while size < 4 * entries { size *= 2 }
        return size
    }

    /// At least four digits of a weight, in thousandths, such as `0500000`.
    private static func weights(
        _ name: String, _ patterns: [AcceptPatterns.Patterns]
    ) -> [RuleRow.Weight] {
        patterns.enumerated().flatMap { number, pattern in
            pattern.weighted.enumerated().map { form, weighted in
                let group = "\(name)_\(number)_\(form)"
                let named = weighted.replacing("([0-9]", with: "(?<\(group)>[0-9]")
                return RuleRow.Weight(pattern: .own(named), weight: .own("0${\(group)}000"))
            } + [RuleRow.Weight(pattern: .own(pattern.whole), weight: .own("1000000"))]
        }
    }
}
