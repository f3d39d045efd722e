import Foundation

/// An http or https address, cut into what a probe needs of it. Credentials are dropped.
package struct WebAddress: Sendable, Hashable {
    package let scheme: String
    /// In small letters, as DNS compares it; an IPv6 address keeps its brackets.
    package let host: String
    package let port: Int?
    /// Path and query, as they are sent.
    package let target: String
    package let fragment: String?

    package init?(_ text: String) {
        guard let parts = URLComponents(string: text) ?? URLComponents(string: Self.encoded(text)),
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.encodedHost?.lowercased(), !host.isEmpty
        else { return nil }
        self.init(
            scheme: scheme, host: host, port: parts.port,
            target: (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
                + (parts.percentEncodedQuery.map { "?" + $0 } ?? ""),
            fragment: parts.percentEncodedFragment)
    }

    private init(scheme: String, host: String, port: Int?, target: String, fragment: String?) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
        self.fragment = fragment
    }

    /// What no address may hold, as percent-escapes.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: "!"..."~")) ?? text
    }

    package var origin: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }
    /// The address without its fragment.
    package var page: String { origin + target }
    /// Its path alone.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// Where a `Location` leads (RFC 9110 section 10.2.2), seen from here.
    package func resolving(_ location: String) -> WebAddress? {
        if location.hasPrefix("//") { return WebAddress(scheme + ":" + location) }
        if location.contains("://") { return WebAddress(location) }
        guard let base = URL(string: page),
            let url = URL(string: location, relativeTo: base)
                ?? URL(string: Self.encoded(location), relativeTo: base)
        else { return nil }
        return WebAddress(url.absoluteString)
    }
}
