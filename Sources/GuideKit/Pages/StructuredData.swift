import Markdown

/// Structured data (schema.org) as JSON-LD, safe within a script element: a graph of things, written one after the other.
struct StructuredData {
    private let out = ByteBuffer(capacity: 2048)
    /// Whether a comma belongs before the next entry.
    private var isFirst = true

    init() { out.append("{\"@context\":\"https://schema.org\",\"@graph\":[") }

    /// The whole graph.
    func finish() -> [UInt8] {
        out.append("]}")
        return out.bytes
    }

    /// An object; without a key, one of a list.
    mutating func object(_ key: String? = nil, _ write: (inout StructuredData) -> Void) {
        start(key)
        out.append("{")
        isFirst = true
        write(&self)
        out.append("}")
        isFirst = false
    }

    mutating func list(_ key: String, _ write: (inout StructuredData) -> Void) {
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

    mutating func number(_ key: String, _ number: Int) {
        start(key)
        out.append(decimal: number)
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

    /// The way from the index to a page.
    mutating func breadcrumbs(_ steps: [(name: String, url: String)]) {
        object {
            $0.text("@type", "BreadcrumbList")
            $0.list("itemListElement") { list in
                for (index, step) in steps.enumerated() {
                    list.object {
                        $0.text("@type", "ListItem")
                        $0.number("position", index + 1)
                        $0.text("name", step.name)
                        $0.text("item", step.url)
                    }
                }
            }
        }
    }

    /// A page that lists others.
    mutating func collection(_ name: String, _ summary: String, _ url: String, _ language: String) {
        object {
            $0.text("@type", "CollectionPage")
            $0.text("name", name)
            $0.text("description", summary)
            $0.text("url", url)
            $0.text("inLanguage", language)
        }
    }
}
