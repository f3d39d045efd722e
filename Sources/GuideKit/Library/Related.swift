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
    /// The square of the length of each guide's vector of words.
    private let squares: [Double]
    /// For each guide, its category as a number.
    private let group: [Int32]
    /// For each guide, those whose term or title it names, sorted.
    private let names: [[Name]]
    private let linksTo: [[Int]]
    /// For each guide, all that a name or a link joins with it, either way; sorted, each once.
    private let joined: [[Int]]
    private let groups: [Group]
    /// For each guide, its place in its group.
    private let place: [Int32]

    /// The guides of one category, with an index from each word to those that use it.
    private struct Group: Sendable {
        let members: [Int]
        let index: SubjectIndex
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
    init(guides: [Guide], names: [[Name]], links: [[Int]], jobs: Int) async throws {
        self.guides = guides
        self.names = names
        linksTo = links
        var joined = [[Int]](repeating: [], count: guides.count)
        for index in guides.indices {
            for other in names[index].map(\.guide) + links[index] where other != index {
                joined[index].append(other)
                joined[other].append(index)
            }
        }
        for index in joined.indices {
            joined[index].sort()
            var last = -1
            joined[index].removeAll { other in
                defer { last = other }
                return other == last
            }
        }
        self.joined = joined
        squares = guides.map { Double($0.subject.squaredLength) }
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
            Group(members: lists[index], index: SubjectIndex(lists[index].map { guides[$0].subject }))
        }
    }

    /// The name by which `index` names `other`, if it does.
    private func name(_ index: Int, _ other: Int) -> String? {
        let list = names[index]
        let place = lowerBound(list.count) { list[$0].guide < other }
        return place < list.count && list[place].guide == other ? list[place].name : nil
    }

    private func links(_ index: Int, to other: Int) -> Bool {
        let list = linksTo[index]
        let place = lowerBound(list.count) { list[$0] < other }
        return place < list.count && list[place] == other
    }

    /// The first of `count` places that does not come before what is sought.
    private func lowerBound(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What a worker keeps for one guide after the other.
    struct Scratch {
        fileprivate var sums: [UInt32] = []
        fileprivate let comparer = SubjectComparer()
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
        func offer(_ other: Int, _ cosine: Double, isJoined: Bool) {
            var score = cosine
            if isJoined {
                if name(index, other) != nil || name(other, index) != nil { score += 0.10 }
                if links(other, to: index) { score += 0.05 }
            }
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
        let square = squares[index]
        func cosine(_ sum: UInt32, _ other: Int) -> Double {
            sum == 0 ? 0 : Double(sum) / (square * squares[other]).squareRoot()
        }
        scratch.comparer.load(guides[index].subject)
        for other in joined[index] {
            if group[other] == group[index] {
                offer(other, cosine(scratch.sums[Int(place[other])], other), isJoined: true)
                scratch.sums[Int(place[other])] = 0
            } else {
                offer(other, scratch.comparer.cosine(with: guides[other].subject), isJoined: true)
            }
        }
        for (other, sum) in zip(own.members, scratch.sums) where sum > 0 && other != index {
            offer(other, cosine(sum, other), isJoined: false)
        }
        return best.map { Related(guide: $0.guide, reason: reason(index, $0.guide), score: $0.score) }
    }

    private func reason(_ index: Int, _ other: Int) -> Related.Reason {
        if let name = name(index, other) ?? name(other, index) { return .names(name) }
        return links(other, to: index) ? .linksHere : .words
    }
}
