/// Values that the rules of all web servers have: `[[site.root]]`, `[[cache.briefly]]`.
enum ServerValues {
    /// A site and where it is, as templates name it: `[[site.root]]`.
    struct Site: Sendable {
        let name: RuleText
        /// Such as `https://example.com`.
        let origin: RuleText
        /// The path of the index, `/guides` or `/`, and of the folder of guides, `/guides` or nothing.
        let index: RuleText
        let folder: RuleText
        let isWholeHost: Bool
        let feed: RuleText
        let catalogSchema: RuleText
        let root: RuleText
        let certificate: Certificate?

        init(_ site: HostedSite) {
            name = .line(site.library.site.name)
            origin = .address(site.addresses.origin)
            index = .address(site.index)
            folder = .address(site.folder)
            isWholeHost = site.folder.isEmpty
            feed = .address(site.addresses.feed)
            catalogSchema = .address(site.addresses.catalogSchema)
            root = .quoted(site.options.root)
            certificate = site.options.certificate.map {
                Certificate(chain: .quoted($0.chain), key: .quoted($0.key))
            }
        }
    }

    /// The files of a certificate.
    struct Certificate: Sendable {
        let chain: RuleText
        let key: RuleText
    }

    /// Lifetimes of answers in caches: `[[cache.briefly]]`.
    struct Cache: Sendable {
        let briefly = RuleText.quoted(ServingPolicy.pageCaching)
        let privately = RuleText.quoted(ServingPolicy.negotiatedCaching)
        let forever = RuleText.quoted(ServingPolicy.assetCaching)
    }
}
