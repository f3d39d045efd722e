/// The theme that the tool carries, which is `Templates/` of its repository. A file of the site's own replaces the file
/// of the same name.
package enum DefaultTheme {
    /// Templates by their names, without `.mustache`.
    package static let templates: [String: [UInt8]] = [
        "404": PackageResources._04_mustache,
        "agents": PackageResources.agents_mustache,
        "alias": PackageResources.alias_mustache,
        "category": PackageResources.category_mustache,
        "category-item": PackageResources.category_item_mustache,
        "check": PackageResources.check_mustache,
        "contents-item": PackageResources.contents_item_mustache,
        "footer": PackageResources.footer_mustache,
        "glossary": PackageResources.glossary_mustache,
        "guide": PackageResources.guide_mustache,
        "guide-item": PackageResources.guide_item_mustache,
        "head": PackageResources.head_mustache,
        "header": PackageResources.header_mustache,
        "index": PackageResources.index_mustache,
        "issue": PackageResources.issue_mustache,
        "issue-group": PackageResources.issue_group_mustache,
        "issue-item": PackageResources.issue_item_mustache,
        "issue-list": PackageResources.issue_list_mustache,
        "issues": PackageResources.issues_mustache,
        "resource-item": PackageResources.resource_item_mustache,
        "search": PackageResources.search_mustache,
        "sibling-item": PackageResources.sibling_item_mustache,
        "start-item": PackageResources.start_item_mustache,
        "term-item": PackageResources.term_item_mustache,
    ]

    /// The assets that only the page needs that checks a domain.
    package static let ofChecker: Set<String> = ["check-styles.css", "check.js", "records.js"]

    /// Assets by their names below `assets/`. The social image is a site's own.
    package static let assets: [String: [UInt8]] = [
        "check-styles.css": PackageResources.check_styles_css,
        "check.js": PackageResources.check_js,
        "icon.svg": PackageResources.icon_svg,
        "ranking.js": PackageResources.ranking_js,
        "records.js": PackageResources.records_js,
        "search-styles.css": PackageResources.search_styles_css,
        "search.js": PackageResources.search_js,
        "site.js": PackageResources.site_js,
        "style.css": PackageResources.style_css,
        "theme.js": PackageResources.theme_js,
    ]
}
