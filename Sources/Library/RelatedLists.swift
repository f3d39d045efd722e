/// The lists of related guides: the author's guides first, then those most like the guide, then those of its category.
struct RelatedLists: Sendable {
    /// How many guides a list has at least, if there are as many.
    static let wanted = 3

    private let scores: PairScores

    init(_ scores: PairScores) { self.scores = scores }

    /// The list of one guide.
    ///
    /// - Parameters:
    ///   - excluded: guides that its page leads to already.
    ///   - author: the guides that its author named.
    func list(
        for index: Int, excluded: Set<Int>, author: [Int], scratch: inout PairScores.Scratch
    ) -> [Related] {
        var list = author.map { Related(guide: $0, score: 1000) }
        guard list.count < Self.wanted else { return list }
        var taken = excluded.union(author)
        taken.insert(index)
        list += best(index, count: Self.wanted - list.count, taken: taken, scratch: &scratch)
        taken.formUnion(list.map(\.guide))
        for member in scores.category(of: index) {
            if list.count >= Self.wanted { break }
            if !taken.contains(member), scores.guides[member].isSuggested {
                list.append(Related(guide: member, score: 0))
            }
        }
        return list
    }

    /// The most like of all candidates, best first; of equals the first by slug, which is the order of guides.
    private func best(
        _ index: Int, count: Int, taken: Set<Int>, scratch: inout PairScores.Scratch
    ) -> [Related] {
        var best: [Related] = []
        scores.forEachCandidate(of: index, for: .own, scratch: &scratch) { other, score in
            let candidate = Related(guide: other, score: score)
            if best.count == count, let last = best.last, !candidate.isBefore(last) { return }
            guard !taken.contains(other), scores.guides[other].isSuggested else { return }
            best.insert(candidate, at: best.firstIndex(where: candidate.isBefore) ?? best.count)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

extension Guide {
    /// Whether other guides' lists of related guides may have it without their author's word.
    var isSuggested: Bool { isListed && !frontMatter.isDraft }
}
