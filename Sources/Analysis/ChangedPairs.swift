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
        return now.guides.indices.filter { index in
            guard now.guides[index] === old.guides[index], now.related[index] == old.related[index],
                now.mentionedBy[index] == old.mentionedBy[index],
                now.neighbors[index] == old.neighbors[index]
            else { return true }
            guard !changedTitles.isEmpty else { return false }
            return now.related[index].contains { changedTitles.contains($0.guide) }
                || now.mentionedBy[index].contains(where: changedTitles.contains)
                || now.neighbors[index].previous.map(changedTitles.contains) ?? false
                || now.neighbors[index].next.map(changedTitles.contains) ?? false
                || now.resourceGuides[index].contains { $0.map(changedTitles.contains) ?? false }
        }
    }
}
