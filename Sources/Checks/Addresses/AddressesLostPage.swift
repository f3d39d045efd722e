import Content
import Findings
import Library
import Support

/// A page or file that was published, and whose address answers nothing now.
enum AddressesLostPage: LibraryCheck {
    static let check = CheckID.addressesLostPage
    static let finds =
        "An address in the history of addresses (`Content/addresses.txt`) that is neither published nor redirected."
    static let why =
        "Other sites, search engines and agents keep addresses. Each one that breaks loses the people who follow it."
    static let examples = [
        Example(
            .described,
            bad:
                "The guide `tls.md` is renamed to `secure-sending.md`, and the history of addresses has `/guides/tls`.",
            good: "The same, with `aliases: [tls]` in its front matter, as `guides rename` leaves it.")
    ]

    static func run(_ library: Library) -> [Finding] {
        let history = library.addressHistory
        guard !history.entries.isEmpty else { return [] }
        let spellings = library.formerAddresses.flatMap(\.spellings).map {
            PercentEncoding.encode($0.composed, .readablePath)
        }
        let present = Set(library.publishedAddresses.map(\.address) + spellings)
        let guides = library.addresses.page("")
        let issues = library.addresses.issue("")
        return history.entries.filter {
            $0.anchor == nil && !present.contains($0.address) && !$0.address.hasPrefix(issues)
        }
        .map { entry in
            guard entry.address.hasPrefix(guides) else { return outside(entry, library) }
            let slug = String(entry.address.dropFirst(guides.count))
            let categories = library.addresses.category("")
            let isCategory = entry.address.hasPrefix(categories)
            if !isCategory, isSlug(slug, library.site.naming) {
                return page(entry, slug, library)
            }
            if isCategory, library.site.category(String(entry.address.dropFirst(categories.count))) != nil {
                return finding(
                    entry, "the category has no listed guide now",
                    help:
                        "put a guide into it again, or remove the category from site.yml and name its id among the `aliases` of another; to give up the address, remove this line"
                )
            }
            return finding(
                entry, "nothing is there now",
                help: isCategory
                    ? "name it among the `aliases` of a category in site.yml; to give it up, remove this line"
                    : "put the file back; to give up the address, remove this line")
        }
    }

    /// Whether a name below the site's path may have been that of a guide, also of one that had other folders.
    private static func isSlug(_ name: String, _ naming: Naming) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return naming.isValid(name) || parts.allSatisfy { Slug.isValid(String(decoding: $0, as: UTF8.self)) }
    }

    /// A page below the site's path that is gone.
    private static func page(_ entry: AddressHistory.Entry, _ slug: String, _ library: Library) -> Finding {
        if library.resolver.drafts.contains(slug) {
            return finding(
                entry, "it is a draft now",
                help: "publish it again, or name its slug among the aliases of another guide")
        }
        if let successor = successor(of: slug, entry.address, library) {
            return finding(entry, alias: slug, of: library.guides[successor])
        }
        return finding(
            entry, "nothing is there now",
            help:
                "name it among the `aliases` of the guide that took its place; to give it up, remove this line"
        )
    }

    /// An address in another part of the host: that of an alias which is gone, or one from before the site's path changed.
    private static func outside(_ entry: AddressHistory.Entry, _ library: Library) -> Finding {
        let last = entry.address.utf8.split(separator: UInt8(ascii: "/")).last
        let name = last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        if let moved = library.index(ofLastName: name), library.guides[moved].isReadable,
            library.isAlias(entry.address)
        {
            return finding(entry, alias: entry.address, of: library.guides[moved])
        }
        return finding(
            entry, "nothing is there now",
            help:
                "name it among the `aliases` of the guide that took its place: `aliases: [\(entry.address)]`; to give it up, remove this line"
        )
    }

    private static func finding(_ entry: AddressHistory.Entry, alias: String, of guide: Guide) -> Finding {
        Finding(
            self, file: guide.file, at: guide.frontMatter.title.location, to: guide.frontMatter.title.end,
            "\(entry.address) was published and is gone",
            help:
                "if this guide took its place: `aliases: [\(alias)]` in the front matter; to give up the address, remove it from \(AddressHistory.file)",
            fix: Fix.adding(alias, to: "aliases", of: guide))
    }

    private static func finding(_ entry: AddressHistory.Entry, _ why: String, help: String) -> Finding {
        Finding(
            self, file: AddressHistory.file, at: SourceLocation(line: entry.line, column: 1),
            to: SourceLocation(line: entry.line, column: entry.address.unicodeScalars.count + 1),
            "\(entry.address) was published, and \(why)", help: help)
    }

    /// The guide that seems to have taken the place of a lost one: it has most of its headings, or nearly its name.
    private static func successor(of slug: String, _ address: String, _ library: Library) -> Int? {
        let anchors = Set(library.addressHistory.anchors(of: address))
        if anchors.count > 1 {
            let shared = library.guides.indices.map { index in
                (index, library.guides[index].document.headings.count { anchors.contains($0.anchor) })
            }
            if let best = shared.max(by: { $0.1 < $1.1 }), 2 * best.1 > anchors.count { return best.0 }
        }
        // One that has moved to another folder keeps its own name.
        let last = slug.utf8.split(separator: UInt8(ascii: "/")).last.map {
            String(decoding: $0, as: UTF8.self)
        }
        if let moved = last.flatMap(library.index(ofLastName:)), library.guides[moved].isReadable {
            return moved
        }
        let near = library.nearestSlug(to: slug)
        return near.flatMap { library.index(ofSlug: $0) }.flatMap { library.guides[$0].isReadable ? $0 : nil }
    }
}
