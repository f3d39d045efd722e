/// Text and addresses as they are written into HTML.
package enum HTMLEscaping {
    /// True where a byte of an address may be as it is (RFC 3986 section 2.2 and 2.3, and `%`), but for
    /// `&` and `'`, which have entities.
    private static let addressTable: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in UInt8.min...UInt8.max where byte.isASCIILetterOrDigit { table[Int(byte)] = true }
        for byte in "-_.+!*(),%#@?=;:/$~".utf8 { table[Int(byte)] = true }
        return table
    }()

    /// Appends a text with `&`, `<`, `>` and `"` as entities.
    package static func appendText(_ text: Span<UInt8>, to out: ByteWriter) {
        var from = 0
        var index = 0
        while index < text.count {
            if index + 8 <= text.count,
                !needsEntity(text.word(at: index))
            {
                index += 8
                continue
            }
            let end = min(index + 8, text.count)
            while index < end {
                let byte = text[index]
                index += 1
                switch byte {
                case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
                    out.append(text.extracting(from..<(index - 1)))
                    from = index
                    switch byte {
                    case UInt8(ascii: "&"): out.append("&amp;")
                    case UInt8(ascii: "<"): out.append("&lt;")
                    case UInt8(ascii: ">"): out.append("&gt;")
                    default: out.append("&quot;")
                    }
                default: break
                }
            }
        }
        out.append(text.extracting(from..<text.count))
    }

    /// Whether one of eight bytes is `&`, `"`, `<` or `>`: the first two and the last two differ in one bit each, and a
    /// byte that is zero borrows from its highest bit. It may say yes wrongly, after a byte that is one of them.
    @inline(__always)
    private static func needsEntity(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = (bytes & 0xFBFB_FBFB_FBFB_FBFB) ^ 0x2222_2222_2222_2222
        let angles = (bytes & 0xFDFD_FDFD_FDFD_FDFD) ^ 0x3C3C_3C3C_3C3C_3C3C
        return ((quotes &- ones) & ~quotes | (angles &- ones) & ~angles) & highs != 0
    }

    /// Appends an address for an attribute: percent-encoded where it has to be, and escaped.
    package static func appendAddress(_ address: Span<UInt8>, to out: ByteWriter) {
        let addressTable = addressTable
        let table = addressTable.span
        var from = 0
        for index in address.indices where !table[Int(address[index])] {
            out.append(address.extracting(from..<index))
            from = index + 1
            switch address[index] {
            case UInt8(ascii: "&"): out.append("&amp;")
            case UInt8(ascii: "'"): out.append("&#x27;")
            default: PercentEncoding.escape(address[index]) { out.append($0) }
            }
        }
        out.append(address.extracting(from..<address.count))
    }

    package static func appendText(_ text: String, to out: ByteWriter) { appendText(text.utf8.span, to: out) }

    package static func appendText(_ text: [UInt8], to out: ByteWriter) { appendText(text.span, to: out) }

    package static func appendText(_ text: ByteWriter, to out: ByteWriter) {
        text.withSpan { appendText($0, to: out) }
    }

    /// `address` as the value of an `href` or `src`.
    package static func appendAddress(_ address: String, to out: ByteWriter) {
        appendAddress(address.utf8.span, to: out)
    }

    /// `text` with entities for what HTML reads as markup.
    package static func text(_ text: String) -> String {
        let out = ByteWriter(capacity: text.utf8.count + 32)
        appendText(text, to: out)
        return out.text
    }
}
