import Support

/// Host and port of an address (RFC 3986 section 3.2), read from a text such as `user:secret@Example.org:8080`. The
/// user's name and password are dropped.
struct WebAuthority {
    /// In small letters and ASCII (IDNA), without a dot at its end; an IPv6 address in its usual writing and its
    /// brackets.
    let host: String
    /// Nil where none is written.
    let port: Int?

    init(_ authority: String) throws(AddressProblem) {
        let named = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let end = named.hasPrefix("[") ? named.firstIndex(of: "]") ?? named.startIndex : named.startIndex
        let colon = named[end...].firstIndex(of: ":") ?? named.endIndex
        port = try Self.port(named[colon...].dropFirst())
        host = try Self.host(String(named[..<colon]))
    }

    private static func port(_ digits: Substring) throws(AddressProblem) -> Int? {
        guard !digits.isEmpty else { return nil }
        guard digits.utf8.allSatisfy(\.isASCIIDigit), let number = Int(digits),
            (1...65535).contains(number)
        else { throw .badPort(ForeignText.line(String(digits), longest: 20)) }
        return number
    }

    private static func host(_ written: String) throws(AddressProblem) -> String {
        if written.hasPrefix("[") {
            guard written.hasSuffix("]"),
                let bytes = SocketAddress.bytes(String(written.dropFirst().dropLast())),
                let six = SocketAddress.text(ofSix: bytes)
            else { throw .badHost }
            return "[\(six)]"
        }
        guard let name = PercentEncoding.decode(written), var host = InternationalHost.ascii(name) else {
            throw .badHost
        }
        if host.hasSuffix(".") { host.removeLast() }
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty && $0.count < 64 }), host.utf8.count < 254,
            host.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "-_.".utf8.contains($0) })
        else { throw .badHost }
        return host
    }
}
