import Content
import Findings
import Library
import Support

/// A link, a related guide, a resource, a term or a list of `site.yml` that names a guide that does not exist.
enum LinksUnknownGuide: LinkCheck {
    static let check = CheckID.linksUnknownGuide
    static let finds =
        "A link, a related guide, a resource, a term or a list of `site.yml` that names a guide that does not exist."
    static let why =
        "The link leads to a page that does not exist."
    static let examples = [
        Example(bad: "See [SPF](⟦spff.md⟧).", good: "See [SPF](spf.md).")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        let links = library.findings(self, of: index) { guide, destination, target in
            guard case .unknownGuide(let path) = target else { return nil }
            if path.isEmpty {
                return LinkFault(
                    message: "the link leads nowhere", help: "write a destination between its parentheses")
            }
            guard LinksWrongCase.match(path, from: guide?.folder ?? "", library) == nil else { return nil }
            // The path of an address starts at the site's own.
            let isAddress =
                destination.utf8.first == UInt8(ascii: "/") || AddressText.scheme(of: destination) != nil
            let name = name(in: path, folder: isAddress ? "" : guide?.folder ?? "", library)
            let near = library.index(ofSlug: name) ?? nearest(name, library)
            let file = near.map { library.link(to: $0, from: guide?.folder ?? "") }
            let rest = destination.utf8.dropFirst(AddressText.split(destination).path.utf8.count)
            return LinkFault(
                message: "no guide is named \"\(isAddress ? path : name)\"",
                help: file.map { "did you mean \($0)?" } ?? "link to a file, such as [TLS](tls.md)",
                // A link of a guide to itself would be the next finding.
                replacement: near.map { library.guides[$0].slug } == guide?.slug
                    ? nil : file.map { ($0 + String(decoding: rest, as: UTF8.self), false) })
        }
        return links
            + library.findingsOfNames(self, of: index) { _, slug in
                guard library.index(ofSlug: slug.text) == nil,
                    !library.resolver.drafts.contains(slug.text),
                    LinksWrongCase.match(name: slug.text, library) == nil
                else { return nil }
                let near = nearest(slug.text, library).map { library.guides[$0].slug }
                return LinkFault(
                    message: "no guide is named \"\(slug.text)\"",
                    help: near.map { "did you mean \($0)?" }
                        ?? "write the name of a guide's file, without .md",
                    replacement: near.map { ($0, false) })
            }
    }

    /// The slug that a path of no guide seems to name, such as `spff` for `../spff.md`.
    private static func name(in path: String, folder: String, _ library: Library) -> String {
        let plain = path.hasSuffix("/") && path.utf8.count > 1 ? String(path.dropLast()) : path
        let file = plain.hasSuffix(".md") ? plain : plain + ".md"
        let naming = library.site.naming
        guard naming.hasFolders, let whole = AddressText.normalized(file, in: folder) else {
            return Naming().slug(of: file)
        }
        return naming.slug(of: whole)
    }

    private static func nearest(_ name: String, _ library: Library) -> Int? {
        // A guide that moved keeps its own name.
        let last = name.utf8.split(separator: UInt8(ascii: "/")).last.map {
            String(decoding: $0, as: UTF8.self)
        }
        if library.site.naming.hasFolders, let moved = last.flatMap(library.index(ofLastName:)) {
            return moved
        }
        return library.nearestSlug(to: name).flatMap { library.index(ofSlug: $0) }
    }

    /// A file's path as a link in a guide that is in `folder` has it: `50%.txt` is `50%25.txt`.
    static func path(to file: String, from folder: String) -> String {
        let here = folder.split(separator: "/")
        let there = file.split(separator: "/")
        var shared = 0
        while shared < here.count, shared < there.count - 1, here[shared] == there[shared] { shared += 1 }
        let path = (Array(repeating: "..", count: here.count - shared) + there[shared...].map(String.init))
            .joined(separator: "/")
        return PercentEncoding.encode(path, .readablePath)
    }
}
