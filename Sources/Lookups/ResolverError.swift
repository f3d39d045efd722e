import Support

/// The reason why no resolver can be asked.
package enum ResolverError: Error, Sendable, CustomStringConvertible {
    case badResolver(String)
    case badAddress(String)
    case badAnchor(String)
    case noSystemResolver
    case noLibrary

    package var description: String {
        switch self {
        case .badResolver(let text):
            "--resolver: \"\(TerminalText.line(text))\" is no resolver. Write an address such as 192.0.2.1, 192.0.2.1:53 or [2001:db8::1]:53, or an address of DNS over HTTPS such as https://dns.example.com/dns-query."
        case .badAddress(let text):
            "\(TerminalText.line(text)) cannot be asked. Name the resolver by its IP address."
        case .badAnchor(let text):
            "\(TerminalText.line(text)) is no key to trust. Write DS or DNSKEY records, one a line."
        case .noSystemResolver:
            "this system names no resolver in /etc/resolv.conf. Name one with --resolver."
        case .noLibrary: "libunbound cannot be started. Name a resolver by its https address with --resolver."
        }
    }
}
