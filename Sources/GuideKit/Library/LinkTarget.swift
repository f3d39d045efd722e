import Markdown

/// Where a destination leads.
package enum LinkTarget: Sendable, Hashable {
    /// A guide, with `?…#…` as it is written on.
    case guide(Int, suffix: String)
    /// A page that the site makes besides guides (index, category), by its path.
    case page(path: String, suffix: String)
    /// A file beside the guides, by its path relative to `Content/guides`.
    case file(String, suffix: String)
    /// A path of the same site that is not ours.
    case ownSite(String)
    /// Another site, or a mail address, as written.
    case elsewhere(String)
    case unknownGuide(String)
    case draft(String)
    case unknownFile(String)
    case dangerous(scheme: String)
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
    let files: Set<String>
    let categories: Set<String>
    /// Whether the site has terms, and so a glossary.
    let hasGlossary: Bool
    /// Every guide's file and every other file, by its path in small letters.
    let pathsByLowerCase: [String: String]

    /// Schemes that do nothing but lead somewhere.
    static let safeSchemes: Set<String> = [
        "http", "https", "mailto", "tel", "sms", "xmpp", "sip", "sips", "irc", "ircs", "ftp", "ftps", "geo",
        "news",
    ]

    /// Where `destination`, written in the guide `own` whose file lies in `folder`, leads.
    package func resolve(_ destination: String, own: Int, folder: String) -> LinkTarget {
        if destination.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
            return .dangerous(scheme: "hidden control characters")
        }
        if let scheme = Self.scheme(of: destination) {
            if scheme == "http" || scheme == "https" { return web(destination) }
            return Self.safeSchemes.contains(scheme)
                ? .elsewhere(destination) : .dangerous(scheme: scheme + ":")
        }
        if destination.hasPrefix("//") { return web("https:" + destination) }
        if destination.hasPrefix("#") { return .guide(own, suffix: destination) }
        let (path, suffix) = Self.split(destination)
        if path.hasPrefix("/") { return ownPath(path, suffix: suffix) }
        if path.isEmpty { return suffix.isEmpty ? .unknownGuide("") : .guide(own, suffix: suffix) }
        guard let decoded = Self.percentDecoded(path), let relative = Self.normalized(decoded, in: folder)
        else {
            return path.hasSuffix(".md") ? .unknownGuide(path) : .unknownFile(path)
        }
        if let guide = guidesByFile[relative] { return .guide(guide, suffix: suffix) }
        if relative.hasSuffix(".md") {
            let name = String((relative.split(separator: "/").last ?? "").dropLast(3))
            // A former slug still names its guide.
            if let guide = guidesByAlias[name] { return .guide(guide, suffix: suffix) }
            return draftFiles.contains(relative) ? .draft(name) : .unknownGuide(decoded)
        }
        if files.contains(relative) { return .file(relative, suffix: suffix) }
        let isName = !relative.contains(".") || guidesBySlug[relative] != nil
        return isName && guidesBySlug[String(relative.split(separator: "/").last ?? "")] != nil
            ? .unknownGuide(decoded) : .unknownFile(decoded)
    }

    /// The guide with this slug, present or former.
    package func guide(named slug: String) -> Int? { guidesBySlug[slug] ?? guidesByAlias[slug] }

    private func web(_ url: String) -> LinkTarget {
        guard url.hasPrefix(addresses.origin) else { return .elsewhere(url) }
        let rest = String(url.dropFirst(addresses.origin.count))
        guard rest.isEmpty || rest.hasPrefix("/") || rest.hasPrefix("?") || rest.hasPrefix("#") else {
            return .elsewhere(url)
        }
        let (path, suffix) = Self.split(rest)
        return ownPath(path.isEmpty ? "/" : path, suffix: suffix)
    }

    /// A path of this very site: one of ours, or some other page of the host.
    private func ownPath(_ path: String, suffix: String) -> LinkTarget {
        let folder = addresses.path + "/"
        guard path.hasPrefix(folder) || path == addresses.path || path == addresses.path + ".md" else {
            return .ownSite(path + suffix)
        }
        var name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : ""
        if files.contains(name) { return .file(name, suffix: suffix) }
        if name.hasSuffix(".md") { name = String(name.dropLast(3)) }
        if name.isEmpty || name == "index" { return .page(path: addresses.index, suffix: suffix) }
        if let guide = guide(named: name) { return .guide(guide, suffix: suffix) }
        if [addresses.search, hasGlossary ? addresses.glossary : ""].contains(folder + name) {
            return .page(path: folder + name, suffix: suffix)
        }
        if name.hasPrefix("categories/"), categories.contains(String(name.dropFirst("categories/".count))) {
            return .page(path: "\(folder)\(name)", suffix: suffix)
        }
        if drafts.contains(name) { return .draft(name) }
        if addresses.path.isEmpty, !path.hasSuffix(".md") { return .ownSite(path + suffix) }
        return name.contains(".") ? .unknownFile(path) : .unknownGuide(name)
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

    /// Path, and what starts at its first `?` or `#`.
    static func split(_ destination: String) -> (path: String, suffix: String) {
        let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let end else { return (destination, "") }
        return (String(destination[..<end]), String(destination[end...]))
    }

    /// The fragment of a suffix, decoded; nil where there is none.
    static func fragment(of suffix: String) -> String? {
        guard let hash = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let raw = String(suffix[suffix.utf8.index(after: hash)...])
        return percentDecoded(raw) ?? raw
    }

    /// `text` with its percent-escapes read; nil when they are no UTF-8 or hide a slash or a NUL.
    package static func percentDecoded(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                value != 0, value != UInt8(ascii: "/")
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return UTF8Text.firstFault(in: bytes) == nil ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// `path` seen from `folder`, both relative to `Content/guides`; nil when it leads out of there.
    static func normalized(_ path: String, in folder: String) -> String? {
        if !path.utf8.contains(UInt8(ascii: "/")), path != ".", path != ".." {
            return folder.isEmpty ? path : "\(folder)/\(path)"
        }
        var parts = folder.split(separator: "/")
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
