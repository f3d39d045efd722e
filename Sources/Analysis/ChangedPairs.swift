import Library

extension AnalyzedSite {
    /// The guides whose page or twin may differ from those of the reading that this one was made from; nil where all may, since
    /// settings, templates, or the guides that are there differ.
    package func changedPairs(since former: AnalyzedSite) -> [Int]? {
        let (now, then) = (library, former.library)
        guard now.shapeIdentity == then.shapeIdentity, theme.serial == former.theme.serial else { return nil }
        // A list shows another guide's title and summary.
        let faces = Set(
            now.guides.indices.filter { index in
                let (a, b) = (now.guides[index], then.guides[index])
                return a !== b && (a.title != b.title || a.summary != b.summary)
            })
        return now.guides.indices.filter { index in
            guard now.guides[index] === then.guides[index], now.related[index] == then.related[index],
                now.mentionedBy[index] == then.mentionedBy[index],
                now.neighbors[index] == then.neighbors[index]
            else { return true }
            guard !faces.isEmpty else { return false }
            return now.related[index].contains { faces.contains($0.guide) }
                || now.mentionedBy[index].contains(where: faces.contains)
                || now.neighbors[index].previous.map(faces.contains) ?? false
                || now.neighbors[index].next.map(faces.contains) ?? false
                || now.resourceGuides[index].contains { $0.map(faces.contains) ?? false }
        }
    }
}
