/// The lists of related guides that a change may have changed. A pair's score looks at its two guides alone, so these are
/// those of the changed guides, those that name one, and those that one may now enter.
struct AffectedLists {
    private let lists: [[Related]]
    private let former: PairScores
    private let scores: PairScores

    /// - Parameters:
    ///   - lists: those of the same guides before some changed.
    ///   - former: the scores that `lists` were made from.
    ///   - scores: those of now.
    init(_ lists: [[Related]], of former: PairScores, now scores: PairScores) {
        self.lists = lists
        self.former = former
        self.scores = scores
    }

    /// The guides whose lists may differ, sorted.
    ///
    /// - Parameter changed: the guides that are not what they were.
    func guides(changed: [Int]) -> [Int] {
        let own = Set(changed)
        var affected = own
        for (index, list) in lists.enumerated() where list.contains(where: { own.contains($0.guide) }) {
            affected.insert(index)
        }
        var scratch = PairScores.Scratch()
        for index in changed {
            let (now, old) = (scores.guides[index], former.guides[index])
            if now.frontMatter.category.text != old.frontMatter.category.text
                || now.isSuggested != old.isSuggested
            {
                let members = scores.category(of: index) + former.category(of: index)
                affected.formUnion(members.filter { isOpen(lists[$0]) })
            }
            scores.forEachCandidate(of: index, for: .ofOther, scratch: &scratch) { other, score in
                let entry = Related(guide: index, score: score)
                if isOpen(lists[other]) || lists[other].contains(where: entry.isBefore) {
                    affected.insert(other)
                }
            }
        }
        return affected.sorted()
    }

    /// Whether any guide that is like a list's guide at all enters it.
    private func isOpen(_ list: [Related]) -> Bool {
        list.count < RelatedLists.wanted || list.last?.score == 0
    }
}
