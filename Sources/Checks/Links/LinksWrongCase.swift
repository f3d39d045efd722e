import Content
import Findings
import Library

/// A link whose path or anchor differs from the real one only in letter case.
enum LinksWrongCase: LinkCheck {
    static let check = CheckID.linksWrongCase
    static let finds =
        "A link whose path or anchor differs from the real one only in letter case."
    static let why =
        "It works on a computer that ignores letter case and breaks on the web server."
    static let examples = [
        Example(bad: "See [TLS](⟦TLS.md⟧).", good: "See [TLS](tls.md)."),
        Example(
            bad: "See [certificates](⟦tls.md#Certificates⟧).",
            good: "See [certificates](tls.md#certificates)."
        ),
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { guide, destination, target in
            guard let guide else { return nil }
            switch target {
            case .unknownGuide(let path), .unknownFile(let path):
                guard let real = match(path, from: guide.folder, library) else { return nil }
                let suffix = AddressText.split(destination).suffix
                // What is meant by a link of a guide to itself only its author knows.
                let isSelf =
                    AddressText.fragment(of: suffix) == nil
                    && real
                        == library.index(ofSlug: guide.slug).map { library.link(to: $0, from: guide.folder) }
                return fault(path, real, replacement: isSelf ? nil : real + suffix)
            case .guide(let other, let suffix):
                guard let fragment = AddressText.fragment(of: suffix), !fragment.isEmpty, fragment != "top",
                    !library.hasAnchor(fragment, of: other),
                    let anchor = library.anchor(likely: fragment, of: other)
                else { return nil }
                let path = AddressText.withoutFragment(destination)
                return fault("#" + fragment, "#" + anchor, replacement: path + "#" + anchor)
            default: return nil
            }
        }
            + library.findingsOfNames(self, of: index) { _, name in
                match(name: name.text, library).map { fault(name.text, $0, replacement: $0) }
            }
    }

    private static func fault(_ written: String, _ real: String, replacement: String?) -> LinkFault {
        LinkFault(
            message: "\"\(written)\" is written \"\(real)\"",
            help: "write it exactly like that: letter case counts",
            replacement: replacement.map { ($0, true) })
    }

    /// The path, from `folder`, of the guide or file that `path` names but for letter case.
    static func match(_ path: String, from folder: String, _ library: Library) -> String? {
        guard !path.hasPrefix("/"), let here = AddressText.normalized(path, in: folder) else { return nil }
        let resolver = library.resolver
        guard let real = resolver.pathsByLowerCase[here.lowercased()], real != here else { return nil }
        return LinksUnknownGuide.path(to: real, from: folder)
    }

    /// The slug that `name` is but for letter case.
    static func match(name: String, _ library: Library) -> String? {
        guard library.index(ofSlug: name) == nil else { return nil }
        let lower = name.lowercased()
        if name != lower, library.index(ofSlug: lower) != nil { return lower }
        guard library.site.naming.keepsNames else { return nil }
        return library.resolver.pathsByLowerCase[lower + ".md"].map(library.site.naming.slug(of:))
    }
}
