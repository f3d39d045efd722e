import Findings
import Library

/// A full address of this site where a link to a file belongs.
enum LinksOwnSiteAddress: LinkCheck {
    static let check = CheckID.linksOwnSiteAddress
    static let finds =
        "A full address of this site, or a path from its root, instead of a link to a file."
    static let why =
        "Links to files work in an editor and on a code host, are checked, and follow the site when it moves."
    static let examples = [
        Example(bad: "See [TLS](⟦https://example.org/guides/tls⟧).", good: "See [TLS](tls.md)."),
        Example(bad: "See [TLS](⟦/guides/tls#certificates⟧).", good: "See [TLS](tls.md#certificates)."),
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { guide, destination, target in
            // Notes and templates have no files to link to.
            guard let guide else { return nil }
            let lower = destination.lowercased()
            guard lower.hasPrefix("/") || lower.hasPrefix("http:") || lower.hasPrefix("https:") else {
                return nil
            }
            let path: String
            switch target {
            case .guide(let other, let suffix):
                // That it names a former address is the finding then, with the same fix.
                if LinksMovedGuide.formerName(in: destination, of: other, from: guide, library) != nil {
                    return nil
                }
                path = library.link(to: other, from: guide.folder) + suffix
            case .issue(let id, _):
                guard let (other, anchor) = library.issue(named: id) else { return nil }
                path = library.link(to: other, from: guide.folder) + "#" + anchor
            case .file(let file, let suffix):
                path = LinksUnknownGuide.path(to: file, from: guide.folder) + suffix
            default: return nil
            }
            return LinkFault(
                message: "this is an address of this site", help: "link to the file: \(path)",
                replacement: (path, true))
        }
    }
}
