import Content
import Support

/// The address of the page that lists all issues of a site: `/guides/issues`. Sites had guides before there was such a page, so a
/// guide, a former address, a file or another part of the host keeps that name, and the page takes another one.
package struct IssuesPath: Sendable, Hashable {
    /// Such as `/guides/issues`, or `/guides/all-issues` where something else has that name.
    package let path: String
    /// What has the name, such as `Content/guides/issues.md`; nil where the page itself has it.
    package let holder: String?

    /// - Parameter files: files beside guides, relative to `Content/guides`.
    init(_ site: Site, _ guides: [Guide], _ files: [String], _ addresses: Addresses) {
        /// What has a path that the page could take, by the path in small letters: some hosts tell no letter case apart.
        var holders: [String: String] = [:]
        func hold(_ path: String, _ holder: @autoclosure () -> String) {
            let path = path.lowercased()
            if path.hasSuffix(Self.name) || path.contains(Self.name + "-"), holders[path] == nil {
                holders[path] = holder()
            }
        }
        for guide in guides {
            if Self.mayHold(guide.slug) { hold(addresses.page(guide.slug), guide.file) }
            for written in guide.frontMatter.aliases where Self.mayHold(written.text) {
                guard let alias = try? Alias(written, addresses, site.naming) else { continue }
                hold(alias.path, "an alias of \(guide.file)")
            }
        }
        for file in files where Self.mayHold(file) {
            hold(Alias.cut("/" + addresses.fileOutput(file)).path, "\(ContentTree.guides)/\(file)")
        }
        let first = addresses.page(Self.name)
        let others = (1...(holders.count + 1)).map {
            addresses.page("all-\(Self.name)" + ($0 == 1 ? "" : "-\($0)"))
        }
        let free = ([first] + others).filter { holders[$0] == nil }
        // Where all names are another part's, the site's own pages come first.
        path = free.first { !site.elsewhere.match($0) } ?? free.first ?? first
        holder = path == first ? nil : holders[first] ?? "`elsewhere` in \(Site.file)"
    }

    /// Its name in the folder of guides, where nothing else has that name.
    package static let name = "issues"

    /// Whether a text may name a path that the page could take.
    private static func mayHold(_ text: String) -> Bool {
        let small = text.withSmallASCII
        let bytes = small.utf8.span
        return bytes.position(of: UInt8(ascii: "%")) != nil
            || bytes.position(of: "issues", in: 0..<bytes.count) != nil
    }
}
