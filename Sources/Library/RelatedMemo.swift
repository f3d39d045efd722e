import Support
import Words

/// Inputs of the lists of related guides.
struct RelatedInputs: Sendable {
    let guides: [Guide]
    let vectors: [TermVector]
    /// For each guide, the guides whose term or title it names.
    let named: [[Int]]
    let links: [GuideLinks]
    /// For each guide, those whose prose leads to it.
    let linkedBy: [[Int]]
    /// The identity of the resolver of links.
    let shape: Int
}

/// The memo of related guides. A list depends on all guides, so that no short key tells whether it is as it was; but a pair's
/// score depends on its two guides alone, and so `AffectedLists` tells which lists a change can have changed.
struct RelatedMemo: Sendable {
    private let isKept: Bool
    private var entry: Entry?

    private struct Entry: Sendable {
        /// The identities of the guides, in their order.
        let guides: [Int]
        let shape: Int
        let scores: PairScores
        let lists: [[Related]]
    }

    init(isKept: Bool) { self.isKept = isKept }

    /// The list of each guide.
    func lists(_ inputs: RelatedInputs, jobs: Int) async throws -> (lists: [[Related]], memo: RelatedMemo) {
        let identities = inputs.guides.map(\.identity)
        let former = entry.flatMap { $0.shape == inputs.shape ? $0 : nil }
        let scores = try await PairScores(
            guides: inputs.guides, vectors: inputs.vectors, names: inputs.named,
            links: inputs.links.map(\.reached), linkedBy: inputs.linkedBy, isIndexed: former == nil,
            jobs: jobs)
        let stale =
            former.map { former in
                AffectedLists(former.lists, of: former.scores, now: scores).guides(
                    changed: identities.indices.filter { identities[$0] != former.guides[$0] })
            } ?? Array(identities.indices)
        let making = RelatedLists(scores)
        let made = try await Workers.map(
            stale.count, jobs: jobs, chunk: 64, makeState: { PairScores.Scratch() }
        ) { scratch, at in
            let links = inputs.links[stale[at]]
            return making.list(
                for: stale[at], excluded: Set(links.resources.compactMap { $0 }), author: links.author,
                scratch: &scratch)
        }
        var lists = former?.lists ?? made
        if former != nil { for (index, list) in zip(stale, made) { lists[index] = list } }
        var memo = self
        memo.entry =
            isKept
            ? Entry(guides: identities, shape: inputs.shape, scores: scores.withoutIndex, lists: lists) : nil
        return (lists, memo)
    }
}
