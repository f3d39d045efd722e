import Content
import Support

extension SiteShape {
    /// The site's categories in its own order, each with its guides by slug; those without guides left out.
    package var categories: [(category: Site.Category, guides: [Int])] {
        let members = Dictionary(grouping: guides.indices) { guides[$0].frontMatter.category.text }
        return site.categories.compactMap { category in
            members[category.id].map { (category, $0) }
        }
    }

    /// The latest day on which a guide was changed; nil where none has a day.
    package var newest: Day? { guides.compactMap(\.updated).max() }
}

extension Library {
    /// The site's categories in its own order, each with its guides by slug; those without guides left out.
    package var categories: [(category: Site.Category, guides: [Int])] { shape.categories }
}
