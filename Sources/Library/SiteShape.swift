import Content

/// Inputs that decide which pages and files a site has besides its guides.
package struct SiteShape: Sendable {
    package let site: Site
    package let terms: [Term]
    package let guides: [Guide]
    package let addresses: Addresses

    init(site: Site, terms: [Term], guides: [Guide], addresses: Addresses) {
        self.site = site
        self.terms = terms
        self.guides = guides
        self.addresses = addresses
    }
}
