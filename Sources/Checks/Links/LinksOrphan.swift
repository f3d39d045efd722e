import Findings
import Library

/// A guide that no other guide leads to.
enum LinksOrphan: LibraryCheck {
    static let check = CheckID.linksOrphan
    static let finds =
        "A guide that no other guide leads to, by a link, a resource or its related guides; a note in a category of 20 guides or more, where no text links to most of them: they are looked up in a list."
    static let why =
        "Readers and agents follow links. A guide that no link leads to is found only in the index."
    static let examples = [
        Example(
            .described, bad: "A guide that no other guide links to.",
            good: "The same guide, linked from the guides that mention its subject.")
    ]

    static func run(_ library: Library) -> [Finding] {
        let listed = library.shape.listed
        guard listed.count > 1 else { return [] }
        var isReached = [Bool](repeating: false, count: library.guides.count)
        var isLinked = isReached
        for index in listed {
            for other in library.reached(from: index) where other != index { isReached[other] = true }
            for case .guide(let other, _) in library.targets[index] where other != index {
                isLinked[other] = true
            }
        }
        // Nothing published may link to a draft.
        let orphans = listed.filter {
            !isReached[$0] && library.guides[$0].isReadable && !library.guides[$0].frontMatter.isDraft
        }
        guard !orphans.isEmpty else { return [] }
        var naming = Naming()
        for index in listed {
            let guide = library.guides[index]
            for term in guide.mentions.terms { naming.terms[Int(term), default: []].append(index) }
            for title in guide.mentions.titles { naming.titles[title, default: []].append(index) }
        }
        func category(_ index: Int) -> String { library.guides[index].frontMatter.category.text }
        let sizes = Dictionary(listed.map { (category($0), 1) }, uniquingKeysWith: +)
        let linked = Dictionary(
            listed.filter { isLinked[$0] }.map { (category($0), 1) }, uniquingKeysWith: +)
        return orphans.map { index in
            let guide = library.guides[index]
            let size = sizes[category(index), default: 0]
            let isReference = size >= smallestReference && linked[category(index), default: 0] * 2 < size
            let near = candidates(index, naming, library)
            return Finding(
                self, file: guide.file, at: guide.frontMatter.title.location, to: guide.frontMatter.title.end,
                "no other guide leads here",
                help: near.isEmpty
                    ? "link to it from a guide that mentions its subject"
                    : "link to it from \(near.joined(separator: ", "))",
                severity: isReference ? min(check.severity, .note) : nil)
        }
    }

    /// Guides that a category needs at least to be a list that is looked up.
    static let smallestReference = 20

    /// The guides that name a term, and those that name a title, by its key.
    private struct Naming {
        var terms: [Int: [Int]] = [:]
        var titles: [UInt64: [Int]] = [:]
    }

    /// Three guides to link from: those that name its title or a term of its, then those most like it.
    private static func candidates(_ index: Int, _ naming: Naming, _ library: Library) -> [String] {
        let terms = library.terms.indices.filter {
            library.terms[$0].guide.map { library.index(ofSlug: $0.text) } == index
        }
        let named = Set(
            terms.flatMap { naming.terms[$0] ?? [] } + (naming.titles[library.guides[index].titleKey] ?? [])
        )
        .subtracting([index]).sorted()
        let alike = library.related[index].map(\.guide).filter { !named.contains($0) }
        return (named + alike).prefix(3).map { library.guides[$0].slug }
    }
}
