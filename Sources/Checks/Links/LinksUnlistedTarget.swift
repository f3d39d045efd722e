import Content
import Findings
import Library

/// A link to a guide that is in no list.
enum LinksUnlistedTarget: LinkCheck {
    static let check = CheckID.linksUnlistedTarget
    static let finds =
        "A link, a related guide, a resource, a term or a list of `site.yml` that leads to a guide with `listed: false`."
    static let why =
        "A reader who follows the link finds a guide that is kept out of lists and of the search."
    static let examples = [
        Example(
            .described, bad: "A link to `plans.md`, whose front matter has `listed: false`.",
            good: "The same link, after `listed: false` was removed from `plans.md`.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        // Most sites list all guides.
        guard library.shape.listed.count < library.guides.count else { return [] }
        if let index, !library.guides[index].isListed { return [] }
        func fault(_ other: Int) -> LinkFault? {
            guard !library.guides[other].isListed else { return nil }
            return LinkFault(
                message: "\"\(library.guides[other].slug)\" is not listed, and this leads readers to it",
                help: "remove the link, or remove `listed: false` from \(library.guides[other].file)")
        }
        return library.findings(self, of: index) { _, _, target in
            guard case .guide(let other, _) = target else { return nil }
            return fault(other)
        }
            + library.findingsOfNames(self, of: index) { file, name in
                guard let other = library.index(ofSlug: name.text), var found = fault(other) else {
                    return nil
                }
                if file == Site.file {
                    found.message = "\"\(name.text)\" is not listed, so this entry of `guides` has no effect"
                    found.help =
                        "remove it from `guides`, or remove `listed: false` from \(library.guides[other].file)"
                }
                return found
            }
    }
}
