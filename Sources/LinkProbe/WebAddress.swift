import Support

/// An http or https address in its one spelling, cut into what a probe needs of it.
///
/// `HTTPS://Bücher.example.:443/a b?q#c` is `https://xn--bcher-kva.example/a%20b?q` with the fragment `c`. A user's
/// name and password are dropped. Every character is printable ASCII.
struct WebAddress: Sendable, Hashable {
    let scheme: String
    /// In small letters and ASCII (IDNA), without a dot at its end. An IPv6 address has its brackets, and an IPv4
    /// address four numbers, however it was written.
    let host: String
    /// Nil where it is the scheme's own.
    let port: Int?
    /// Path and query, as they are sent.
    let target: String
    /// Without its `#`, percent-encoded.
    let fragment: String?

    /// Nil where `text` is not an address that can be requested.
    init?(_ text: String) {
        guard let address = try? WebAddress(reading: text) else { return nil }
        self = address
    }

    init(reading text: String) throws(AddressProblem) {
        let parts = AddressParts(text)
        guard let scheme = parts.scheme, scheme == "http" || scheme == "https",
            let authority = parts.authority, !authority.isEmpty
        else { throw .notWeb }
        let written = try WebAuthority(authority)
        let ending = written.port.map { ":\($0)" } ?? ""
        let query = parts.query.map { "?" + $0 } ?? ""
        // libcurl reads numbers such as 127.1 as the addresses that they are, and takes `..` out of paths.
        guard let url = CurlURL(), url.set("\(scheme)://\(written.host)\(ending)\(parts.path)\(query)"),
            let numbered = url.part(.host), let path = url.part(.path)
        else { throw .badHost }
        self.scheme = scheme
        host = numbered.lowercased()
        port = written.port == (scheme == "https" ? 443 : 80) ? nil : written.port
        target = path + query
        fragment = parts.fragment
    }

    private init(_ other: WebAddress, fragment: String?) {
        scheme = other.scheme
        host = other.host
        port = other.port
        target = other.target
        self.fragment = fragment
    }

    /// The address with another fragment, or with none.
    func with(fragment: String?) -> WebAddress { WebAddress(self, fragment: fragment) }

    /// The host without the brackets of an IPv6 address.
    var bareHost: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }
    var origin: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }
    /// The address without its fragment.
    var page: String { origin + target }
    /// The address with its fragment.
    var whole: String { page + (fragment.map { "#" + $0 } ?? "") }
    /// Its path alone.
    var path: String { String(target.prefix { $0 != "?" }) }

    /// The address with its fragment, fit for any text: what could end or break a destination of markdown, a value of
    /// YAML or a word of a shell is percent-encoded, and so is a mark at its end, which an address that is by itself in
    /// a sentence would lose.
    var text: String { origin + Self.inText(String(whole.dropFirst(origin.count))) }

    /// An address, or the end of one, as `text` has it.
    static func inText(_ address: String) -> String {
        // `&copy;` would be read as an entity.
        var text = PercentEncoding.encode(address, .inText)
            .replacing(#/&#?[A-Za-z0-9]+;/#) { "\($0.output.dropLast())%3B" }
        if text.utf8.last == UInt8(ascii: "?") { text.removeLast() }
        if let last = text.utf8.last, ".:;!_~".utf8.contains(last) {
            text.removeLast()
            PercentEncoding.escape(last) { text.unicodeScalars.append(Unicode.Scalar($0)) }
        }
        return text
    }

    /// The part of the page that the fragment names, percent-encoded. Text fragments, `#top`, lines of a code host
    /// (`#L10-L20`), routes of scripts (`#/settings`, `#narrow/stream/1`) and parameters (`#page=3`) name none.
    var anchor: String? {
        let name =
            fragment?.split(separator: ":~:", maxSplits: 1, omittingEmptySubsequences: false).first.map(
                String.init) ?? ""
        let isNone =
            name.isEmpty || name.lowercased() == "top" || name.hasPrefix("!")
            || name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
            || name.wholeMatch(of: #/L[0-9]+(C[0-9]+)?(-L?[0-9]+(C[0-9]+)?)?|lines-[0-9:,-]+/#) != nil
        return isNone ? nil : name
    }

    /// The address that a `Location` leads to (RFC 9110 section 10.2.2), seen from here.
    ///
    /// - Throws: where it leads to nothing that can be requested.
    func resolving(_ location: String) throws(AddressProblem) -> WebAddress {
        let parts = AddressParts(location)
        if parts.scheme != nil { return try WebAddress(reading: location) }
        if let authority = parts.authority {
            return try WebAddress(reading: "\(scheme)://\(authority)\(parts.rest)")
        }
        // libcurl takes a base's last part away even where nothing follows.
        if parts.path.isEmpty, parts.query == nil { return try WebAddress(reading: page + parts.rest) }
        guard let url = CurlURL(), url.set(page), url.set(parts.rest), let whole = url.part(.whole)
        else { throw .notWeb }
        return try WebAddress(reading: whole)
    }
}
