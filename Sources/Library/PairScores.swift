import Support
import Words

/// Scores of pairs of guides: how like two guides are, by their words, the names that they share, and links.
///
/// A pair's score looks at the two guides alone, so a guide that comes or goes changes only the lists that hold it. Within a
/// category every pair is compared, through an index from words to guides; across categories only pairs that a term, a title
/// or a link joins.
struct PairScores: Sendable {
    /// Thousandths below which a score says nothing.
    static let least = 50
    /// Added where one of the two names the term or title that the other explains or has.
    private static let forName = 0.10
    /// Added where the other one links here.
    private static let forLink = 0.05

    let guides: [Guide]
    private let vectors: [TermVector]
    /// One divided by the length of each guide's vector; 0 where it has no words.
    private let scales: [Double]
    /// For each guide, its category as a number, and its position among the guides of that.
    private let category: [Int32]
    private let position: [Int32]
    private var categories: [Category]
    /// For each guide, those whose term or title it names, sorted, each once.
    private let names: [[Int]]
    /// For each guide, those that name its term or title.
    private let namedBy: [[Int32]]
    /// For each guide, those that its prose links to, sorted, each once.
    private let links: [[Int]]
    /// For each guide, those whose prose links to it.
    private let linkedBy: [[Int]]

    /// The guides of one category.
    private struct Category: Sendable {
        var members: [Int]
        /// From each word to those that use it, where all lists are made at once.
        var index: InvertedIndex?
    }

    /// A guide that a name or a link joins with another one.
    private struct Connection {
        var other: Int
        /// Whether one of the two names what the other explains.
        var isNamed = false
        /// Whether the other one links here.
        var linksHere = false
    }

    /// The list that a score is for.
    enum List {
        /// That of the guide whose candidates they are.
        case own
        /// That of the other guide, where a link counts the other way round.
        case ofOther
    }

    /// Memory that a worker keeps for one guide after the other.
    struct Scratch {
        fileprivate var sums: [UInt32] = []
        fileprivate let comparer = CosineComparer()

        init() {}
    }

    /// - Parameters:
    ///   - names: for each guide, the guides whose term or title it names, sorted, each once.
    ///   - links: for each guide, the guides that its prose links to, sorted, each once.
    ///   - linkedBy: for each guide, the guides whose prose links to it.
    ///   - isIndexed: whether all lists will be made, so that an index is worth its time.
    init(
        guides: [Guide], vectors: [TermVector], names: [[Int]], links: [[Int]], linkedBy: [[Int]],
        isIndexed: Bool, jobs: Int
    ) async throws {
        self.guides = guides
        self.vectors = vectors
        self.names = names
        self.links = links
        self.linkedBy = linkedBy
        scales = vectors.map { $0.squaredLength == 0 ? 0 : 1 / Double($0.squaredLength).squareRoot() }
        var namedBy = [[Int32]](repeating: [], count: guides.count)
        for (index, names) in names.enumerated() {
            for other in names where other != index { namedBy[other].append(Int32(index)) }
        }
        self.namedBy = namedBy
        var numbers: [String: Int] = [:]
        var members: [[Int]] = []
        var category: [Int32] = []
        var position: [Int32] = []
        for (index, guide) in guides.enumerated() {
            let number = numbers[guide.frontMatter.category.text] ?? members.count
            if number == members.count {
                numbers[guide.frontMatter.category.text] = number
                members.append([])
            }
            category.append(Int32(number))
            position.append(Int32(members[number].count))
            members[number].append(index)
        }
        self.category = category
        self.position = position
        let lists = members
        categories = try await Workers.map(lists.count, jobs: jobs, chunk: 1, makeState: {}) { _, number in
            Category(
                members: lists[number],
                index: isIndexed ? InvertedIndex(lists[number].map { vectors[$0] }) : nil)
        }
    }

    /// All guides of a guide's category, itself among them.
    func category(of index: Int) -> [Int] { categories[Int(category[index])].members }

    /// All that a name or a link joins with a guide, sorted, each once.
    private func connections(of index: Int) -> [Connection] {
        var open: [Connection] = []
        for other in names[index] where other != index {
            open.append(Connection(other: other, isNamed: true))
        }
        for other in namedBy[index] { open.append(Connection(other: Int(other), isNamed: true)) }
        for other in links[index] where other != index { open.append(Connection(other: other)) }
        for other in linkedBy[index] { open.append(Connection(other: other, linksHere: true)) }
        open.sort { $0.other < $1.other }
        var connections: [Connection] = []
        connections.reserveCapacity(open.count)
        for connection in open {
            if let last = connections.last, last.other == connection.other {
                connections[connections.count - 1].isNamed = last.isNamed || connection.isNamed
                connections[connections.count - 1].linksHere = last.linksHere || connection.linksHere
            } else {
                connections.append(connection)
            }
        }
        return connections
    }

    /// Calls `offer` with every guide that is like one, and the score of the two.
    func forEachCandidate(
        of index: Int, for list: List, scratch: inout Scratch, _ offer: (_ other: Int, _ score: Int) -> Void
    ) {
        let own = categories[Int(category[index])]
        var isLoaded = false
        if let words = own.index {
            words.products(of: Int(position[index]), into: &scratch.sums)
        } else {
            scratch.comparer.load(vectors[index])
            isLoaded = true
            scratch.sums = own.members.map {
                UInt32(truncatingIfNeeded: scratch.comparer.product(with: vectors[$0]))
            }
        }
        func offerRounded(_ other: Int, _ score: Double) {
            let rounded = Int((score * 1000).rounded())
            if rounded >= Self.least { offer(other, rounded) }
        }
        for connection in connections(of: index) {
            let other = connection.other
            var score: Double
            if category[other] == category[index] {
                let position = Int(position[other])
                score = cosine(scratch.sums[position], index, other, for: list)
                scratch.sums[position] = 0
            } else {
                if !isLoaded { scratch.comparer.load(vectors[index]) }
                isLoaded = true
                score = Double(Float(scratch.comparer.cosine(with: vectors[other])))
            }
            if connection.isNamed { score += Self.forName }
            if list == .own ? connection.linksHere : isLinked(from: index, to: other) {
                score += Self.forLink
            }
            offerRounded(other, score)
        }
        scratch.sums[Int(position[index])] = 0
        // What falls well short is passed over before it is rounded.
        for (position, sum) in scratch.sums.enumerated() where sum > 0 {
            let other = own.members[position]
            let score = cosine(sum, index, other, for: list)
            if score >= Double(Self.least - 1) / 1000 { offerRounded(other, score) }
        }
    }

    /// The cosine of two guides' words by their dot product, rounded as in the list that it is for.
    private func cosine(_ product: UInt32, _ index: Int, _ other: Int, for list: List) -> Double {
        list == .own
            ? Double(product) * scales[index] * scales[other]
            : Double(product) * scales[other] * scales[index]
    }

    private func isLinked(from index: Int, to other: Int) -> Bool {
        links[index].partitionPoint { $0 < other } < links[index].partitionPoint { $0 <= other }
    }
}
