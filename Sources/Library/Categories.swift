import Content
import Support

extension SiteShape {
    /// The site's categories in its own order, each with its listed guides in theirs; those without guides left out.
    static func categories(of site: Site, _ guides: [Guide]) -> [(category: Site.Category, guides: [Int])] {
        let members = Dictionary(grouping: guides.indices.filter { guides[$0].isListed }) {
            guides[$0].frontMatter.category.text
        }
        return site.categories.compactMap { category in
            members[category.id].map { (category, ordered($0, in: category, guides)) }
        }
    }

    /// Those that `site.yml` lists come first, in that order, then those with an `order`, lower first, then all others. The
    /// rest is up to titles.
    private static func ordered(_ members: [Int], in category: Site.Category, _ guides: [Guide]) -> [Int] {
        let listed = Dictionary(
            category.guides.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
        return members.map { index in
            let guide = guides[index]
            return (
                index: index, place: listed[guide.slug] ?? .max, order: guide.frontMatter.order ?? .max,
                title: guide.title.lowercased()
            )
        }
        .sorted { ($0.place, $0.order, $0.title, $0.index) < ($1.place, $1.order, $1.title, $1.index) }
        .map(\.index)
    }

    /// The latest day on which a listed guide was changed; nil where none has a day.
    package var newest: Day? { guides.lazy.filter(\.isListed).compactMap(\.updated).max() }
}

extension Library {
    /// The site's categories in its own order, each with its guides in theirs; those without guides left out.
    package var categories: [(category: Site.Category, guides: [Int])] { shape.categories }

    /// The readers of the site, each with the listed guides to start with, in their order; those without any left out.
    package var audiences: [(audience: Site.Audience, guides: [Int])] {
        site.start.compactMap { audience in
            var seen: Set<Int> = []
            let first = audience.guides.compactMap { index(ofSlug: $0.text) }
                .filter { guides[$0].isListed && seen.insert($0).inserted }
            return first.isEmpty ? nil : (audience, first)
        }
    }

    /// The category of a guide, where it has a page: one whose guides are all unlisted has none.
    package func categoryWithPage(of guide: Guide) -> Site.Category? {
        guard let category = site.category(guide.frontMatter.category.text),
            guide.isListed || categories.contains(where: { $0.category.id == category.id })
        else { return nil }
        return category
    }
}
