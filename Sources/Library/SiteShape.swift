import Content

/// Inputs that decide which pages and files a site has besides its guides.
package struct SiteShape: Sendable {
    package let site: Site
    package let terms: [Term]
    package let guides: [Guide]
    package let addresses: Addresses
    /// The site's categories in its own order, each with its guides in theirs; those without guides left out.
    package let categories: [(category: Site.Category, guides: [Int])]

    init(site: Site, terms: [Term], guides: [Guide], addresses: Addresses) {
        self.site = site
        self.terms = terms
        self.guides = guides
        self.addresses = addresses
        categories = Self.categories(of: site, guides)
    }
}
