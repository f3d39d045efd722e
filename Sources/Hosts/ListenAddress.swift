import Support

/// An address and a port that a server listens on, such as `127.0.0.1:8080`, `[::1]:443` or `*:80`.
package struct ListenAddress: Sendable {
    /// The text as servers write it, such as `127.0.0.1:8080`; `*:8080` for `:8080`, which nginx and httpd do not read.
    let text: String
    /// `127.0.0.1`, `[::1]`, or `*`, or nothing, for all addresses.
    let address: String
    let port: String

    /// Nil for any other text. Letters, digits and `.:[]*-` mean nothing else to a host.
    package init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { $0.isASCIILetterOrDigit || ".:[]*-".utf8.contains($0) }
        guard isPlain, let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")),
            let port = UInt16(text[colon...].dropFirst()), port > 0
        else { return nil }
        self.text = colon == text.startIndex ? "*" + text : text
        address = String(text[..<colon])
        self.port = String(text[colon...].dropFirst())
    }

    /// Whether it is every address of the machine.
    var isAny: Bool { ["", "*", "0.0.0.0", "[::]"].contains(address) }
}
