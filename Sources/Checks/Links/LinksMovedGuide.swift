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

    /// - Parameter former: the one former name to look for; nil for all.
    package static func run(_ library: Library, of index: Int?, former: String?) -> [Finding] {
        let aliases = library.resolver.guidesByAlias
        guard !aliases.isEmpty else { return [] }
        return library.findings(self, of: index) { guide, destination, target in
            guard case .guide(let other, let suffix) = target else { return nil }
            let path = AddressText.split(destination).path
            let slug = library.guides[other].slug
            guard let name = AddressText.guideName(in: path), name != slug, aliases[name] == other,
                former == nil || name == former
            else {
                return nil
            }
            let now = library.link(to: other, from: guide?.folder ?? "")
            let rest = String(decoding: destination.utf8.dropFirst(path.utf8.count), as: UTF8.self)
            let address = AddressText.scheme(of: path) == nil ? nil : AddressText.renaming(path, to: slug)
            return LinkFault(
                message: message(name, now: slug), help: "link to \(now)", replacement: (now + suffix, true),
                address: address.map { ($0 + rest, true) })
        }
            + library.findingsOfNames(self, of: index) { _, name in
                guard former == nil || name.text == former, library.resolver.guidesBySlug[name.text] == nil,
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

    package static func message(_ former: String, now slug: String) -> String {
        "\"\(former)\" is now called \"\(slug)\""
    }
}
