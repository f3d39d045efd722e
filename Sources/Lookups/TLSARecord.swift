import Support

/// A TLSA record of a mail server (RFC 6698 section 2.1, RFC 7672 section 3.1).
struct TLSARecord: Sendable, Equatable {
    let usage: Int
    let selector: Int
    let matching: Int
    let data: [UInt8]

    /// - Parameter text: such as `3 1 1 0123…`; nil where it is none that mail servers use.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count > 3, let usage = Int(words[0]), let selector = Int(words[1]),
            let matching = Int(words[2]),
            (2...3).contains(usage), (0...1).contains(selector), (0...2).contains(matching)
        else { return nil }
        let digits = words[3...].joined().utf8.map { $0 }
        var data: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard start + 1 < digits.count,
                let byte = UInt8(String(decoding: digits[start...(start + 1)], as: UTF8.self), radix: 16)
            else { return nil }
            data.append(byte)
        }
        (self.usage, self.selector, self.matching, self.data) = (usage, selector, matching, data)
    }

    /// Whether a chain has the certificate or key: usage 3 means the server's own, usage 2 an issuer, which has to have issued that of
    /// the host.
    func matches(_ chain: CertificateChain, of host: String) -> Bool {
        if usage == 3 { return chain.certificates.first.map(isOf) ?? false }
        return chain.certificates.indices.dropFirst().contains {
            isOf(chain.certificates[$0]) && chain.isIssued(byOther: $0, for: host)
        }
    }

    private func isOf(_ certificate: CertificateChain.Certificate) -> Bool {
        let part = selector == 0 ? certificate.bytes : certificate.key
        switch matching {
        case 0: return part == data
        case 1: return CertificateChain.digest(part, isLong: false) == data
        default: return CertificateChain.digest(part, isLong: true) == data
        }
    }
}
