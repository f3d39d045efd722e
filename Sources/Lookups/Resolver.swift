import LinkProbe
import Records
import Support

/// A resolver to ask, as `--resolver` names it.
package enum Resolver: Sendable, Equatable, CustomStringConvertible {
    /// Those of the system.
    case system
    /// An IP address and a port.
    case address(String, port: UInt16)
    /// DNS over HTTPS (RFC 8484).
    case web(String)

    /// - Parameter text: such as `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53` or `https://dns.example.com/dns-query`.
    package init(_ text: String) throws(ResolverError) {
        if text.hasPrefix("https://") {
            guard WebFile.isAddress(text), !text.contains("?"), !text.contains("#") else {
                throw .badResolver(text)
            }
            self = .web(text)
            return
        }
        var host = text[...]
        var port: UInt16 = 53
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            port = try Self.port(text[text.index(after: end)...], of: text)
        } else if let colon = text.firstIndex(of: ":"), text[colon...].dropFirst().contains(":") == false {
            host = text[..<colon]
            port = try Self.port(text[colon...], of: text)
        }
        guard PublicAddress.isAddress(String(host)) else { throw .badResolver(text) }
        self = .address(String(host), port: port)
    }

    /// - Parameter part: such as `:53`; nothing for the usual port.
    private static func port(_ part: Substring, of text: String) throws(ResolverError) -> UInt16 {
        if part.isEmpty { return 53 }
        guard part.first == ":", let port = UInt16(part.dropFirst()), port > 0 else {
            throw .badResolver(text)
        }
        return port
    }

    /// Such as `192.0.2.1:5353` or `the resolver of this system`.
    package var description: String {
        switch self {
        case .system: "the resolver of this system"
        case .address(let host, 53): host
        case .address(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .web(let address): address
        }
    }
}
