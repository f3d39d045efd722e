/// Values that the rules of all web servers have.
enum ServerValues {
    /// The site and where it is, lifetimes of answers in caches, and headers of every answer.
    static func of(_ site: HostedSite) -> RuleValues {
        [
            "site.name": .line(site.library.site.name),
            "site.origin": .address(site.addresses.origin),
            // The path of the index, `/guides` or `/`, and of the folder of guides, `/guides` or nothing.
            "site.index": .address(site.index),
            "site.folder": .address(site.folder),
            "site.isWholeHost": .flag(site.folder.isEmpty),
            "missingTokens": .number(site.missingTokens),
            "site.feed": .address(site.addresses.feed),
            "site.catalogSchema": .address(site.addresses.catalogSchema),
            "site.root": .quoted(site.options.root),
            "site.certificate": .rows(
                site.options.certificate.map { [["chain": .quoted($0.chain), "key": .quoted($0.key)]] } ?? []),
            "cache.briefly": .quoted(ServingPolicy.pageCaching),
            "cache.privately": .quoted(ServingPolicy.negotiatedCaching),
            "cache.forever": .quoted(ServingPolicy.assetCaching),
            "security": .rows(
                ServingPolicy.securityHeaders.map { ["name": .own($0.0), "value": .quoted($0.1)] }),
        ]
    }

    /// The policy of the page that checks a domain, where the site has one.
    static func checker(_ site: HostedSite, page: (String) -> RuleText) -> RuleValue {
        .rows(site.checker.map { [["page": .text(page($0.page)), "policy": .quoted($0.policy)]] } ?? [])
    }

    /// Days, and the same as headers have them.
    static func days(_ site: HostedSite) -> RuleValue {
        .rows(site.days.map { ["day": .own($0.description), "time": .own($0.headerText)] })
    }

    /// Media types of files by their endings, such as `"image/png"` and `png`.
    static var types: RuleValue {
        .rows(ServingPolicy.mediaTypes.map { ["type": .quoted($0.type), "ending": .own($0.ending)] })
    }

    /// Lines for redirects.
    ///
    /// - Parameters:
    ///   - from: the host's form of the former address.
    ///   - to: the host's form of the new one.
    ///   - isForced: whether a redirect comes before a file, on hosts that ask; nil on others.
    static func redirects(
        _ moves: [HostedSite.Move], from: @escaping @Sendable (String) -> RuleText,
        to: @escaping @Sendable (String) -> RuleText, isForced: Bool? = nil
    ) -> RuleValue {
        guard let isForced else {
            return .table(names: ["from", "to"], RuleRows(moves) { [from($0.from), to($0.to)] })
        }
        return .rows(
            moves.map { move in
                ["from": .text(from(move.from)), "to": .text(to(move.to)), "isForced": .flag(isForced)]
            })
    }

    /// Lines for twins that have letters beyond ASCII in their addresses: the page's address, that of the twin, and the page's
    /// as headers have it.
    static func beyondASCII(
        _ site: HostedSite, path: (String) -> RuleText, escaped: (String) -> RuleText = RuleText.address
    ) -> RuleValue {
        .rows(
            site.addressesBeyondASCII.map {
                [
                    "path": .text(path($0.path)), "twin": .text(path($0.path + ".md")),
                    "escaped": .text(escaped($0.escaped)),
                ]
            })
    }

    /// Lines for patterns of `Accept`, and the weight that each finds, as the host writes it.
    static func weights(_ weights: [(pattern: RuleText, weight: RuleText)]) -> RuleValue {
        .rows(weights.map { ["pattern": .text($0.pattern), "weight": .text($0.weight)] })
    }
}
