/// How text and addresses are written into HTML.
package enum HTMLEscaping {
    /// 1 where a byte of text needs an entity.
    private static let textTable: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "&<>\"".utf8 { table[Int(byte)] = true }
        return table
    }()

    /// True where a byte of an address may stand as it is (RFC 3986 section 2.2 and 2.3, and `%`), but for
    /// `&` and `'`, which have entities.
    private static let addressTable: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { table[Int(byte)] = true }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { table[Int(byte)] = true }
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { table[Int(byte)] = true }
        for byte in "-_.+!*(),%#@?=;:/$~".utf8 { table[Int(byte)] = true }
        return table
    }()

    static func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        guard let start = text.baseAddress else { return }
        textTable.withUnsafeBufferPointer { table in
            var from = 0
            for index in 0..<text.count where table[Int(start[index])] {
                out.append(start + from, index - from)
                from = index + 1
                switch start[index] {
                case UInt8(ascii: "&"): out.append("&amp;")
                case UInt8(ascii: "<"): out.append("&lt;")
                case UInt8(ascii: ">"): out.append("&gt;")
                default: out.append("&quot;")
                }
            }
            out.append(start + from, text.count - from)
        }
    }

    static func appendAddress(_ address: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        guard let start = address.baseAddress else { return }
        addressTable.withUnsafeBufferPointer { table in
            var from = 0
            for index in 0..<address.count where !table[Int(start[index])] {
                out.append(start + from, index - from)
                from = index + 1
                switch start[index] {
                case UInt8(ascii: "&"): out.append("&amp;")
                case UInt8(ascii: "'"): out.append("&#x27;")
                default:
                    out.append(UInt8(ascii: "%"))
                    out.append(hexDigit(start[index] >> 4))
                    out.append(hexDigit(start[index] & 15))
                }
            }
            out.append(start + from, address.count - from)
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// `text` with entities for what HTML reads as markup, also within a quoted attribute.
    package static func appendText(_ text: String, to out: ByteBuffer) {
        var text = text
        text.withUTF8 { appendText($0, to: out) }
    }

    package static func appendText(_ text: [UInt8], to out: ByteBuffer) {
        text.withUnsafeBufferPointer { appendText($0, to: out) }
    }

    /// `address` as the value of an `href` or `src`.
    package static func appendAddress(_ address: String, to out: ByteBuffer) {
        var address = address
        address.withUTF8 { appendAddress($0, to: out) }
    }

    /// `text` with entities for what HTML reads as markup.
    package static func text(_ text: String) -> String {
        let out = ByteBuffer(capacity: text.utf8.count + 32)
        appendText(text, to: out)
        return String(decoding: out.view, as: UTF8.self)
    }
}
