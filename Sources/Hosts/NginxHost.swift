import Content
import Support

/// nginx: a file to include within `http`, which holds maps and one `server`.
enum NginxHost: Host {
    static let site = SiteHost.nginx
    static let rulesPlace = RulesPlace.beside(ending: "nginx.conf")

    static let usage = HostUsage(
        inclusion: HostUsage.Inclusion(
            location: "to nginx.conf, within http { }", start: "include ", end: ";"),
        saving: "Save the rules as guides.conf.",
        notes: [
            "The rules list issues, former addresses, and size and day of each twin: print them again each time you publish, then run nginx -t && nginx -s reload",
            HostUsage.comparesFiles("nginx"),
            "nginx before 1.23 reads only the first Accept field of a request: a client that names text/markdown in a second one gets the page.",
        ])

    static let template = RuleTemplate(PackageResources.nginx_conf)

    static func rules(_ site: HostedSite) -> HostRules {
        HostRules(
            files: [HostRules.File(name: "guides.conf", text: template.filled(with: values(site)))],
            notes: site.options.certificate == nil ? [HostUsage.servesPlainHTTP] : [])
    }

    /// Values of `Templates/nginx.conf`.
    static func values(_ site: HostedSite) -> RuleValues {
        let isPlainHTTP = site.options.certificate == nil
        let values: RuleValues = [
            "describedBy": .own(ServingPolicy.describedBy),
            "listen": .address(site.options.listen?.text ?? (isPlainHTTP ? "80" : "443")),
            "serverName": site.options.listen == nil ? .address(site.host) : .own("_"),
            "hashSize": .number(hashSize(entries: site.redirectCount + site.markdown.count)),
            "bucketSize": .number(bucketSize(site)),
            "markdownWeights": weights("guides_m", AcceptPatterns.markdown),
            "htmlWeights": weights("guides_h", AcceptPatterns.html),
            "namedWeights": weights("guides_n", AcceptPatterns.namedHTML),
            "isAtLeast": .own(AcceptPatterns.isAtLeast(reference: "\\g{1}")),
            "incompressible": .own(ServingPolicy.incompressible),
            // Without HTML, which nginx compresses unasked; named once more, it is a warning.
            "compressible": .own(
                ServingPolicy.compressible.filter { $0 != "text/html" }.joined(separator: " ")),
            "types": types,
            "markdown": .table(names: ["key", "tokens", "day", "page"], markdown(site)),
            "days": ServerValues.days(site),
            "guessed": ServerValues.redirects(
                site.guessed, from: { .quoted($0 + ".md") }, to: RuleText.quoted),
            "beyondASCII": ServerValues.beyondASCII(site, path: RuleText.quoted),
            "moved": ServerValues.redirects(site.moved, from: RuleText.quoted, to: RuleText.quoted),
            "movedInCase": ServerValues.redirects(
                site.movedInCase, from: RuleText.exactPattern, to: RuleText.quoted),
            "checker": ServerValues.checker(site, page: RuleText.literal),
            "defaultPolicy": .quoted(ServingPolicy.contentSecurityPolicy()),
            "security": .rows(
                ServingPolicy.securityHeaders.map { name, value in
                    let isChosen = name == ServingPolicy.policyHeader && site.checker != nil
                    return ["name": .own(name), "value": isChosen ? .own("$guides_policy") : .quoted(value)]
                }),
            "pagesLikeFiles": .rows(site.pagesLikeFiles.map { ["path": .quoted($0)] }),
            "issues": ServerValues.redirects(site.issues, from: RuleText.quoted, to: RuleText.quoted),
            "formerIssues": ServerValues.redirects(
                site.formerIssues, from: RuleText.quoted, to: RuleText.quoted),
        ]
        return values.merging(ServerValues.of(site)) { own, _ in own }
    }

    /// What the rules have of each file of markdown. The second twin of the index has none of its own: an address means the
    /// first.
    private static func markdown(_ site: HostedSite) -> RuleRows {
        let others = [site.folder.isEmpty ? "" : site.folder + "/index.md", "/404.md"]
        let index = site.index
        return RuleRows(site.markdown.filter { !others.contains($0.path) }) { file in
            [
                .quoted(key(of: file)), .number(file.tokens), .own(file.updated?.description ?? "-"),
                .address(PercentEncoding.encode(file.page(index: index), .location)),
            ]
        }
    }

    /// The path of a file as addresses that mean it lead to it: `/llms.txt.md` of `/llms.txt`.
    private static func key(of file: MarkdownFile) -> String {
        file.path.hasSuffix(".md") ? file.path : file.path + ".md"
    }

    /// Media types with all their endings, such as `image/jpeg` and `jpeg jpg`, without charset, which `charset` adds.
    private static var types: RuleValue {
        var endings: [String: [String]] = [:]
        for (ending, type) in ServingPolicy.mediaTypes {
            endings[String(type.prefix { $0 != ";" }), default: []].append(ending)
        }
        return .rows(
            endings.sorted { $0.key < $1.key }.map {
                ["type": .own($0.key), "endings": .own($0.value.joined(separator: " "))]
            })
    }

    /// A size for hash tables of so many entries: a power of two, four times as large.
    private static func hashSize(entries: Int) -> Int {
        var size = 2048
        while size < 4 * entries { size *= 2 }
        return size
    }

    /// A size for the buckets of hash tables, in bytes: each holds the longest of their keys, and what nginx keeps with it.
    private static func bucketSize(_ site: HostedSite) -> Int {
        let twins = site.markdown.lazy.map { $0.path.utf8.count + 3 }
        let addresses = [site.moved, site.issues].lazy.joined().map(\.from.utf8.count)
        let longest = max(twins.max() ?? 0, addresses.max() ?? 0)
        var size = 512
        while size < longest + 64 { size *= 2 }
        return size
    }

    /// At least four digits of a weight, in thousandths, such as `0500000`.
    private static func weights(
        _ name: String, _ patterns: [AcceptPatterns.Patterns]
    ) -> RuleValue {
        ServerValues.weights(
            patterns.enumerated().flatMap { number, pattern in
                pattern.weighted.enumerated().map { form, weighted in
                    let group = "\(name)_\(number)_\(form)"
                    let named = weighted.replacingBytes("([0-9]", with: "(?<\(group)>[0-9]")
                    return (.own(named), .own("0${\(group)}000"))
                } + [(.own(pattern.whole), .own("1000000"))]
            })
    }
}

extension RuleText {
    /// A path as a pattern of a map, in which letter case counts, unlike in a plain key: `"~^/a\.b$"`.
    fileprivate static func exactPattern(_ path: String) -> RuleText {
        .own("\"~^\(RuleText.literal(path).text)$\"")
    }
}
