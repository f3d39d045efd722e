import Markdown

/// A link to a guide by a name that it no longer has.
package enum MovedGuide: LinkCheck {
    package static let id = "links/moved-guide"
    package static let severity = Severity.warning
    package static let finds =
        "A link to a guide by a former name, one of its aliases."
    package static let why =
        "Readers and agents take a detour, and the link breaks when the alias goes."
    package static let examples = [
        Example(bad: "See [TLS](⟦ssl.md).", good: "See [TLS](tls.md)."),
        Example(.head, bad: "related: [⟦ssl]", good: "related: [tls]"),
    ]

    package static func run(_ library: Library, of index: Int?) -> [Finding] {
        let aliases = library.resolver.guidesByAlias
        guard !aliases.isEmpty else { return [] }
        return library.findings(self, of: index) { guide, destination, target in
            guard case .guide(let other, let suffix) = target else { return nil }
            let path = LinkResolver.split(destination).path
            let last = path.split(separator: "/").last.map(String.init) ?? ""
            let name = last.hasSuffix(".md") ? String(last.dropLast(3)) : last
            guard name != library.guides[other].slug, aliases[name] == other else { return nil }
            let now = library.link(to: other, from: guide?.folder ?? "")
            return LinkFault(
                message: "\"\(name)\" is now called \"\(library.guides[other].slug)\"",
                help: "link to \(now)",
                replacement: (now + suffix, true))
        }
            + library.findingsOfNames(self, of: index) { _, name in
                guard library.resolver.guidesBySlug[name.text] == nil, let other = aliases[name.text] else {
                    return nil
                }
                let slug = library.guides[other].slug
                return LinkFault(
                    message: "\"\(name.text)\" is now called \"\(slug)\"", help: "write \(slug)",
                    replacement: (slug, true))
            }
    }
}
