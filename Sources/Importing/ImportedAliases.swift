import Content
import Findings
import Support

/// Old addresses of the source, and the guides of the new site to which they lead.
struct ImportedAliases {
    private let facts: SourceFacts
    /// Slugs of all guides in lower case, where nothing leads on.
    private let slugs: Set<String>
    /// Names below the site's path that the site needs itself, in lower case.
    private let reserved: Set<String>
    /// Names of the aliases that were given, in lower case: some hosts and disks tell no capitals from other letters.
    private var taken: Set<String> = []

    init(_ facts: SourceFacts, _ pages: SourcePages, reserved: Set<String>) {
        self.facts = facts
        self.reserved = reserved
        slugs = Set(pages.pages.values.map { GuideNames.address(ofOut: $0.out).lowercased() })
    }

    /// The path of the new site: the old one, where a site can have it.
    var sitePath: String {
        let parts = facts.path.split(separator: "/").map(String.init)
        return parts.allSatisfy(Slug.isValid) ? facts.path : "/guides"
    }

    /// Paths that lead to a guide, as its front matter has them: the address that it had, where it has another one now,
    /// and those that led to it before.
    ///
    /// - Parameter given: paths from the root of the host, each with the line that says it.
    mutating func paths(
        _ given: [(path: String, file: String, line: Int)], to page: SourcePages.Page,
        _ entries: inout [ImportEntry]
    ) -> [String] {
        let addresses = Addresses(origin: "https://example.com", path: sitePath)
        let old = page.address.isEmpty ? [] : [("\(facts.path)/\(page.address)", page.file, 1)]
        return (old + given).compactMap { path, file, line -> String? in
            let own = path.after(sitePath + "/").map(SourcePages.plainAddress) ?? ""
            let options = [own, PercentEncoding.encode(path, .readablePath)].filter { !$0.isEmpty }
            let found = options.lazy.compactMap { text in
                try? Alias(Located(text: text, location: .start), addresses, .keepingAll)
            }.first
            guard let alias = found else {
                entries.append(
                    ImportEntry(
                        .left, file, line,
                        "no host can redirect from the old address `\(MessageWords.short(path))`"))
                return nil
            }
            let name = alias.name.lowercased()
            if let first = name.split(separator: "/").first, !name.begins("/"),
                reserved.contains(String(first))
            {
                entries.append(
                    ImportEntry(
                        .left, file, line,
                        "the site needs the old address `\(MessageWords.short(path))` itself, so it leads to no guide"
                    ))
                return nil
            }
            // Where a page is, nothing leads on.
            guard !slugs.contains(name), taken.insert(name).inserted else {
                if alias.name != GuideNames.address(ofOut: page.out) {
                    entries.append(
                        ImportEntry(
                            .left, file, line,
                            "the old address `\(MessageWords.short(path))` is that of another guide, or leads to one"
                        ))
                }
                return nil
            }
            return alias.written.text
        }
    }

    /// Adds the redirects of the old site to the guides that they lead to.
    mutating func addRedirects(
        to guides: inout [ImportedGuide], _ pages: SourcePages, _ entries: inout [ImportEntry]
    ) {
        let places = Dictionary(guides.indices.map { (guides[$0].file, $0) }) { first, _ in first }
        let home = SourcePages.Page(
            file: RelativePath.join(facts.docs, "index.md"), address: "", out: "")
        for redirect in facts.redirects {
            let (path, suffix) = AddressText.split(redirect.to)
            let target =
                places[path] != nil ? .page(path) : pages.target(of: path, in: home, byNameAlone: false)
            guard case .page(let file)? = target, let index = places[file], let page = pages.pages[file]
            else {
                entries.append(
                    ImportEntry(
                        .left, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` leads to no guide of the source"
                    ))
                continue
            }
            for alias in paths([(redirect.from, redirect.file, redirect.line)], to: page, &entries) {
                guides[index].aliases.append(alias)
                entries.append(
                    ImportEntry(
                        .carried, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` is an alias of \(page.out).md"
                    ))
                guard let fragment = suffix.cut(at: "#")?.after, !fragment.isEmpty else { continue }
                entries.append(
                    ImportEntry(
                        .changed, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` led to `#\(MessageWords.short(fragment))`; it leads to the start of the guide"
                    ))
            }
        }
    }

    /// Tells of addresses of a site map that no guide has, and that lead to none.
    func tellLost(_ folder: SourceFolder, _ pages: SourcePages, _ entries: inout [ImportEntry]) {
        for entry in OldAddresses(folder).entries {
            guard let host = entry.address.cut(at: "://")?.after,
                let path = host.cut(at: "/").map({ "/" + $0.after })
            else {
                continue
            }
            let address = SourcePages.plainAddress(path.after(facts.path) ?? path)
            let isKnown =
                address.isEmpty || pages.page(atAddress: address) != nil
                || taken.contains(address.lowercased())
                || taken.contains("/" + SourcePages.plainAddress(path).lowercased())
            if !isKnown {
                entries.append(
                    ImportEntry(
                        .left, entry.file, entry.line,
                        "the old address `\(MessageWords.short(path))` is that of no guide, and leads to none"
                    ))
            }
        }
    }
}
