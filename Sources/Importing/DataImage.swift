import Support

/// An image within an address, `data:image/png;base64,…` (RFC 2397), which no guide may hold.
struct DataImage: Sendable {
    let bytes: [UInt8]
    /// The ending of a file that holds it, such as `png`.
    let ending: String

    private static let endings = [
        "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp",
        "image/avif": "avif",
        "image/svg+xml": "svg",
    ]

    /// Nil for any other address, and for one that is damaged.
    init?(_ address: String) {
        guard address.prefix(5).lowercased() == "data:", let cut = address.dropFirst(5).cut(at: ",") else {
            return nil
        }
        let words = cut.before.lowercased().split(separator: ";", omittingEmptySubsequences: false)
        guard let type = words.first, let ending = Self.endings[String(type).trimmed] else { return nil }
        let isBase64 = words.dropFirst().contains { $0.trimmed == "base64" }
        let text = PercentEncoding.decode(cut.after) ?? cut.after
        guard let bytes = isBase64 ? Self.decoded(text) : Array(text.utf8), !bytes.isEmpty else { return nil }
        self.bytes = bytes
        self.ending = ending
    }

    /// The bytes of a text in base 64 (RFC 4648, section 4); nil where it is none.
    private static func decoded(_ text: String) -> [UInt8]? {
        var (out, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
        var isEnded = false
        for byte in text.utf8 where !byte.isWhiteSpace {
            if byte == UInt8(ascii: "=") {
                isEnded = true
                continue
            }
            guard !isEnded, let value = value(of: byte) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // What is left over is less than a byte, and one digit alone is none.
        return count < 6 ? out : nil
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
