import Content

/// The site's categories in its own order, each with its guides by slug; those without guides left out.
package enum Categories {
    package static func withGuides(_ library: Library) -> [(category: Site.Category, guides: [Int])] {
        let members = Dictionary(grouping: library.guides.indices) {
            library.guides[$0].frontMatter.category.text
        }
        return library.site.categories.compactMap { category in
            members[category.id].map { (category, $0) }
        }
    }
}
