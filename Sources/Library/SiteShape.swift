import Content

/// Inputs that decide which pages and files a site has besides its guides.
package struct SiteShape: Sendable {
    package let site: Site
    package let terms: [Term]
    package let guides: [Guide]
    package let addresses: Addresses
    /// The site's categories in its own order, each with its guides in theirs; those without guides left out.
    package let categories: [(category: Site.Category, guides: [Int])]

    /// The guides that are in lists, in the search, and in what agents and search engines read.
    package let listed: [Int]
    /// The address of the page of all issues; nil for a site without any.
    package let issuesPath: ChosenPath?
    /// The address of the page that checks a domain; nil for a site without one.
    package let checkerPath: ChosenPath?

    /// - Parameter files: files beside guides, relative to `Content/guides`.
    init(site: Site, terms: [Term], guides: [Guide], files: [String], addresses: Addresses) {
        self.site = site
        self.terms = terms
        self.guides = guides
        self.addresses = addresses
        categories = Self.categories(of: site, guides)
        listed = guides.indices.filter { guides[$0].isListed }
        let hasIssues = categories.contains { $0.guides.contains { !guides[$0].document.issues.isEmpty } }
        issuesPath = hasIssues ? ChosenPath(.issues, site, guides, files, addresses) : nil
        checkerPath = site.checker.map { _ in ChosenPath(.checker, site, guides, files, addresses) }
    }
}
