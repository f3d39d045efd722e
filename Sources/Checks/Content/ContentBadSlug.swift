import Content
import Findings
import Library

/// A name that cannot be in an address, or one that the site itself needs.
package enum ContentBadSlug: LinkCheck {
    package static let check = CheckID.contentBadSlug
    package static let finds = "A name that cannot be in an address, or one that the site itself needs."
    package static let why =
        "The slug is the address of the guide. Capitals, spaces and dots are encoded, mistyped and lost in it."
    package static let examples = [
        Example(.head, bad: "aliases: [⟦Old_Name]", good: "aliases: [old-name]")
    ]

    // What cannot be in an address is found when the guide is read.
    package static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index, library.reservedNames.contains(library.guides[index].slug) else { return [] }
        let guide = library.guides[index]
        return [
            Slug.finding(
                Located(text: guide.slug, location: .start), in: guide.file, what: "the guide's name",
                isReserved: true)
        ]
    }
}
