import Content
import Findings
import Library
import Markdown
import Support

/// A link to a path of the host that is in another part of it, so that nothing is known of what is there.
enum LinksOutsideSite: LibraryCheck {
    static let check = CheckID.linksOutsideSite
    static let finds =
        "A link to a path of the host that is outside of the site, and that `elsewhere` in `site.yml` does not list."
    static let why =
        "Another part of the host answers such a path, so a mistake in it is found only by readers."
    static let examples = [
        Example(bad: "See [prices](⟦/prices⟧).", good: "See [prices](/pricing).")
    ]

    /// The most paths that the note on a site without `elsewhere` names.
    private static let mostNamed = 3

    static func run(_ library: Library) -> [Finding] {
        // Where the site is the whole host, each path from the root is one of its own, or an error.
        guard !library.addresses.path.isEmpty else { return [] }
        let elsewhere = library.site.elsewhere
        return elsewhere.isEmpty
            ? note(library) : library.guides.indices.flatMap { unlisted($0, library, elsewhere) }
    }

    /// The path of a link that leads outside of the site, decoded; nil for any other.
    private static func outside(_ target: LinkTarget, _ library: Library) -> String? {
        guard case .ownSite(let address) = target else { return nil }
        let written = AddressText.split(address).path
        let path = PercentEncoding.decode(written) ?? written
        // The root leads to the index, and the host's own files (RFC 8615) are there for programs.
        guard path != "/", !library.resolver.lists.files.contains(path), !path.hasPrefix(Addresses.hostsOwn)
        else {
            return nil
        }
        return path
    }

    /// Each path in a guide that no pattern stands for, once.
    private static func unlisted(_ index: Int, _ library: Library, _ elsewhere: PathPatterns) -> [Finding] {
        let guide = library.guides[index]
        var seen: Set<String> = []
        return zip(guide.document.links, library.targets[index]).compactMap { link, target in
            // Where a template would lead is unknown; the template is the finding.
            guard link.kind != .reference, let path = outside(target, library), !elsewhere.match(path),
                !link.hasTemplate, seen.insert(path).inserted
            else { return nil }
            return Finding(
                self, file: guide.file, at: link.location, to: guide.end(of: link),
                "\(MessageText.name(path)) is outside of the site, and `elsewhere` does not list it",
                help: "correct the link, or add the path to `elsewhere` in site.yml")
        }
    }

    /// One note for the whole site at the first such link, where it says nothing of other parts of its host.
    private static func note(_ library: Library) -> [Finding] {
        var first: (guide: Guide, link: Document.Link)?
        var count = 0
        var paths: [String: Int] = [:]
        for (index, guide) in library.guides.enumerated() {
            for (link, target) in zip(guide.document.links, library.targets[index])
            where link.kind != .reference {
                guard let path = outside(target, library), !link.hasTemplate else { continue }
                if first == nil { first = (guide, link) }
                count += 1
                let name = path.utf8.split(separator: UInt8(ascii: "/")).first ?? path.utf8[...]
                let isFolder = name.count + 1 < path.utf8.count
                paths["/\(String(decoding: name, as: UTF8.self))\(isFolder ? "/*" : "")", default: 0] += 1
            }
        }
        guard let (guide, link) = first else { return [] }
        let most = paths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostNamed).map {
            MessageText.name($0.key)
        }
        let start =
            count == 1 ? "this link leads" : "this link and \(count - 1, "other", plural: "others") lead"
        return [
            Finding(
                self, file: guide.file, at: link.location, to: guide.end(of: link),
                "\(start) outside of \(library.addresses.path), where nothing is checked",
                help:
                    "list in site.yml what other parts of the host answer: `elsewhere: [\(most.joined(separator: ", "))]`"
            )
        ]
    }
}
