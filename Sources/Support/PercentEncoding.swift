/// Percent-encoding (RFC 3986 section 2.1): the one place that writes and reads `%20`.
package enum PercentEncoding {
    /// Bytes that are written as they are.
    package struct Allowed: Sendable {
        fileprivate var table: [Bool]

        /// - Parameters:
        ///   - marks: allowed besides the letters and digits of ASCII.
        ///   - isASCII: false where bytes beyond ASCII are allowed too.
        init(_ marks: String, isASCII: Bool = true) {
            table = (0..<256).map { UInt8($0).isASCIILetterOrDigit || (!isASCII && $0 >= 128) }
            for byte in marks.utf8 { table[Int(byte)] = true }
        }

        /// The unreserved characters (section 2.3), for a value that has to stay one value: `a/b` is `a%2Fb`.
        package static let component = Allowed("-._~")
        /// A path with its slashes (section 3.3): `c#d.txt` is `c%23d.txt`.
        package static let path = Allowed("-._~!$&'()*+,;=:@/")
        /// A path with its slashes, wherever in an address it is put, also in a query: `c++/a&b` is `c%2B%2B/a%26b`.
        package static let embeddedPath = Allowed("-._~/")
        /// `path` with the letters of all scripts left readable, as the history of addresses has them.
        package static let readablePath = Allowed("-._~!$&'()*+,;=:@/", isASCII: false)
        /// A whole path with fragment that is escaped already where it has to be.
        package static let readableAddress = Allowed("-._~!$&'()*+,;=:@/?#%", isASCII: false)
        /// A fragment (section 3.5), with letters of all scripts left readable: `a b` is `a%20b`, `größe` is itself.
        package static let readableFragment = Allowed("-._~!$&'()*+,;=:@/?", isASCII: false)
        /// A path or a fragment that is escaped already where its writer meant it, as pages have it: `/100%` is itself,
        /// and `/a|b` is `/a%7Cb`.
        package static let written = Allowed("-._~!$&'()*+,;=:@/?%")
        /// A query as a browser writes it; browsers escape the apostrophe in it.
        package static let writtenQuery = Allowed("-._~!$&()*+,;=:@/?%")
        /// An address that is a header's value or is put into a template: all of printable ASCII but what RFC 3986 has
        /// no place for, and `$`, which hosts take for a variable.
        package static let location = Allowed("!#%&'()*+,-./:;=?@[]_~")
        /// An address that is put into text: nothing in it ends a destination of markdown, a value of YAML or a word of
        /// a shell within quotes, as `(`, `,` and `'` would.
        package static let inText = Allowed("-._~!$&+;=:@/?#%")
    }

    /// `text` with every byte that is not allowed as `%` and two capital hex digits.
    package static func encode(_ text: String, _ allowed: Allowed) -> String {
        if text.utf8.allSatisfy({ allowed.table[Int($0)] }) { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if allowed.table[Int(byte)] {
                bytes.append(byte)
            } else {
                escape(byte) { bytes.append($0) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A byte as `%` and two capital hex digits.
    @inline(__always)
    package static func escape(_ byte: UInt8, _ append: (UInt8) -> Void) {
        append(UInt8(ascii: "%"))
        append(hex(byte >> 4))
        append(hex(byte & 15))
    }

    @inline(__always)
    private static func hex(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// `text` with its escapes read.
    ///
    /// - Returns: nil when an escape is cut short, when they are no UTF-8, or when they hide a slash or a NUL, which no
    ///   name holds.
    package static func decode(_ text: String) -> String? {
        decode(text) { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    /// `decode` for text that is no path, such as a fragment, where an escaped slash is one: `a%2Fb` is `a/b`.
    ///
    /// - Returns: nil when an escape is cut short, or when they are no UTF-8.
    package static func decodeComponent(_ text: String) -> String? { decode(text) { _ in false } }

    private static func decode(_ text: String, refusing isRefused: (UInt8) -> Bool) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, rest.prefix(2).allSatisfy(\.isASCIIHexDigit),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                !isRefused(value)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return UTF8Text.firstFault(in: bytes) == nil ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
