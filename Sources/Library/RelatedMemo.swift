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
        /// The guides in their order; nil for one that is not known.
        let guides: [Guide?]
        let shape: Int
        let lists: [[Related]]
    }

    init(isKept: Bool) { self.isKept = isKept }

    /// Lists that another run of the tool made.
    ///
    /// - Parameters:
    ///   - guides: those that they were made of; nil for one that is not known.
    ///   - shape: the identity that the resolver has if it is the same.
    init(_ lists: [[Related]], guides: [Guide?], shape: Int) {
        isKept = false
        entry = Entry(guides: guides, shape: shape, lists: lists)
    }

    /// Where more guides than this part of them changed, all lists are made at once, which takes less time.
    private static let changedShare = 20

    /// The list of each guide.
    func lists(_ inputs: RelatedInputs, jobs: Int) async throws -> (lists: [[Related]], memo: RelatedMemo) {
        let guides = inputs.guides
        let changed = entry.map { former in
            guides.indices.filter { !former.guides.indices.contains($0) || former.guides[$0] !== guides[$0] }
        }
        let former = entry.flatMap { former in
            former.shape == inputs.shape && (changed?.count ?? 0) <= max(1, guides.count / Self.changedShare)
                ? former : nil
        }
        let scores = try await PairScores(
            guides: inputs.guides, vectors: inputs.vectors, names: inputs.named,
            links: inputs.links.map(\.reached), linkedBy: inputs.linkedBy, isIndexed: former == nil,
            jobs: jobs)
        let stale =
            former.map { former in
                AffectedLists(former.lists, of: former.guides, now: scores).guides(changed: changed ?? [])
            } ?? Array(guides.indices)
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
            isKept ? Entry(guides: guides, shape: inputs.shape, lists: lists) : nil
        return (lists, memo)
    }
}
