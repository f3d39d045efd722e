import Markdown

/// Where a destination leads.
package enum LinkTarget: Sendable, Hashable {
    /// A guide, with `?…#…` as it is written on.
    case guide(Int, suffix: String)
    /// A page that the site makes besides guides (index, category), by its path.
    case page(path: String, suffix: String)
    /// The address of an issue, such as `/guides/i/missing-spf-record`, by the issue's id.
    case issue(String, suffix: String)
    /// A file beside the guides, by its path relative to `Content/guides` as it is on the disk.
    case file(String, suffix: String)
    /// A path of the same site that has no twin: what others put there, or a file that the build makes (`feed.xml`).
    case ownSite(String)
    /// Another site, or a mail address, as written.
    case elsewhere(String)
    case unknownGuide(String)
    case draft(String)
    case unknownFile(String)
    /// An address of the web that leads elsewhere on a page than in a twin, as one with one slash does; with the address
    /// that seems to be meant, where it names a host.
    case malformed(meant: String?)
    case dangerous(scheme: String)
}

/// What a build makes besides guides and issues, as far as the guides decide on it.
struct PublishedLists: Sendable, Equatable {
    /// The paths of files without a twin of their own.
    let files: Set<String>
    /// The ids of categories that have a page, and the former ids that lead on to one.
    let categories: Set<String>

    init(_ site: Site, _ guides: [Guide], _ addresses: Addresses) {
        var files = addresses.lists
        if Feed.exists(guides) { files.insert(addresses.feed) }
        if Twins.mayFit(guides) { files.insert(addresses.fullText) }
        self.files = files
        let used = Set(guides.map(\.frontMatter.category.text))
        let ids = Set(site.categories.map(\.id))
        categories = Set(
            site.categories.filter { used.contains($0.id) }.flatMap { category in
                [category.id] + category.aliases.map(\.text).filter { !ids.contains($0) }
            })
    }
}

/// Tells where destinations lead. It knows what exists, and touches no disk.
package struct LinkResolver: Sendable {
    let addresses: Addresses
    /// Guides by the path of their file, relative to `Content/guides`.
    let guidesByFile: [String: Int]
    let guidesBySlug: [String: Int]
    /// Guides by the slugs that they had before.
    let guidesByAlias: [String: Int]
    let draftFiles: Set<String>
    let drafts: Set<String>
    /// Files that are published as they are, relative to `Content/guides`: as they are on the disk, by their composed
    /// names.
    let files: [String: String]
    let categories: Set<String>
    let lists: PublishedLists
    /// Whether the site has terms, and so a glossary.
    let hasGlossary: Bool
    /// Every guide's file and every other file, by its path in small letters.
    let pathsByLowerCase: [String: String]

    /// Schemes that do nothing but lead somewhere.
    static let safeSchemes: Set<String> = [
        "http", "https", "mailto", "tel", "sms", "xmpp", "sip", "sips", "irc", "ircs", "ftp", "ftps", "geo",
        "news",
    ]

    /// Where `destination`, written in the guide `own` whose file is in `folder`, leads.
    ///
    /// Addresses are compared by bytes: Swift compares strings by whole characters, of which a mark that follows a `#` or
    /// a `/` would be a part.
    package func resolve(_ destination: String, own: Int, folder: String) -> LinkTarget {
        let bytes = destination.utf8
        if bytes.contains(where: { $0 < 32 || $0 == 127 }) {
            return .dangerous(scheme: "hidden control characters")
        }
        let scheme = Self.scheme(of: destination)
        if scheme == "http" || scheme == "https" || scheme == nil,
            let malformed = Self.malformed(destination, scheme)
        {
            return malformed
        }
        if let scheme {
            if scheme == "http" || scheme == "https" { return web(destination) }
            return Self.safeSchemes.contains(scheme)
                ? .elsewhere(destination) : .dangerous(scheme: scheme + ":")
        }
        if bytes.starts(with: "//".utf8) { return web("https:" + destination) }
        let (path, suffix) = Self.split(destination)
        if bytes.first == UInt8(ascii: "#") { return .guide(own, suffix: suffix) }
        if bytes.first == UInt8(ascii: "/") { return ownPath(path, suffix: suffix) }
        if path.isEmpty { return suffix.isEmpty ? .unknownGuide("") : .guide(own, suffix: suffix) }
        guard let decoded = PercentEncoding.decode(path), let relative = Self.normalized(decoded, in: folder)
        else {
            return Self.isMarkdown(path) ? .unknownGuide(path) : .unknownFile(path)
        }
        if let guide = guidesByFile[relative] { return .guide(guide, suffix: suffix) }
        let last = Self.lastPart(relative)
        if Self.isMarkdown(relative) {
            let name = String(decoding: last.utf8.dropLast(3), as: UTF8.self)
            // A former slug still names its guide.
            if let guide = guidesByAlias[name] { return .guide(guide, suffix: suffix) }
            return draftFiles.contains(relative) ? .draft(name) : .unknownGuide(decoded)
        }
        if let file = files[relative.composed] { return .file(file, suffix: suffix) }
        let isName = !relative.utf8.contains(UInt8(ascii: ".")) || guidesBySlug[relative] != nil
        return isName && guidesBySlug[last] != nil ? .unknownGuide(decoded) : .unknownFile(decoded)
    }

    private static func lastPart(_ path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func isMarkdown(_ path: String) -> Bool { path.utf8.suffix(3).elementsEqual(".md".utf8) }

    /// The guide with this slug, present or former.
    package func guide(named slug: String) -> Int? { guidesBySlug[slug] ?? guidesByAlias[slug] }

    private func web(_ url: String) -> LinkTarget {
        guard let path = addresses.pathOnSite(of: url) else { return .elsewhere(url) }
        let (written, suffix) = Self.split(path)
        return ownPath(written.isEmpty ? "/" : written, suffix: suffix)
    }

    /// A path of this very site, in any spelling that a server reads as the same (RFC 3986 section 6.2.2): one of ours, or
    /// some other page of the host.
    private func ownPath(_ path: String, suffix: String) -> LinkTarget {
        let folder = addresses.path + "/"
        guard var location = Self.plainPath(path) else {
            // No server finds a file there.
            let isOurs = (PercentEncoding.decodeComponent(path) ?? path).lowercased().utf8
                .starts(with: folder.lowercased().utf8)
            return isOurs ? .unknownFile(path) : .ownSite(path + suffix)
        }
        if lists.files.contains(location) || location.utf8.starts(with: Addresses.hostsOwn.utf8) {
            return .ownSite(location + suffix)
        }
        // With our path in other letters, one of ours is meant: a server has no such page.
        for ours in [folder, addresses.path] where !location.utf8.starts(with: ours.utf8) {
            let start = String(decoding: location.utf8.prefix(ours.utf8.count), as: UTF8.self)
            guard start.lowercased() == ours.lowercased() else { continue }
            location = ours + String(decoding: location.utf8.dropFirst(ours.utf8.count), as: UTF8.self)
        }
        if lists.files.contains(location) { return .ownSite(location + suffix) }
        guard location.utf8.starts(with: folder.utf8) else {
            let isIndex = [addresses.path, addresses.path + ".md", addresses.path + ".html"].contains(location)
            return isIndex ? .page(path: addresses.index, suffix: suffix) : .ownSite(path + suffix)
        }
        var name = String(decoding: location.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
        if let file = files[name.composed] { return .file(file, suffix: suffix) }
        for ending in ["/index.html", "/", ".md", ".html"] where name.utf8.count > ending.utf8.count {
            guard name.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { continue }
            name = String(decoding: name.utf8.dropLast(ending.utf8.count), as: UTF8.self)
            break
        }
        if ["", "index", "index.html"].contains(name) { return .page(path: addresses.index, suffix: suffix) }
        if let guide = guide(named: name) { return .guide(guide, suffix: suffix) }
        if [addresses.search, hasGlossary ? addresses.glossary : ""].contains(folder + name) {
            return .page(path: folder + name, suffix: suffix)
        }
        if let category = name.removing("categories/"),
            lists.categories.contains(category)
        {
            return .page(path: folder + name, suffix: suffix)
        }
        if let issue = name.removing("i/") { return .issue(issue, suffix: suffix) }
        if drafts.contains(name) { return .draft(name) }
        return name.utf8.contains(UInt8(ascii: ".")) ? .unknownFile(path) : .unknownGuide(name)
    }

    /// An address without exactly two slashes before its host, or with backslashes there; nil where nothing is wrong.
    /// Browsers read all of them, but with one slash or none as a
    /// path of the page's own site where the schemes are the same (WHATWG URL, "special relative or authority state"),
    /// and agents, who read the twin by itself, as an address of another.
    private static func malformed(_ destination: String, _ scheme: String?) -> LinkTarget? {
        let rest = destination.utf8.dropFirst(scheme.map { $0.utf8.count + 1 } ?? 0)
        let slashes = rest.prefix { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        guard scheme != nil || slashes.count > 1 else { return nil }
        let host = String(decoding: rest.dropFirst(slashes.count), as: UTF8.self)
        guard let first = host.utf8.first, !"?#".utf8.contains(first) else { return .malformed(meant: nil) }
        return slashes.elementsEqual("//".utf8)
            ? nil : .malformed(meant: (scheme.map { $0 + "://" } ?? "//") + host)
    }

    /// A path as servers read it: escapes read, no `.` or `..` left, no slash twice; nil where it hides a slash or an
    /// escape is none. Browsers stop at the root, however many `..` there are.
    private static func plainPath(_ path: String) -> String? {
        guard let decoded = PercentEncoding.decode(path) else { return nil }
        let parts = decoded.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
        guard parts.contains(where: { $0.first == UInt8(ascii: ".") }) else {
            let isFolder = decoded.utf8.last == UInt8(ascii: "/") && !parts.isEmpty
            return "/" + parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
                + (isFolder ? "/" : "")
        }
        var kept: [String.UTF8View.SubSequence] = []
        for part in parts where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) { _ = kept.popLast() } else { kept.append(part) }
        }
        return "/" + kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }

    /// The scheme of an address, in lower case (RFC 3986 section 3.1).
    static func scheme(of destination: String) -> String? {
        guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")), colon > destination.startIndex
        else {
            return nil
        }
        let scheme = destination.utf8[..<colon]
        guard let first = scheme.first, (97...122).contains(first | 0x20),
            scheme.allSatisfy({
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "+")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            })
        else { return nil }
        return String(destination[..<colon]).lowercased()
    }

    /// Path, and what starts at its first `?` or `#`, whose fragment is written as anchors are.
    static func split(_ destination: String) -> (path: String, suffix: String) {
        let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let end else { return (destination, "") }
        return (
            String(decoding: destination.utf8[..<end], as: UTF8.self),
            withPlainFragment(String(decoding: destination.utf8[end...], as: UTF8.self))
        )
    }

    /// A suffix whose fragment has the bytes of the anchor that it names, where it is spelled otherwise.
    private static func withPlainFragment(_ suffix: String) -> String {
        guard suffix.utf8.contains(where: { $0 >= 128 || $0 == UInt8(ascii: "%") }),
            let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#"))
        else { return suffix }
        let raw = String(decoding: suffix.utf8[suffix.utf8.index(after: hash)...], as: UTF8.self)
        guard let decoded = PercentEncoding.decode(raw) else { return suffix }
        let anchor = Anchor.named(by: decoded)
        // What names the same is left as it is written.
        if anchor.utf8.elementsEqual(decoded.utf8) { return suffix }
        return String(decoding: suffix.utf8[...hash], as: UTF8.self)
            + PercentEncoding.encode(anchor, .readableFragment)
    }

    /// The slug of the guide that the path of a destination names, if it names one, in any spelling: `tls` of `../tls.md`,
    /// `/guides/tls`, `t%6Cs.md` and `https://example.com/guides/tls/index.html`; nil where it names another file.
    static func guideName(in path: String) -> String? {
        guard let range = nameRange(in: path) else { return nil }
        return PercentEncoding.decode(String(decoding: path.utf8[range], as: UTF8.self))
    }

    /// The same path with another slug in the place of the guide's.
    static func renaming(_ path: String, to slug: String) -> String? {
        guard let range = nameRange(in: path) else { return nil }
        return String(decoding: path.utf8[..<range.lowerBound], as: UTF8.self) + slug
            + String(decoding: path.utf8[range.upperBound...], as: UTF8.self)
    }

    private static func nameRange(in path: String) -> Range<String.Index>? {
        var rest = path.utf8[...]
        // Only addresses lead to a guide without the ending of its file.
        let isAddress = rest.first == UInt8(ascii: "/") || scheme(of: path) != nil
        let endings = isAddress ? ["/index.html", "/", ".md", ".html"] : [".md"]
        let ending = endings.first { rest.suffix($0.utf8.count).elementsEqual($0.utf8) }
        guard isAddress || ending != nil else { return nil }
        rest = rest.dropLast(ending?.utf8.count ?? 0)
        let start = rest.lastIndex(of: UInt8(ascii: "/")).map { rest.index(after: $0) } ?? rest.startIndex
        let name = rest[start...]
        guard !name.isEmpty, ending != nil || !name.contains(UInt8(ascii: ".")) else { return nil }
        return start..<rest.endIndex
    }

    /// What is before the first `#`.
    static func withoutFragment(_ destination: String) -> String {
        String(decoding: destination.utf8.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
    }

    /// The fragment of a suffix, decoded; nil where there is none.
    static func fragment(of suffix: String) -> String? {
        guard let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        var raw = String(decoding: suffix.utf8[suffix.utf8.index(after: hash)...], as: UTF8.self)
        // What follows `:~:` tells a browser which text to show, and is not part of the anchor's name (URL Fragment Text
        // Directives, section 3).
        if let directive = raw.firstRange(of: ":~:") { raw = String(raw[..<directive.lowerBound]) }
        return PercentEncoding.decode(raw) ?? raw
    }

    /// `guides`.
    private static let folderName = ContentTree.guides.split(separator: "/").last ?? ""

    /// `path` seen from `folder`, both relative to `Content/guides`; nil when it leads out of there.
    static func normalized(_ path: String, in folder: String) -> String? {
        if !path.utf8.contains(UInt8(ascii: "/")), path != ".", path != ".." {
            return folder.isEmpty ? path : "\(folder)/\(path)"
        }
        let slash = UInt8(ascii: "/")
        var parts = folder.utf8.split(separator: slash)
        var isAbove = false
        for part in path.utf8.split(separator: slash) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) {
                guard !isAbove else { return nil }
                isAbove = parts.popLast() == nil
            } else if isAbove {
                // Out of the folder of guides, and right back into it: `../guides/tls.md`.
                guard part.elementsEqual(folderName.utf8) else { return nil }
                isAbove = false
            } else {
                parts.append(part)
            }
        }
        guard !isAbove else { return nil }
        return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
}

extension String {
    /// What follows a prefix, by bytes; nil where the text does not start with it or nothing follows.
    fileprivate func removing(_ prefix: String) -> String? {
        guard utf8.count > prefix.utf8.count, utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
