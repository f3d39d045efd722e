import Markdown

/// Writes JSON (RFC 8259) piece by piece into a buffer.
struct JSONWriter {
    let out: ByteWriter
    /// Whether no comma belongs before the next entry.
    private var isFirst = true

    init(capacity: Int = 4096) { out = ByteWriter(capacity: capacity) }

    /// Writes what is JSON already.
    func raw(_ text: StaticString) { out.append(text) }

    /// The next entry starts on a line of its own.
    mutating func line() {
        if !isFirst { out.append(",") }
        out.append("\n")
        isFirst = true
    }

    /// The next entry is the first one of something that `raw` opened.
    mutating func restart() { isFirst = true }

    /// An object; without a key, one of a list.
    mutating func object(_ key: String? = nil, _ write: (inout JSONWriter) -> Void) {
        start(key)
        out.append("{")
        isFirst = true
        write(&self)
        out.append("}")
        isFirst = false
    }

    /// A list; without a key, one of a list.
    mutating func list(_ key: String?, _ write: (inout JSONWriter) -> Void) {
        start(key)
        out.append("[")
        isFirst = true
        write(&self)
        out.append("]")
        isFirst = false
    }

    mutating func text(_ key: String, _ text: String) {
        start(key)
        append(text)
    }

    /// One of a list.
    mutating func item(_ text: String) {
        start(nil)
        append(text)
    }

    /// One of a list.
    mutating func item(_ number: Int) {
        start(nil)
        out.append(decimal: number)
    }

    mutating func number(_ key: String, _ number: Int) {
        start(key)
        out.append(decimal: number)
    }

    /// A list of texts.
    mutating func texts(_ key: String, _ texts: [String]) {
        list(key) { list in
            for text in texts { list.item(text) }
        }
    }

    private mutating func start(_ key: String?) {
        if !isFirst { out.append(",") }
        isFirst = false
        guard let key else { return }
        append(key)
        out.append(":")
    }

    /// RFC 8259 section 7, and no `<`, `>` or `&`, so that no text can end the script element.
    private func append(_ text: String) {
        out.append("\"")
        var text = text
        let isPlain = text.withUTF8 { bytes in
            Self.plain.withUnsafeBufferPointer { plain in bytes.allSatisfy { plain[Int($0)] } }
        }
        if isPlain { out.append(text) } else { for byte in text.utf8 { appendEscaped(byte) } }
        out.append("\"")
    }

    private func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): out.append("\\\"")
        case UInt8(ascii: "\\"): out.append("\\\\")
        case UInt8(ascii: "<"): out.append("\\u003c")
        case UInt8(ascii: ">"): out.append("\\u003e")
        case UInt8(ascii: "&"): out.append("\\u0026")
        case 0..<32:
            out.append(byte < 16 ? "\\u000" : "\\u001")
            out.append(String(byte & 15, radix: 16))
        default: out.append(byte)
        }
    }

    /// Whether a byte of a text is written as it is.
    private static let plain: [Bool] = (0..<256).map { byte in
        byte >= 32 && !"\"\\<>&".utf8.contains(UInt8(byte))
    }
}
