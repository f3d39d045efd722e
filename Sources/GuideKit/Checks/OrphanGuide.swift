import Markdown

/// A guide that no other guide leads to.
package enum OrphanGuide: LibraryCheck {
    package static let id = "links/orphan"
    package static let severity = Severity.warning
    package static let finds =
        "A guide that no other guide leads to, by a link, a resource or its related guides."
    package static let why =
        "Readers and agents move along links; what none leads to is found by the index alone."
    package static let examples = [
        Example(
            .story, bad: "A guide that stands alone, with nothing about it in any other.",
            good: "The same guide, linked from the guides that mention its subject.")
    ]

    package static func run(_ library: Library) -> [Finding] {
        guard library.guides.count > 1 else { return [] }
        var isReached = [Bool](repeating: false, count: library.guides.count)
        for index in library.guides.indices {
            for target in library.targets[index] {
                if case .guide(let other, _) = target, other != index { isReached[other] = true }
            }
            for related in library.related[index] { isReached[related.guide] = true }
            for resource in library.resourceGuides[index] {
                if let resource, resource != index { isReached[resource] = true }
            }
            for link in library.termLinks[index] { isReached[link.guide] = true }
        }
        return library.guides.indices.filter { !isReached[$0] && library.guides[$0].isReadable }.map {
            index in
            let guide = library.guides[index]
            let near = candidates(index, library)
            return Finding(
                self, file: guide.file, at: guide.frontMatter.title.place, to: guide.frontMatter.title.end,
                "no other guide leads here",
                help: near.isEmpty
                    ? "link to it from a guide that mentions its subject"
                    : "link to it from \(near.joined(separator: ", "))")
        }
    }

    /// The three guides that mention it most, or are most like it.
    private static func candidates(_ index: Int, _ library: Library) -> [String] {
        let own = Set(library.names(of: index))
        let comparer = SubjectComparer()
        comparer.load(library.guides[index].subject)
        var scores: [(score: Double, guide: Int)] = []
        for other in library.guides.indices where other != index {
            let subject = library.guides[other].subject
            let names = subject.named.contains { own.contains(Int($0)) }
            scores.append((comparer.cosine(with: subject) + (names ? 1 : 0), other))
        }
        scores.sort { $0.score != $1.score ? $0.score > $1.score : $0.guide < $1.guide }
        return scores.prefix(3).map { library.guides[$0.guide].slug }
    }
}
