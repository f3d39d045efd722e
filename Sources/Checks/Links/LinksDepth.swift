import Findings
import Library

/// A guide that is far from the index, or cannot be reached from it at all.
enum LinksDepth: LibraryCheck {
    static let check = CheckID.linksDepth
    static let finds =
        "A guide more than three steps from the index. It is an error if no links between twins lead there."
    static let why =
        "An agent that starts at the index and follows links has to reach every guide."
    static let examples = [
        Example(
            .described, bad: "A guide whose category the index does not show.",
            good: "The same guide in a category from site.yml.")
    ]

    /// More steps than this are far.
    static let most = 3

    static func run(_ library: Library) -> [Finding] {
        let listed = Set(library.site.categories.map(\.id))
        var steps = [Int](repeating: Int.max, count: library.guides.count)
        var queue: [Int] = []
        for (index, guide) in library.guides.enumerated()
        where guide.isListed && listed.contains(guide.frontMatter.category.text) {
            steps[index] = 1
            queue.append(index)
        }
        var next = 0
        while next < queue.count {
            let index = queue[next]
            next += 1
            for other in library.reached(from: index) where steps[other] == Int.max {
                steps[other] = steps[index] + 1
                queue.append(other)
            }
        }
        return library.shape.listed.filter { steps[$0] > most && !library.isBlamedForCategory($0) }.map {
            index in
            let guide = library.guides[index]
            let isLost = steps[index] == Int.max
            return Finding(
                self, file: guide.file, at: guide.frontMatter.title.location, to: guide.frontMatter.title.end,
                isLost
                    ? "no links from the index lead here"
                    : "this guide is \(steps[index]) steps from the index",
                help: "give it a category from site.yml, or link to it from a guide near the index",
                severity: isLost ? .error : .note)
        }
    }
}
