/// A question to DNS.
struct DNSQuestion: Sendable, Hashable {
    /// The types of records that are asked for, by their number (RFC 1035 section 3.2.2 and later).
    enum Kind: UInt16, Sendable, CaseIterable {
        case a = 1
        case ns = 2
        case cname = 5
        case soa = 6
        case ptr = 12
        case mx = 15
        case txt = 16
        case aaaa = 28
        case ds = 43
        case dnskey = 48
        case tlsa = 52
        case caa = 257

        /// The kind with a name such as `TXT`.
        init?(_ name: some StringProtocol) {
            guard let kind = Self.allCases.first(where: { "\($0)".uppercased() == name }) else { return nil }
            self = kind
        }
    }

    /// In ASCII, without a dot at its end, such as `_dmarc.example.com`; a single dot is the root.
    let name: String
    let kind: Kind

    init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// A question as the rules for records ask it, such as `TXT _dmarc.example.com`; nil for one that is not for DNS.
    init?(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard words.count == 2, let kind = Kind(words[0]) else { return nil }
        self.init(String(words[1]), kind)
    }
}
