import Markdown

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
        /// It stands in the same category.
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
struct RelatedGuides: Sendable {
    /// How many a guide has at least, if there are as many.
    static let wanted = 3
    /// Thousandths below which likeness says nothing.
    static let least = 50

    private let guides: [Guide]
    /// One divided by the length of each guide's vector of words; 0 where it has none.
    private let scales: [Double]
    /// For each guide, its category as a number.
    private let group: [Int32]
    /// For each guide, those whose term or title it names, sorted.
    private let names: [[Name]]
    /// For each guide, all that a name or a link joins with it, either way; sorted, each once.
    private let joined: [[Joint]]
    private let groups: [Group]
    /// For each guide, its place in its group.
    private let place: [Int32]

    /// What joins a guide with another one, in eight bytes: a large site has a million of them.
    private struct Joint: Sendable {
        /// The other guide in the upper bits, and in the lowest two what the names below say.
        private var bits: UInt32
        /// The cosine of the two, where they stand in different categories.
        var cosine: Float = 0

        init(other: Int32, isNamed: Bool = false, linksHere: Bool = false) {
            bits = UInt32(other) << 2 | (isNamed ? 1 : 0) | (linksHere ? 2 : 0)
        }

        var other: Int32 { Int32(bits >> 2) }
        /// Whether one of the two names what the other explains.
        var isNamed: Bool { bits & 1 != 0 }
        /// Whether the other one links here.
        var linksHere: Bool { bits & 2 != 0 }

        /// Takes over what another one says of the same guide.
        mutating func merge(_ same: Joint) { bits |= same.bits }
    }

    /// The guides of one category, with an index from each word to those that use it.
    private final class Group: Sendable {
        let members: [Int]
        let index: SubjectIndex

        init(members: [Int], index: SubjectIndex) {
            self.members = members
            self.index = index
        }
    }

    /// A guide whose term or title another one names.
    struct Name: Sendable {
        var guide: Int
        /// The term, or the title.
        var name: String
    }

    /// - Parameters:
    ///   - names: for each guide, the guides whose term or title it names, sorted by guide, each once.
    ///   - links: for each guide, the guides that it links to, sorted, each once.
    init(
        guides: [Guide], likeness: [Likeness], names: [[Name]], links: [[Int]], jobs: Int
    ) async throws {
        self.guides = guides
        self.names = names
        scales = likeness.map { $0.squaredLength == 0 ? 0 : 1 / Double($0.squaredLength).squareRoot() }
        let members = Dictionary(grouping: guides.indices) { guides[$0].frontMatter.category.text }
        var group = [Int32](repeating: 0, count: guides.count)
        var place = group
        for (number, members) in members.values.enumerated() {
            for (index, member) in members.enumerated() {
                group[member] = Int32(number)
                place[member] = Int32(index)
            }
        }
        self.group = group
        self.place = place
        let lists = Array(members.values)
        groups = try await Workers.map(lists.count, jobs: jobs, chunk: 1, makeState: {}) { _, index in
            Group(members: lists[index], index: SubjectIndex(lists[index].map { likeness[$0] }))
        }
        joined = try await Self.join(likeness, names: names, links: links, group: group, jobs: jobs)
    }

    private static func join(
        _ guides: [Likeness], names: [[Name]], links: [[Int]], group: [Int32], jobs: Int
    ) async throws -> [[Joint]] {
        var open = [[Joint]](repeating: [], count: guides.count)
        for index in guides.indices {
            for name in names[index] where name.guide != index {
                open[index].append(Joint(other: Int32(name.guide), isNamed: true))
                open[name.guide].append(Joint(other: Int32(index), isNamed: true))
            }
            for other in links[index] where other != index {
                open[index].append(Joint(other: Int32(other)))
                open[other].append(Joint(other: Int32(index), linksHere: true))
            }
        }
        let loose = open
        return try await Workers.map(
            guides.count, jobs: jobs, chunk: 64, makeState: { SubjectComparer() }
        ) { comparer, index in
            var joints: [Joint] = []
            joints.reserveCapacity(loose[index].count)
            for joint in loose[index].sorted(by: { $0.other < $1.other }) {
                if let last = joints.last, last.other == joint.other {
                    joints[joints.count - 1].merge(joint)
                } else {
                    joints.append(joint)
                }
            }
            var isLoaded = false
            for at in joints.indices where group[Int(joints[at].other)] != group[index] {
                if !isLoaded { comparer.load(guides[index]) }
                isLoaded = true
                joints[at].cosine = Float(comparer.cosine(with: guides[Int(joints[at].other)]))
            }
            return joints
        }
    }

    /// The name by which `index` names `other`, if it does.
    private func name(_ index: Int, _ other: Int) -> String? {
        names[index].first { $0.guide == other }?.name
    }

    /// What a worker keeps for one guide after the other.
    struct Scratch {
        fileprivate var sums: [UInt32] = []
    }

    /// The list of one guide: the author's, then the most like, then the category's.
    func list(for index: Int, excluded: Set<Int>, author: [Int], scratch: inout Scratch) -> [Related] {
        var list = author.map { Related(guide: $0, reason: .author, score: 1000) }
        guard list.count < Self.wanted else { return list }
        var taken = excluded.union(author)
        taken.insert(index)
        list += best(index, count: Self.wanted - list.count, taken: taken, scratch: &scratch)
        taken.formUnion(list.map(\.guide))
        for member in groups[Int(group[index])].members where list.count < Self.wanted {
            if !taken.contains(member), !guides[member].frontMatter.isDraft {
                list.append(Related(guide: member, reason: .category, score: 0))
            }
        }
        return list
    }

    /// The most like of all candidates, best first; of equals the first by slug, which is the order of guides.
    private func best(_ index: Int, count: Int, taken: Set<Int>, scratch: inout Scratch) -> [Related] {
        var best: [(score: Int, guide: Int)] = []
        func offer(_ other: Int, _ score: Double) {
            let rounded = Int((score * 1000).rounded())
            guard rounded >= Self.least else { return }
            if best.count == count, let last = best.last, (last.score, -last.guide) >= (rounded, -other) {
                return
            }
            guard !taken.contains(other), !guides[other].frontMatter.isDraft else { return }
            let place = best.firstIndex { ($0.score, -$0.guide) < (rounded, -other) } ?? best.count
            best.insert((rounded, other), at: place)
            if best.count > count { best.removeLast() }
        }

        let own = groups[Int(group[index])]
        own.index.products(of: Int(place[index]), into: &scratch.sums)
        let scale = scales[index]
        for joint in joined[index] {
            let other = Int(joint.other)
            var score = Double(joint.cosine)
            if group[other] == group[index] {
                let place = Int(place[other])
                score = Double(scratch.sums[place]) * scale * scales[other]
                scratch.sums[place] = 0
            }
            if joint.isNamed { score += 0.10 }
            if joint.linksHere { score += 0.05 }
            offer(other, score)
        }
        scratch.sums[Int(place[index])] = 0
        // What falls well short is passed over before it is rounded.
        for (place, sum) in scratch.sums.enumerated() where sum > 0 {
            let other = own.members[place]
            let score = Double(sum) * scale * scales[other]
            if score >= Double(Self.least - 1) / 1000 { offer(other, score) }
        }
        return best.map { entry in
            Related(guide: entry.guide, reason: reason(index, entry.guide), score: entry.score)
        }
    }

    private func reason(_ index: Int, _ other: Int) -> Related.Reason {
        if let name = name(index, other) ?? name(other, index) { return .names(name) }
        let linksHere = joined[index].contains { $0.other == other && $0.linksHere }
        return linksHere ? .linksHere : .words
    }
}
