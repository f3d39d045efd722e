import Content
import Findings
import Library

/// A link to a guide by a name that it no longer has.
package enum LinksMovedGuide: LinkCheck {
    package static let check = CheckID.linksMovedGuide
    package static let finds =
        "A link to a guide by one of its aliases, a former slug."
    package static let why =
        "Readers and agents take a detour, and the link breaks if the alias is removed."
    package static let examples = [
        Example(bad: "See [TLS](⟦ssl.md⟧).", good: "See [TLS](tls.md)."),
        Example(.head, bad: "related: [⟦ssl⟧]", good: "related: [tls]"),
    ]

    package static func run(_ library: Library, of index: Int?) -> [Finding] {
        run(library, of: index, former: nil)
    }

    /// - Parameter former: the former names to look for; nil for all.
    package static func run(_ library: Library, of index: Int?, former: Set<String>?) -> [Finding] {
        let aliases = library.resolver.guidesByAlias
        guard !aliases.isEmpty else { return [] }
        return library.findings(self, of: index) { guide, destination, target in
            guard case .guide(let other, let suffix) = target else { return nil }
            let path = AddressText.split(destination).path
            let slug = library.guides[other].slug
            guard let name = formerName(in: destination, of: other, from: guide, library),
                former?.contains(name) ?? true
            else { return nil }
            let now = library.link(to: other, from: guide?.folder ?? "")
            let rest = String(decoding: destination.utf8.dropFirst(path.utf8.count), as: UTF8.self)
            let address = AddressText.scheme(of: path) == nil ? nil : address(path, name, of: other, library)
            return LinkFault(
                message: message(name, now: slug), help: "link to \(now)", replacement: (now + suffix, true),
                address: address.map { ($0 + rest, true) })
        }
            + library.findingsOfNames(self, of: index) { _, name in
                guard former?.contains(name.text) ?? true, library.resolver.guidesBySlug[name.text] == nil,
                    let other = aliases[name.text]
                else {
                    return nil
                }
                let slug = library.guides[other].slug
                return LinkFault(
                    message: message(name.text, now: slug), help: "write \(slug)",
                    replacement: (slug, true))
            }
    }

    /// The former name of a guide by which a link leads to it, such as `ssl` for `ssl.md`; nil where it has the present one.
    static func formerName(
        in destination: String, of target: Int, from guide: Guide?, _ library: Library
    ) -> String? {
        let aliases = library.resolver.guidesByAlias
        guard !aliases.isEmpty,
            let name = library.resolver.name(in: destination, folder: guide?.folder ?? ""),
            name != library.guides[target].slug, aliases[name] == target
        else { return nil }
        return name
    }

    /// One finding for each link of a guide that its file's move to another folder would break, with a fix.
    package static func findings(ofMoving index: Int, to folder: String, in library: Library) -> [Finding] {
        library.findings(self, of: index) { guide, destination, target in
            guard let guide, AddressText.scheme(of: destination) == nil,
                let first = destination.utf8.first, !"/#?".utf8.contains(first)
            else { return nil }
            let now: String
            switch target {
            case .guide(let other, let suffix):
                now = LinksUnknownGuide.path(to: library.guides[other].pathInGuides, from: folder) + suffix
                if other == index { return nil }
            case .file(let file, let suffix): now = LinksUnknownGuide.path(to: file, from: folder) + suffix
            default: return nil
            }
            guard now != destination else { return nil }
            return LinkFault(
                message: "\(guide.file) moves to another folder", help: "write \(now)",
                replacement: (now, true))
        }
    }

    /// The address of a guide in the place of one that names it by a former name.
    private static func address(_ former: String, _ name: String, of index: Int, _ library: Library)
        -> String?
    {
        let slug = library.guides[index].slug
        // A former address that has folders, or is in another part of the host, has its name not at the end alone.
        guard !name.utf8.contains(UInt8(ascii: "/")), !slug.utf8.contains(UInt8(ascii: "/")) else {
            return former.hasSuffix(".md")
                ? library.twins[index] : library.addresses.full(library.pages[index])
        }
        return AddressText.renaming(former, to: slug)
    }

    package static func message(_ former: String, now slug: String) -> String {
        "\"\(former)\" is now called \"\(slug)\""
    }
}
