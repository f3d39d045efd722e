import Library

extension AnalyzedSite {
    /// The guides whose page or twin may differ from those of the reading that this one was made from; nil where all may, since
    /// settings, templates, or the guides that are there differ.
    package func changedPairs(since former: AnalyzedSite) -> [Int]? {
        let (now, old) = (library, former.library)
        guard now.shapeIdentity == old.shapeIdentity, theme.identity == former.theme.identity else {
            return nil
        }
        // A list shows another guide's title and summary.
        let changedTitles = Set(
            now.guides.indices.filter { index in
                let (a, b) = (now.guides[index], old.guides[index])
                return a !== b && (a.title != b.title || a.summary != b.summary || a.isListed != b.isListed)
            })
        // Each guide of a category lists the others, in their order.
        let changedCategories = Set(
            now.guides.indices.flatMap { index -> [String] in
                let (a, b) = (now.guides[index], old.guides[index])
                let isSame =
                    a === b
                    || a.title == b.title && a.isListed == b.isListed
                        && a.frontMatter.category.text == b.frontMatter.category.text
                        && a.frontMatter.order == b.frontMatter.order
                return isSame ? [] : [a, b].map(\.frontMatter.category.text)
            })
        return now.guides.indices.filter { index in
            guard now.guides[index] === old.guides[index], now.related[index] == old.related[index],
                now.mentionedBy[index] == old.mentionedBy[index],
                !changedCategories.contains(now.guides[index].frontMatter.category.text)
            else { return true }
            guard !changedTitles.isEmpty else { return false }
            return now.related[index].contains { changedTitles.contains($0.guide) }
                || now.mentionedBy[index].contains(where: changedTitles.contains)
                || now.resourceGuides[index].contains { $0.map(changedTitles.contains) ?? false }
        }
    }
}
