import Markdown

/// Structured data (schema.org) as JSON-LD, safe within a script element.
enum StructuredData {
    /// A JSON value, with its keys in a fixed order.
    indirect enum JSON {
        case text(String)
        case number(Int)
        case list([JSON])
        case object([(String, JSON)])
    }

    static func string(_ value: JSON) -> [UInt8] {
        let out = ByteBuffer(capacity: 2048)
        append(value, to: out)
        return out.bytes
    }

    private static func append(_ value: JSON, to out: ByteBuffer) {
        switch value {
        case .text(let text): appendText(text, to: out)
        case .number(let number): out.append(decimal: number)
        case .list(let items):
            out.append("[")
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(",") }
                append(item, to: out)
            }
            out.append("]")
        case .object(let entries):
            out.append("{")
            for (index, entry) in entries.enumerated() {
                if index > 0 { out.append(",") }
                appendText(entry.0, to: out)
                out.append(":")
                append(entry.1, to: out)
            }
            out.append("}")
        }
    }

    /// RFC 8259 section 7, and no `<`, `>` or `&`, so that no text can end the script element.
    private static func appendText(_ text: String, to out: ByteBuffer) {
        out.append("\"")
        for byte in text.utf8 {
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
        out.append("\"")
    }

    /// The way from the index to a page.
    static func breadcrumbs(_ steps: [(name: String, url: String)]) -> JSON {
        .object([
            ("@type", .text("BreadcrumbList")),
            (
                "itemListElement",
                .list(
                    steps.enumerated().map { index, step in
                        .object([
                            ("@type", .text("ListItem")), ("position", .number(index + 1)),
                            ("name", .text(step.name)), ("item", .text(step.url)),
                        ])
                    })
            ),
        ])
    }

    /// A page that lists others.
    static func collection(_ name: String, _ summary: String, _ url: String, _ language: String) -> JSON {
        .object([
            ("@type", .text("CollectionPage")), ("name", .text(name)), ("description", .text(summary)),
            ("url", .text(url)), ("inLanguage", .text(language)),
        ])
    }

    static func graph(_ nodes: [JSON]) -> [UInt8] {
        string(.object([("@context", .text("https://schema.org")), ("@graph", .list(nodes))]))
    }
}
