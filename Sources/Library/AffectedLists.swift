/// The lists of related guides that a change may have changed. A pair's score looks at its two guides alone, so these are
/// those of the changed guides, those that name one, and those that one may now enter.
struct AffectedLists {
    private let lists: [[Related]]
    private let former: [Guide?]
    private let scores: PairScores

    /// - Parameters:
    ///   - lists: those of the same guides before some changed.
    ///   - former: the guides that `lists` were made of; nil for one that is not known.
    ///   - scores: those of now.
    init(_ lists: [[Related]], of former: [Guide?], now scores: PairScores) {
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
            let (now, old) = (scores.guides[index], former[index])
            if now.frontMatter.category.text != old?.frontMatter.category.text
                || now.isSuggested != old?.isSuggested
            {
                // Of its category, former or present, those with room; where it is not known which one that was, of all.
                affected.formUnion(
                    lists.indices.filter { other in
                        isOpen(lists[other]) && (old == nil || isOneOf([now, old], scores.guides[other]))
                    })
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

    /// Whether a guide is in the category of one of two.
    private func isOneOf(_ guides: [Guide?], _ other: Guide) -> Bool {
        guides.contains { $0?.frontMatter.category.text == other.frontMatter.category.text }
    }

    /// Whether any guide that is like a list's guide at all enters it.
    private func isOpen(_ list: [Related]) -> Bool {
        list.count < RelatedLists.wanted || list.last?.score == 0
    }
}
