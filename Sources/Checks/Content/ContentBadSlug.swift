import Findings

/// A name that cannot be in an address, or one that the site itself needs.
package enum ContentBadSlug: Check {
    package static let check = CheckID.contentBadSlug
    package static let finds = "A name that cannot be in an address, or one that the site itself needs."
    package static let why =
        "The slug is the address of the guide. Capitals, spaces and dots are encoded, mistyped and lost in it."
    package static let examples = [
        Example(.head, bad: "aliases: [⟦Old_Name]", good: "aliases: [old-name]")
    ]
}
