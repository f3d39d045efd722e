import Content
import Findings
import Library

/// A name that cannot be in an address, or one that the site itself needs.
enum ContentBadSlug: LinkCheck {
    static let check = CheckID.contentBadSlug
    static let finds = "A name that cannot be in an address, or one that the site itself needs."
    static let why =
        "The slug is part of the guide’s address, where capitals, spaces and dots get encoded, mistyped and lost."
    static let examples = [
        Example(.head, bad: "aliases: [⟦Old_Name]", good: "aliases: [old-name]")
    ]

    // What cannot be in an address is found when the guide is read.
    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index, library.isReserved(library.guides[index].slug) else { return [] }
        let guide = library.guides[index]
        var finding = Slug.finding(
            Located(text: guide.slug, location: .start), in: guide.file, what: "the guide's name",
            isReserved: true)
        if guide.file.hasSuffix("/index.md"), guide.slug == "index" {
            finding.help = help(guide, library.site.naming)
        }
        return [finding]
    }

    private static func help(_ guide: Guide, _ naming: Naming) -> String {
        naming.hasFolders || guide.folder.isEmpty
            ? "the site makes the page of its index itself, from `summary` and `categories` of site.yml; move this text into a guide with another name"
            : "choose another name, or write `addresses: folders` into site.yml, and its address is that of its folder"
    }
}
