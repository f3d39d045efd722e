import Content
import Findings
import Library

/// A former name at which something else is published now.
enum AddressesRedirectShadowed: LibraryCheck {
    static let check = CheckID.addressesRedirectShadowed
    static let finds =
        "An alias that is the slug of another guide or category, or a former id that another heading of the guide has."
    static let why = "Anyone who follows the old address finds something other than what was there."
    static let examples = [
        Example(.head, bad: "aliases: [⟦tls⟧]", good: "aliases: [tls-guide]")
    ]

    static func run(_ library: Library) -> [Finding] {
        var findings: [Finding] = []
        for guide in library.guides {
            let front = guide.frontMatter
            for alias in library.aliases(of: guide) where alias.name != guide.slug {
                guard let other = library.resolver.guidesBySlug[alias.name] else { continue }
                let written = alias.written
                findings.append(
                    Finding(
                        self, file: guide.file, at: written.location, to: written.end,
                        "the alias \"\(written.text)\" is the slug of \(library.guides[other].file)",
                        help: "remove it, or give that guide another name"))
            }
            let former =
                front.issues.flatMap { entry in entry.formerIDs.map { (entry.id.text, $0) } }
                + front.headings.flatMap { entry in entry.formerIDs.map { (entry.anchor.text, $0) } }
            guard !former.isEmpty else { continue }
            let present = Set(guide.document.headings.map(\.anchor))
            for (heading, id) in former where id.text != heading && present.contains(id.text) {
                findings.append(
                    Finding(
                        self, file: guide.file, at: id.location, to: id.end,
                        "the former id \"\(id.text)\" is the anchor of another heading in this guide",
                        help: "remove it, or reword that heading"))
            }
        }
        for category in library.site.categories {
            for alias in category.aliases
            where alias.text != category.id && library.resolver.categories.contains(alias.text) {
                findings.append(
                    Finding(
                        self, file: Site.file, at: alias.location, to: alias.end,
                        "the alias \"\(alias.text)\" is the id of another category", help: "remove it"))
            }
        }
        return findings
    }
}
