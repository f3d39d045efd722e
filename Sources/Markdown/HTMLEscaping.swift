/// How text and addresses are written into HTML.
package enum HTMLEscaping {
    /// True where a byte of an address may be as it is (RFC 3986 section 2.2 and 2.3, and `%`), but for
    /// `&` and `'`, which have entities.
    private static let addressTable: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { table[Int(byte)] = true }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { table[Int(byte)] = true }
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { table[Int(byte)] = true }
        for byte in "-_.+!*(),%#@?=;:/$~".utf8 { table[Int(byte)] = true }
        return table
    }()

    static func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: ByteWriter) {
        guard let start = text.baseAddress else { return }
        var from = 0
        var index = 0
        while index < text.count {
            if index + 8 <= text.count,
                !needsEntity(UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
            {
                index += 8
                continue
            }
            let end = min(index + 8, text.count)
            while index < end {
                let byte = start[index]
                index += 1
                switch byte {
                case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
                    out.append(start + from, index - 1 - from)
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
        out.append(start + from, text.count - from)
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

    static func appendAddress(_ address: UnsafeBufferPointer<UInt8>, to out: ByteWriter) {
        guard let start = address.baseAddress else { return }
        addressTable.withUnsafeBufferPointer { table in
            var from = 0
            for index in 0..<address.count where !table[Int(start[index])] {
                out.append(start + from, index - from)
                from = index + 1
                switch start[index] {
                case UInt8(ascii: "&"): out.append("&amp;")
                case UInt8(ascii: "'"): out.append("&#x27;")
                default: PercentEncoding.escape(start[index]) { out.append($0) }
                }
            }
            out.append(start + from, address.count - from)
        }
    }

    /// `text` with entities for what HTML reads as markup, also within a quoted attribute.
    package static func appendText(_ text: String, to out: ByteWriter) {
        var text = text
        text.withUTF8 { appendText($0, to: out) }
    }

    package static func appendText(_ text: [UInt8], to out: ByteWriter) {
        text.withUnsafeBufferPointer { appendText($0, to: out) }
    }

    package static func appendText(_ text: ByteWriter, to out: ByteWriter) { appendText(text.view, to: out) }

    /// `address` as the value of an `href` or `src`.
    package static func appendAddress(_ address: String, to out: ByteWriter) {
        var address = address
        address.withUTF8 { appendAddress($0, to: out) }
    }

    /// `text` with entities for what HTML reads as markup.
    package static func text(_ text: String) -> String {
        let out = ByteWriter(capacity: text.utf8.count + 32)
        appendText(text, to: out)
        return String(decoding: out.view, as: UTF8.self)
    }
}
