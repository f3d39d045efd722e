import Content
import Findings
import Library
import Markdown

/// A link to one of several headings with the same text.
enum LinksAmbiguousAnchor: LinkCheck {
    static let check = CheckID.linksAmbiguousAnchor
    static let finds =
        "A link to one of several headings of a guide that have the same text, which are numbered in their order. It is reported once for each heading, and is a note where the link leads to the first."
    static let why =
        "When a heading with that text is added or removed, the numbers move on, and the link leads to another section."
    static let examples = [
        Example(
            bad: "See [the steps](⟦#steps⟧).\n\n## Steps\n\nOne.\n\n## Steps\n\nTwo.",
            good: "See [the steps](#steps).\n\n## Steps\n\nOne.\n\n## More Steps\n\nTwo.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        // A guide that links there again and again needs one finding.
        var seen: Set<String> = []
        var placed: [Int: Set<String>] = [:]
        return library.findings(self, of: index) { _, _, target in
            guard case .guide(let other, let suffix) = target,
                let fragment = AddressText.fragment(of: suffix),
                seen.insert("\(other)#\(fragment)").inserted,
                let heading = library.sharedHeading(fragment, of: other)
            else { return nil }
            let document = library.guides[other].document
            let places = placed[other] ?? Set(document.places.map(\.id))
            placed[other] = places
            // The first keeps its anchor when others come after it, unless a place has the same id.
            let isFirst = !heading.isNumbered && !places.contains(fragment)
            return LinkFault(
                message:
                    "several headings of \"\(library.guides[other].slug)\" have the text \"\(heading.text)\"; this one is on line \(heading.location.line)",
                help: "write its id behind it, so that it stays: \(heading.text) {#\(fragment)}",
                severity: isFirst ? .note : nil)
        }
    }
}
