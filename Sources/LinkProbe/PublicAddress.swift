/// Tells public addresses from those of a machine's own network.
///
/// A guide's text must not make CI call the services behind it, so only addresses are contacted that are reachable from
/// everywhere (IANA's special-purpose address registries, RFC 6890).
package enum PublicAddress {
    /// Whether an address in its usual writing is public; false for anything that is no address.
    package static func isPublic(_ text: String) -> Bool {
        guard let bytes = SocketAddress.bytes(text) else { return false }
        return bytes.count == 4 ? isPublic(number(bytes)) : isPublic(bytes)
    }

    /// Whether a text is an address at all.
    package static func isAddress(_ text: String) -> Bool { SocketAddress.bytes(text) != nil }

    /// Four bytes as a number, the first one highest.
    private static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Whether a host, as `WebAddress` has it, stands for this machine or its network, no matter who resolves it: by a
    /// private address, by a name without a dot, or by a domain that is nobody's on the internet (RFC 6761, 6762, 8375,
    /// and those that ICANN keeps from becoming one, since networks use them).
    static func isLocal(_ host: String) -> Bool {
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if isAddress(bare) { return !isPublic(bare) }
        let labels = bare.split(separator: ".")
        guard labels.count > 1, let last = labels.last else { return true }
        return localDomains.contains(String(last)) || bare.hasSuffix(".home.arpa")
    }

    private static let localDomains: Set<String> = [
        "localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "mail",
    ]

    private static func isPublic(_ four: UInt32) -> Bool {
        let blocks: [(UInt32, UInt32)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
            (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
            (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
            // Azure's own host, which its machines alone can reach.
            (0xA83F_8110, 32),
        ]
        return !blocks.contains { block, length in four >> (32 - length) == block >> (32 - length) }
    }

    private static func isPublic(_ six: [UInt8]) -> Bool {
        // IPv4 within IPv6: mapped (::ffff:0:0/96), compatible (::/96), NAT64 (64:ff9b::/96) and 6to4 (2002::/16).
        let last = number(six[12...])
        if six[..<10].allSatisfy({ $0 == 0 }) {
            return six[10] == 0xFF && six[11] == 0xFF ? isPublic(last) : false
        }
        if six.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return isPublic(last) }
        if six.starts(with: [0x20, 0x02]) {
            return isPublic(number(six[2..<6]))
        }
        // Only global unicast is public (2000::/3), but for documentation, Teredo and the like (2001::/23,
        // 2001:db8::/32).
        guard six[0] >> 5 == 1 else { return false }
        if six[0] == 0x20, six[1] == 0x01, six[2] < 2 { return false }
        if six.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || six.starts(with: [0x3F, 0xFF]) { return false }
        return true
    }
}
