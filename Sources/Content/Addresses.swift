import Support

/// Addresses of all that is published: paths on the site, and twins' full addresses.
package struct Addresses: Sendable {
    /// Scheme and host, without a slash at the end.
    package let origin: String
    /// The index's path; empty where the guides are the whole site.
    package let path: String

    /// Host and port of the origin, as links to it are compared.
    private let host: String?

    package init(origin: String, path: String) {
        self.origin = origin
        self.path = path
        host = Self.authority(of: origin)?.host
    }

    /// The index: `/guides`, or `/`.
    package var index: String { path.isEmpty ? "/" : path }
    /// The full address of the index's twin, such as `https://example.com/guides.md`.
    package var indexTwin: String { twin(of: index) }
    /// The list of all guides for agents.
    package var guideIndex: String { origin + "/llms.txt" }

    /// The path of a guide's page, such as `/guides/tls`.
    package func page(_ slug: String) -> String { "\(path)/\(slug)" }
    /// The path of a category's page, such as `/guides/categories/sending`.
    package func category(_ id: String) -> String { "\(path)/categories/\(id)" }
    /// The path of an issue's own address, such as `/guides/i/missing-spf-record`.
    package func issue(_ id: String) -> String { "\(path)/i/\(id)" }
    /// The path of the glossary, which is made of the site's terms.
    package var glossary: String { path + "/glossary" }
    /// The path of the page for searching.
    package var search: String { path + "/search" }
    /// The path of what the search loads first; it names the other files.
    package var searchIndex: String { path + "/search.json" }
    /// The path of the catalog of issues (JSON).
    package var catalog: String { path + "/issues.json" }
    package var catalogSchema: String { path + "/issues.schema.json" }
    /// The path of the same catalog as a SARIF taxonomy.
    package var catalogTaxonomy: String { path + "/issues.sarif" }
    /// The path of a file that is beside the guides, escaped where an address needs it: `/guides/c%23d.txt`.
    ///
    /// - Parameter relative: its path on the disk, relative to `Content/guides`. Names that were saved in decomposed
    ///   form are published composed, as people type them.
    package func file(_ relative: String) -> String {
        "\(path)/" + PercentEncoding.encode(relative.composed, .path)
    }
    /// Path below the output folder of a file that is beside the guides, such as `guides/c#d.txt`.
    package func fileOutput(_ relative: String) -> String {
        String("\(path)/\(relative.composed)".dropFirst())
    }
    /// The list of the guides that changed last, where the site has one.
    package var feed: String { path + "/feed.xml" }
    /// All guides in one file, where they are not too many for one.
    package var fullText: String { "/llms-full.txt" }
    /// The folder of what the host itself has there (RFC 8615). A build makes nothing in it.
    package static let hostsOwn = "/.well-known/"

    /// The part after the origin of an http or https address of this site, in whatever spelling: letter case, a
    /// port that is the scheme's own, a dot after the host, `http` for `https`, and a user's name before the host make
    /// no difference. Nil for an address of another site.
    package func pathOnSite(of url: String) -> String? {
        guard let host, !Self.isPlainly(url, elsewhereThan: host), let other = Self.authority(of: url),
            other.host == host
        else { return nil }
        return other.rest
    }

    /// Whether an address is surely of another host: one in small letters, digits, dots and hyphens alone, as most are, and none of
    /// the international names that have several spellings. False says nothing.
    private static func isPlainly(_ url: String, elsewhereThan host: String) -> Bool {
        let bytes = url.utf8.span
        var at = 0
        for start: StaticString in ["https://", "http://"] where bytes.holds(start, at: 0) {
            at = start.utf8CodeUnitCount
            break
        }
        guard at > 0 else { return false }
        let first = at
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
            let isPlain =
                byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte.isASCIIDigit
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            guard isPlain else { return false }
            at += 1
        }
        let own = host.utf8.span
        let end = at > first && bytes[at - 1] == UInt8(ascii: ".") ? at - 1 : at
        guard end > first, bytes.position(of: "xn--", in: first..<end) == nil else { return false }
        guard end - first == own.count else { return true }
        for index in first..<end where bytes[index] != own[index - first] { return true }
        return false
    }

    /// Host and port of an http or https address as hosts are compared (RFC 3986 section 6.2.3), and what follows them.
    private static func authority(of url: String) -> (host: String, rest: String)? {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = url[..<colon].lowercased()
        let slashes = bytes[colon...].dropFirst()
        guard scheme == "http" || scheme == "https", slashes.starts(with: "//".utf8) else { return nil }
        let from = slashes.dropFirst(2)
        let end = from.firstIndex { "/?#\\".utf8.contains($0) } ?? from.endIndex
        let written = String(decoding: from[..<end], as: UTF8.self)
        let named = written.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            written[written.utf8.index(after: $0)...]
        }
        let target = named.map(String.init) ?? written
        guard !target.isEmpty else { return nil }
        var authority = (PercentEncoding.decode(target) ?? target).lowercased()
        // What follows the last colon is the port, but in brackets it belongs to an IPv6 address.
        var port = ""
        if let colon = authority.lastIndex(of: ":") {
            let digits = authority[colon...].dropFirst()
            if digits.utf8.allSatisfy(\.isASCIIDigit) {
                port = String(digits.drop { $0 == "0" })
                authority = String(authority[..<colon])
            }
        }
        if authority.hasSuffix(".") { authority.removeLast() }
        authority = InternationalHost.ascii(authority) ?? authority
        if !port.isEmpty, port != (scheme == "https" ? "443" : "80") { authority += ":" + port }
        // Browsers read a backslash of a path as a slash (WHATWG URL, "path state").
        let suffix =
            from[end...].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? from.endIndex
        let path = String(decoding: from[end..<suffix], as: UTF8.self).replacingBytes("\\", with: "/")
        return (authority, path + String(decoding: from[suffix...], as: UTF8.self))
    }

    /// Destination of an address on a page, without being resolved: a path where it starts with the very origin,
    /// without the ending of a twin; else itself.
    package func asWritten(_ url: String) -> String {
        guard url.utf8.starts(with: origin.utf8) else { return url }
        let rest = String(decoding: url.utf8.dropFirst(origin.utf8.count), as: UTF8.self)
        guard rest.utf8.first == UInt8(ascii: "/"), !rest.utf8.starts(with: "//".utf8) else {
            return rest.isEmpty ? "/" : url
        }
        let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? rest.endIndex
        var path = String(decoding: rest.utf8[..<end], as: UTF8.self)
        let isTwin = path.utf8.starts(with: (self.path + "/").utf8) || path == self.path + ".md"
        if isTwin, path.utf8.count > 3, path.utf8.suffix(3).elementsEqual(".md".utf8) {
            path = String(decoding: path.utf8.dropLast(3), as: UTF8.self)
        }
        return path + String(decoding: rest.utf8[end...], as: UTF8.self)
    }

    /// The address on a page of a path of this site that is not ours. A browser reads two slashes at the start as
    /// another host, so such a path keeps its origin.
    package func onPage(_ path: String) -> String { path.utf8.starts(with: "//".utf8) ? full(path) : path }

    /// The page of an address on this site that no build makes, as `Proof` leads one of a twin back to it: without the
    /// `.md` of a path below the index.
    package func deadPage(_ path: String) -> String {
        let (name, suffix) = AddressText.split(path)
        guard name.utf8.starts(with: (self.path + "/").utf8), name.utf8.count > 3, name.hasSuffix(".md")
        else {
            return onPage(path)
        }
        return onPage(name.dropLast(3) + suffix)
    }

    /// A path's full address.
    package func full(_ path: String) -> String { origin + path }
    /// The address of the twin of the page at `path`.
    package func twin(of path: String) -> String { origin + twinPath(of: path) }
    /// The path of the twin of the page at `path`, such as `/guides/tls.md`.
    package func twinPath(of path: String) -> String { path == "/" ? "/index.md" : path + ".md" }

    /// A path as a file below the output folder, such as `guides/tls.html`.
    package func output(_ path: String, _ ending: String) -> String {
        path == "/" ? "index" + ending : path.dropFirst() + ending
    }
}
