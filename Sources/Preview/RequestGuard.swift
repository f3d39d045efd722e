import Glibc
import HTTPTypes
import Support

/// Decides whose requests are answered, and what path they may ask for.
///
/// A page of another site can make the browser send requests here, and can give its own name the address of this
/// machine (DNS rebinding). Neither can choose the names of Host and Origin.
struct RequestGuard: Sendable {
    /// The names under which the preview may be asked for, in small letters.
    private let names: Set<String>
    /// Whether any address will do: the editor opened the preview to the network.
    private let allowsAddresses: Bool
    private let port: Int

    /// - Parameter host: the address that the preview listens on.
    init(host: String, port: Int) {
        self.port = port
        allowsAddresses = !Self.isLoopback(host)
        names = [
            "localhost", "127.0.0.1", "[::1]",
            host.contains(":") ? "[\(host.lowercased())]" : host.lowercased(),
        ]
    }

    /// Whether only this machine can reach an address.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isAddress(host[...]))
    }

    enum Refusal: Error, Equatable {
        case foreignHost, foreignOrigin, badPath, severalHosts
    }

    /// - Throws: `Refusal` where the request is not the editor's own.
    ///
    /// - Parameters:
    ///   - authority: the first Host.
    ///   - isEmbeddable: whether pages in an origin of their own may show or run what is asked for.
    ///   - headers: all others; a second Host is among them, and so is another host that the target names.
    func check(authority: String?, headers: HTTPFields, isEmbeddable: Bool = false) throws(Refusal) {
        // Who reads the one and who reads the other would not mean the same site (RFC 9112 section 3.2).
        guard headers[values: .host].isEmpty else { throw .severalHosts }
        guard let authority, isOwn(authority) else { throw .foreignHost }
        if let origin = headers[.origin] {
            guard origin.hasPrefix("http://"), isOwn(String(origin.dropFirst("http://".count))) else {
                throw .foreignOrigin
            }
        }
        // Browsers say it themselves where a page of another site asks for something without an Origin.
        if Self.comesFromElsewhere(headers), headers[.secFetchMode] != "navigate", !isEmbeddable {
            throw .foreignOrigin
        }
    }

    /// Whether a page of another site made the browser ask.
    static func comesFromElsewhere(_ headers: HTTPFields) -> Bool {
        ["cross-site", "same-site"].contains(headers[.secFetchSite])
    }

    /// Whether `name:port` is this preview.
    private func isOwn(_ authority: String) -> Bool {
        let lower = authority.lowercased()
        let end = lower.hasSuffix("]") ? nil : lower.lastIndex(of: ":")
        let name = end.map { lower[..<$0] } ?? lower[...]
        let given = end.map { lower[lower.index(after: $0)...] } ?? "80"
        guard given == String(port) else { return false }
        return names.contains(String(name)) || (allowsAddresses && Self.isAddress(name))
    }

    /// Whether a name is an IPv4 address, or an IPv6 address in brackets.
    private static func isAddress(_ name: Substring) -> Bool {
        var bytes = in6_addr()
        guard name.hasPrefix("["), name.hasSuffix("]") else {
            return inet_pton(AF_INET, String(name), &bytes) == 1
        }
        return inet_pton(AF_INET6, String(name.dropFirst().dropLast()), &bytes) == 1
    }

    /// The path that a request asks for, decoded once, with each run of slashes as one, as web servers read it. So no
    /// path starts with two, which a browser would take for another host.
    ///
    /// - Throws: `Refusal.badPath` where it could mean something else to someone else: dots that lead up, an encoded
    ///   slash, a backslash, a control character, no UTF-8.
    static func path(_ raw: String) throws(Refusal) -> String {
        let end = raw.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard raw.hasPrefix("/"),
            let path = PercentEncoding.decode(String(raw[..<(end ?? raw.endIndex)])),
            !path.utf8.contains(where: { $0 < 32 || $0 == 127 || $0 == UInt8(ascii: "\\") })
        else { throw .badPath }
        // By bytes: an accent right after a slash makes one character with it.
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        guard !parts.contains("."), !parts.contains("..") else { throw .badPath }
        let isFolder = path.utf8.last == UInt8(ascii: "/") && !parts.isEmpty
        return "/" + parts.joined(separator: "/") + (isFolder ? "/" : "")
    }
}
