import Content
import Support

/// The address of a page that sites did not always have, such as that of all issues: `/guides/issues`. A guide, a former address, a
/// file or another part of the host that has the name keeps it, and the page takes another one.
package struct ChosenPath: Sendable, Hashable {
    /// Such as `/guides/issues`, or `/guides/all-issues` where something else has that name.
    package let path: String
    /// Its name in the folder of guides, where nothing else has that name.
    package let name: String
    /// What has the name, such as `Content/guides/issues.md`; nil where the page itself has it.
    package let holder: String?

    /// The pages that there are.
    enum Page {
        case issues, checker

        /// The name to have, and what other names begin with.
        var names: (own: String, other: String) {
            switch self {
            case .issues: ("issues", "all-issues")
            case .checker: ("check", "domain-check")
            }
        }
    }

    /// - Parameter files: files beside guides, relative to `Content/guides`.
    init(_ page: Page, _ site: Site, _ guides: [Guide], _ files: [String], _ addresses: Addresses) {
        let (name, other) = page.names
        self.name = name
        /// What has a path that the page could take, by the path in small letters: some hosts tell no letter case apart.
        var holders: [String: String] = [:]
        func hold(_ path: String, _ holder: @autoclosure () -> String) {
            let path = path.lowercased()
            if path.hasSuffix(name) || path.contains(name + "-"), holders[path] == nil {
                holders[path] = holder()
            }
        }
        for guide in guides {
            if Self.mayHold(guide.slug, name) { hold(addresses.page(guide.slug), guide.file) }
            for written in guide.frontMatter.aliases where Self.mayHold(written.text, name) {
                guard let alias = try? Alias(written, addresses, site.naming) else { continue }
                hold(alias.path, "an alias of \(guide.file)")
            }
        }
        for file in files where Self.mayHold(file, name) {
            hold(Alias.cut("/" + addresses.fileOutput(file)).path, "\(ContentTree.guides)/\(file)")
        }
        let first = addresses.page(name)
        let others = (1...(holders.count + 1)).map {
            addresses.page(other + ($0 == 1 ? "" : "-\($0)"))
        }
        let free = ([first] + others).filter { holders[$0] == nil }
        // Where all names are another part's, the site's own pages come first.
        path = free.first { !site.elsewhere.match($0) } ?? free.first ?? first
        holder = path == first ? nil : holders[first] ?? "`elsewhere` in \(Site.file)"
    }

    /// Whether a text may name a path that the page could take.
    private static func mayHold(_ text: String, _ name: String) -> Bool {
        let small = text.withSmallASCII
        let bytes = small.utf8.span
        return bytes.position(of: UInt8(ascii: "%")) != nil
            || bytes.position(of: name.utf8.span, in: 0..<bytes.count) != nil
    }
}
