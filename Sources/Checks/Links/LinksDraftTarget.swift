import Findings
import Library

/// A link to a guide that is still a draft.
enum LinksDraftTarget: LinkCheck {
    static let check = CheckID.linksDraftTarget
    static let finds = "A link, a related guide or a resource that names a draft."
    static let why =
        "A draft is not published, so the link would lead nowhere."
    static let examples = [
        Example(bad: "See [plans](⟦plans.md⟧).", good: "Plans follow later.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        func fault(_ name: String) -> LinkFault {
            LinkFault(
                message: "\"\(name)\" is a draft, which is not published",
                help: "publish that guide first, or remove the link until then")
        }
        return library.findings(self, of: index) { _, _, target in
            guard case .draft(let name) = target else { return nil }
            return fault(name)
        }
            + library.findingsOfNames(self, of: index) { _, name in
                library.resolver.drafts.contains(name.text) && library.index(ofSlug: name.text) == nil
                    ? fault(name.text) : nil
            }
    }
}
