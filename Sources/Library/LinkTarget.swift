import Content
import Support

/// The target that a destination leads to.
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

/// Tells where destinations lead. It knows what exists, and touches no disk.
package struct LinkResolver: Sendable {
    let addresses: Addresses
    let naming: Naming
    let elsewhere: PathPatterns
    /// Guides by the path of their file, relative to `Content/guides`.
    package let guidesByFile: [String: Int]
    package let guidesBySlug: [String: Int]
    /// Guides by the names of their aliases (`Alias.name`).
    package let guidesByAlias: [String: Int]
    let draftFiles: Set<String>
    package let drafts: Set<String>
    /// Files that are published as they are, relative to `Content/guides`: as they are on the disk, by their composed
    /// names.
    package let files: [String: String]
    package let categories: Set<String>
    package let lists: PublishedLists
    /// Every guide's file and every other file, by its path in small letters.
    package let pathsByLowerCase: [String: String]

    /// Schemes that do nothing but lead somewhere.
    static let safeSchemes: Set<String> = [
        "http", "https", "mailto", "tel", "sms", "xmpp", "sip", "sips", "irc", "ircs", "ftp", "ftps", "geo",
        "news",
    ]

    /// The target of `destination`, which is written in the guide `own` whose file is in `folder`.
    ///
    /// Addresses are compared by bytes: Swift compares strings by whole characters, of which a mark that follows a `#` or
    /// a `/` would be a part.
    package func resolve(_ destination: String, own: Int, folder: String) -> LinkTarget {
        let bytes = destination.utf8
        if bytes.contains(where: { $0 < 32 || $0 == 127 }) {
            return .dangerous(scheme: "hidden control characters")
        }
        let scheme = AddressText.scheme(of: destination)
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
        let (path, suffix) = AddressText.split(destination)
        if bytes.first == UInt8(ascii: "#") { return .guide(own, suffix: suffix) }
        if bytes.first == UInt8(ascii: "/") { return ownPath(path, suffix: suffix) }
        if path.isEmpty { return suffix.isEmpty ? .unknownGuide("") : .guide(own, suffix: suffix) }
        guard let decoded = PercentEncoding.decode(path),
            let relative = AddressText.normalized(decoded, in: folder)
        else {
            return Self.isMarkdown(path) ? .unknownGuide(path) : .unknownFile(path)
        }
        if let guide = guidesByFile[relative] { return .guide(guide, suffix: suffix) }
        let last = Self.lastPart(relative)
        if Self.isMarkdown(relative) {
            let name = naming.slug(of: relative)
            // A former slug still names its guide.
            if let guide = guidesByAlias[name] { return .guide(guide, suffix: suffix) }
            return draftFiles.contains(relative) ? .draft(name) : .unknownGuide(decoded)
        }
        if let file = files[relative.composed] { return .file(file, suffix: suffix) }
        let isName = !relative.utf8.contains(UInt8(ascii: ".")) || guidesBySlug[relative] != nil
        let isKnown = guidesBySlug[last] != nil || guidesBySlug[relative] != nil
        return isName && isKnown ? .unknownGuide(decoded) : .unknownFile(decoded)
    }

    /// The name of a guide, present or former, by which a destination leads to it: `tls` for `../tls.md`,
    /// `/guides/tls` and `https://example.com/guides/tls/index.html`; nil where it leads to no guide.
    ///
    /// - Parameter folder: that of the guide in which it is written.
    package func name(in destination: String, folder: String) -> String? {
        let own: String?
        switch AddressText.scheme(of: destination) {
        case .some: own = addresses.pathOnSite(of: destination)
        case nil where destination.utf8.starts(with: "//".utf8):
            own = addresses.pathOnSite(of: "https:" + destination)
        case nil where destination.utf8.first == UInt8(ascii: "/"): own = destination
        case nil:
            guard let decoded = PercentEncoding.decode(AddressText.split(destination).path),
                let relative = AddressText.normalized(decoded, in: folder), Self.isMarkdown(relative)
            else { return nil }
            return naming.slug(of: relative)
        }
        guard let path = own.flatMap({ Self.plainPath(AddressText.split($0).path) }) else { return nil }
        let name = addresses.aliasName(of: path)
        return guide(named: name) == nil ? addresses.aliasName(of: Alias.cut(path).path) : name
    }

    private static func lastPart(_ path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func isMarkdown(_ path: String) -> Bool { path.utf8.suffix(3).elementsEqual(".md".utf8) }

    /// The guide with this slug, present or former.
    package func guide(named slug: String) -> Int? { guidesBySlug[slug] ?? guidesByAlias[slug] }

    private func web(_ url: String) -> LinkTarget {
        guard let path = addresses.pathOnSite(of: url) else { return .elsewhere(url) }
        let (written, suffix) = AddressText.split(path)
        return ownPath(written.isEmpty ? "/" : written, suffix: suffix)
    }

    /// A path of this site, in any spelling that a server reads as the same (RFC 3986 section 6.2.2): one of ours, or
    /// some other page of the host.
    private func ownPath(_ path: String, suffix: String) -> LinkTarget {
        let folder = addresses.path + "/"
        guard var plain = Self.plainPath(path) else {
            // No server finds a file there.
            let isOwn = (PercentEncoding.decodeComponent(path) ?? path).lowercased().utf8
                .starts(with: folder.lowercased().utf8)
            return isOwn ? .unknownFile(path) : .ownSite(path + suffix)
        }
        if lists.files.contains(plain) || plain.utf8.starts(with: Addresses.hostsOwn.utf8) {
            return .ownSite(plain + suffix)
        }
        // With our path in other letters, one of ours is meant: a server has no such page.
        for own in [folder, addresses.path] where !plain.utf8.starts(with: own.utf8) {
            let start = String(decoding: plain.utf8.prefix(own.utf8.count), as: UTF8.self)
            guard start.lowercased() == own.lowercased() else { continue }
            plain = own + String(decoding: plain.utf8.dropFirst(own.utf8.count), as: UTF8.self)
        }
        if lists.files.contains(plain) { return .ownSite(plain + suffix) }
        guard plain.utf8.starts(with: folder.utf8) else {
            let isIndex = [addresses.path, addresses.path + ".md", addresses.path + ".html"].contains(
                plain)
            if isIndex { return .page(path: addresses.index, suffix: suffix) }
            // A former address may be in another part of the host.
            return guidesByAlias[Alias.cut(plain).path].map { .guide($0, suffix: suffix) }
                ?? .ownSite(path + suffix)
        }
        var name = String(decoding: plain.utf8.dropFirst(folder.utf8.count), as: UTF8.self)
        if let file = files[name.composed] { return .file(file, suffix: suffix) }
        for ending in ["/index.html", "/", ".md", ".html"] where name.utf8.count > ending.utf8.count {
            guard name.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { continue }
            name = String(decoding: name.utf8.dropLast(ending.utf8.count), as: UTF8.self)
            break
        }
        if ["", "index", "index.html"].contains(name) { return .page(path: addresses.index, suffix: suffix) }
        if let guide = guide(named: name) { return .guide(guide, suffix: suffix) }
        if lists.pages.contains(folder + name) { return .page(path: folder + name, suffix: suffix) }
        if let issue = name.removing("i/") { return .issue(issue, suffix: suffix) }
        if drafts.contains(name) { return .draft(name) }
        // A path with the ending of a twin would be another one on the page.
        if elsewhere.match(plain), !Self.isMarkdown(plain) { return .ownSite(path + suffix) }
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
}

extension String {
    /// The rest after a prefix, by bytes; nil where the text does not start with it or nothing follows.
    fileprivate func removing(_ prefix: String) -> String? {
        guard utf8.count > prefix.utf8.count, utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
