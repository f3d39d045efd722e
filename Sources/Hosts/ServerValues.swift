/// Values that the rules of all web servers have: `[[site.root]]`, `[[cache.briefly]]`.
package enum ServerValues {
    /// A site and where it is, as templates name it: `[[site.root]]`.
    package struct Site: Sendable {
        package let name: RuleText
        /// Such as `https://example.com`.
        package let origin: RuleText
        /// The path of the index, `/guides` or `/`, and of the folder of guides, `/guides` or nothing.
        package let index: RuleText
        package let folder: RuleText
        package let isWholeHost: Bool
        package let feed: RuleText
        package let catalogSchema: RuleText
        package let root: RuleText
        package let certificate: Certificate?

        package init(_ site: HostedSite) {
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
    package struct Certificate: Sendable {
        package let chain: RuleText
        package let key: RuleText
    }

    /// Lifetimes of answers in caches: `[[cache.briefly]]`.
    package struct Cache: Sendable {
        package let briefly = RuleText.quoted(ServingPolicy.pageCaching)
        package let privately = RuleText.quoted(ServingPolicy.negotiatedCaching)
        package let forever = RuleText.quoted(ServingPolicy.assetCaching)
    }
}
