import Support
import Words

/// A guide that belongs beside another one, and why.
package struct Related: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// The author named it.
        case author
        /// One of the two names what the other explains.
        case names(String)
        /// It links here.
        case linksHere
        /// The two use the same words.
        case words
        /// It is in the same category.
        case category
    }

    package var guide: Int
    package var reason: Reason
    /// Thousandths.
    package var score: Int

    /// Why, in a few words.
    package var why: String {
        switch reason {
        case .author: "named by the author"
        case .names(let name): "both explain \(name)"
        case .linksHere: "links here"
        case .words: "about the same things"
        case .category: "in the same category"
        }
    }
}

/// Fills each guide's list of related guides.
///
/// The score of a pair looks at the two guides alone, so a guide that comes or goes changes only the lists that hold
/// it. Within a category every pair is compared, through an index from words to guides; across categories only pairs
/// that a term, a title or a link joins.
package struct RelatedGuides: Sendable {
    /// How many a guide has at least, if there are as many.
    package static let wanted = 3
    /// Thousandths below which likeness says nothing.
    package static let least = 50

    private let guides: [Guide]
    private let likeness: [TermVector]
    /// One divided by the length of each guide's vector of words; 0 where it has none.
    private let scales: [Double]
    /// For each guide, its category as a number.
    private let group: [Int32]
    private var groups: [Group]
    /// For each guide, its place in its group.
    private let position: [Int32]
    /// For each guide, those whose term or title it names, sorted, each once.
    private let names: [[Name]]
    /// For each guide, those that name its term or title.
    private let namedBy: [[Int32]]
    /// For each guide, those that its prose links to, sorted, each once.
    private let links: [[Int]]
    /// For each guide, those whose prose links to it.
    private let linkedBy: [[Int]]

    /// A guide that a name or a link joins with another one.
    private struct Joint {
        var other: Int
        /// Whether one of the two names what the other explains.
        var isNamed = false
        /// Whether the other one links here.
        var linksHere = false
    }

    /// The guides of one category.
    private struct Group: Sendable {
        var members: [Int]
        /// From each word to those that use it, where all lists are made at once.
        var index: InvertedIndex?
    }

    /// A guide whose term or title another one names.
    package struct Name: Sendable {
        package var guide: Int
        /// The term, or the title.
        package var name: String
    }

    /// - Parameters:
    ///   - names: for each guide, the guides whose term or title it names, sorted by guide, each once.
    ///   - links: for each guide, the guides that its prose links to, sorted, each once.
    ///   - linkedBy: for each guide, the guides whose prose links to it.
    ///   - isIndexed: whether all lists will be made, so that an index is worth its time.
    package init(
        guides: [Guide], likeness: [TermVector], names: [[Name]], links: [[Int]], linkedBy: [[Int]],
        isIndexed: Bool, jobs: Int
    ) async throws {
        self.guides = guides
        self.likeness = likeness
        self.names = names
        self.links = links
        self.linkedBy = linkedBy
        scales = likeness.map { $0.squaredLength == 0 ? 0 : 1 / Double($0.squaredLength).squareRoot() }
        var namedBy = [[Int32]](repeating: [], count: guides.count)
        for (index, names) in names.enumerated() {
            for name in names where name.guide != index { namedBy[name.guide].append(Int32(index)) }
        }
        self.namedBy = namedBy
        var numbers: [String: Int] = [:]
        var members: [[Int]] = []
        var group: [Int32] = []
        var position: [Int32] = []
        for (index, guide) in guides.enumerated() {
            let number = numbers[guide.frontMatter.category.text] ?? members.count
            if number == members.count {
                numbers[guide.frontMatter.category.text] = number
                members.append([])
            }
            group.append(Int32(number))
            position.append(Int32(members[number].count))
            members[number].append(index)
        }
        self.group = group
        self.position = position
        let lists = members
        groups = try await Workers.map(lists.count, jobs: jobs, chunk: 1, makeState: {}) { _, number in
            Group(
                members: lists[number],
                index: isIndexed ? InvertedIndex(lists[number].map { likeness[$0] }) : nil)
        }
    }

    /// The same without what is needed only to make all lists at once.
    package var withoutIndex: RelatedGuides {
        var scores = self
        for number in scores.groups.indices { scores.groups[number].index = nil }
        return scores
    }

    /// All that a name or a link joins with a guide, sorted, each once.
    private func joints(of index: Int) -> [Joint] {
        var open: [Joint] = []
        for name in names[index] where name.guide != index {
            open.append(Joint(other: name.guide, isNamed: true))
        }
        for other in namedBy[index] { open.append(Joint(other: Int(other), isNamed: true)) }
        for other in links[index] where other != index { open.append(Joint(other: other)) }
        for other in linkedBy[index] { open.append(Joint(other: other, linksHere: true)) }
        open.sort { $0.other < $1.other }
        var joints: [Joint] = []
        joints.reserveCapacity(open.count)
        for joint in open {
            if let last = joints.last, last.other == joint.other {
                joints[joints.count - 1].isNamed = last.isNamed || joint.isNamed
                joints[joints.count - 1].linksHere = last.linksHere || joint.linksHere
            } else {
                joints.append(joint)
            }
        }
        return joints
    }

    /// The name by which `index` names `other`, if it does.
    private func name(_ index: Int, _ other: Int) -> String? {
        names[index].first { $0.guide == other }?.name
    }

    /// What a worker keeps for one guide after the other.
    package struct Scratch {
        fileprivate var sums: [UInt32] = []
        fileprivate let comparer = CosineComparer()
    }

    /// The list of one guide: the author's, then the most like, then the category's.
    package func list(for index: Int, excluded: Set<Int>, author: [Int], scratch: inout Scratch) -> [Related]
    {
        var list = author.map { Related(guide: $0, reason: .author, score: 1000) }
        guard list.count < Self.wanted else { return list }
        var taken = excluded.union(author)
        taken.insert(index)
        list += best(index, count: Self.wanted - list.count, taken: taken, scratch: &scratch)
        taken.formUnion(list.map(\.guide))
        for member in groups[Int(group[index])].members {
            if list.count >= Self.wanted { break }
            if !taken.contains(member), !guides[member].frontMatter.isDraft {
                list.append(Related(guide: member, reason: .category, score: 0))
            }
        }
        return list
    }

    /// Calls `offer` with every guide that may be like one, and how like it is.
    ///
    /// - Parameter isSeenFromThere: whether the score is that of the other guide's list, where a link counts the other
    ///   way round.
    private func candidates(
        _ index: Int, _ joints: [Joint], isSeenFromThere: Bool = false, scratch: inout Scratch,
        _ offer: (Int, Double) -> Void
    ) {
        let own = groups[Int(group[index])]
        var isLoaded = false
        if let words = own.index {
            words.products(of: Int(position[index]), into: &scratch.sums)
        } else {
            scratch.comparer.load(likeness[index])
            isLoaded = true
            scratch.sums = own.members.map {
                UInt32(truncatingIfNeeded: scratch.comparer.product(with: likeness[$0]))
            }
        }
        func cosine(_ sum: UInt32, _ other: Int) -> Double {
            isSeenFromThere
                ? Double(sum) * scales[other] * scales[index] : Double(sum) * scales[index] * scales[other]
        }
        for joint in joints {
            let other = joint.other
            var score: Double
            if group[other] == group[index] {
                let position = Int(position[other])
                score = cosine(scratch.sums[position], other)
                scratch.sums[position] = 0
            } else {
                if !isLoaded { scratch.comparer.load(likeness[index]) }
                isLoaded = true
                score = Double(Float(scratch.comparer.cosine(with: likeness[other])))
            }
            if joint.isNamed { score += 0.10 }
            let isLinked =
                isSeenFromThere
                ? links[index].partitionPoint { $0 < other } < links[index].partitionPoint { $0 <= other }
                : joint.linksHere
            if isLinked { score += 0.05 }
            offer(other, score)
        }
        scratch.sums[Int(position[index])] = 0
        // What falls well short is passed over before it is rounded.
        for (position, sum) in scratch.sums.enumerated() where sum > 0 {
            let other = own.members[position]
            let score = cosine(sum, other)
            if score >= Double(Self.least - 1) / 1000 { offer(other, score) }
        }
    }

    private static func rounded(_ score: Double) -> Int { Int((score * 1000).rounded()) }

    /// The most like of all candidates, best first; of equals the first by slug, which is the order of guides.
    private func best(_ index: Int, count: Int, taken: Set<Int>, scratch: inout Scratch) -> [Related] {
        var best: [(score: Int, guide: Int)] = []
        let joints = joints(of: index)
        candidates(index, joints, scratch: &scratch) { other, score in
            let rounded = Self.rounded(score)
            guard rounded >= Self.least else { return }
            if best.count == count, let last = best.last, (last.score, -last.guide) >= (rounded, -other) {
                return
            }
            guard !taken.contains(other), !guides[other].frontMatter.isDraft else { return }
            let position = best.firstIndex { ($0.score, -$0.guide) < (rounded, -other) } ?? best.count
            best.insert((rounded, other), at: position)
            if best.count > count { best.removeLast() }
        }
        return best.map { entry in
            Related(guide: entry.guide, reason: reason(index, entry.guide, joints), score: entry.score)
        }
    }

    private func reason(_ index: Int, _ other: Int, _ joints: [Joint]) -> Related.Reason {
        if let name = name(index, other) ?? name(other, index) { return .names(name) }
        let linksHere = joints.contains { $0.other == other && $0.linksHere }
        return linksHere ? .linksHere : .words
    }

    // MARK: After a change

    /// The guides whose lists may differ from `lists`, those of the same guides before some changed. A pair's score looks
    /// at its two guides alone, so these are the changed ones, those that list one, and those that one may now enter.
    ///
    /// - Parameters:
    ///   - former: what `lists` were made from.
    ///   - changed: the guides that are not what they were.
    package func affected(_ lists: [[Related]], after former: RelatedGuides, changed: [Int]) -> Set<Int> {
        let own = Set(changed)
        var affected = own
        for (index, list) in lists.enumerated() where list.contains(where: { own.contains($0.guide) }) {
            affected.insert(index)
        }
        func isOpen(_ list: [Related]) -> Bool { list.count < Self.wanted || list.last?.reason == .category }
        var scratch = Scratch()
        for index in changed {
            let (now, then) = (guides[index].frontMatter, former.guides[index].frontMatter)
            if now.category.text != then.category.text || now.isDraft != then.isDraft {
                let members =
                    groups[Int(group[index])].members
                    + former.groups[Int(former.group[index])].members
                affected.formUnion(members.filter { isOpen(lists[$0]) })
            }
            candidates(index, joints(of: index), isSeenFromThere: true, scratch: &scratch) { other, score in
                let rounded = Self.rounded(score)
                guard rounded >= Self.least else { return }
                let list = lists[other]
                if isOpen(list) || list.contains(where: { ($0.score, -$0.guide) < (rounded, -index) }) {
                    affected.insert(other)
                }
            }
        }
        return affected
    }
}
