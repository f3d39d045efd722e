import Content
import Findings
import Library
import Markdown

/// A link from a guide to itself that names no part of it.
enum LinksSelf: LinkCheck {
    static let check = CheckID.linksSelf
    static let finds =
        "A guide that links to itself without an anchor."
    static let why =
        "The link reloads the page that the reader is on."
    static let examples = [
        Example(bad: "See [this guide](⟦example.md⟧).", good: "See [the steps](#steps).\n\n## Steps\n\nText.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        // A definition that no link uses leads nobody anywhere.
        lazy var unused = index.map { unusedDestinations(of: library.guides[$0].document.links) } ?? []
        return library.findings(self, of: index) { guide, destination, target in
            guard case .guide(let other, let suffix) = target, library.guides[other].slug == guide?.slug,
                suffix.isEmpty, !unused.contains(destination)
            else { return nil }
            return LinkFault(
                message: "this guide links to itself", help: "link to one of its headings, or remove the link"
            )
        }
    }

    /// Destinations of definitions that no link has.
    private static func unusedDestinations(of links: [Document.Link]) -> Set<String> {
        Set(links.lazy.filter { $0.kind == .definition }.map(\.destination))
            .subtracting(links.lazy.filter { $0.kind != .definition }.map(\.destination))
    }
}
