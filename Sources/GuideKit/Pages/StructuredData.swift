/// Structured data (schema.org) as JSON-LD, safe within a script element.
enum StructuredData {
    /// A JSON value, with its keys in a fixed order.
    indirect enum JSON {
        case text(String)
        case number(Int)
        case list([JSON])
        case object([(String, JSON)])
    }

    static func string(_ value: JSON) -> String {
        var out = ""
        append(value, to: &out)
        return out
    }

    private static func append(_ value: JSON, to out: inout String) {
        switch value {
        case .text(let text): appendText(text, to: &out)
        case .number(let number): out += String(number)
        case .list(let items):
            out += "["
            for (index, item) in items.enumerated() {
                if index > 0 { out += "," }
                append(item, to: &out)
            }
            out += "]"
        case .object(let entries):
            out += "{"
            for (index, entry) in entries.enumerated() {
                if index > 0 { out += "," }
                appendText(entry.0, to: &out)
                out += ":"
                append(entry.1, to: &out)
            }
            out += "}"
        }
    }

    /// RFC 8259 section 7, and no `<`, `>` or `&`, so that no text can end the script element.
    private static func appendText(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "<": out += "\\u003c"
            case ">": out += "\\u003e"
            case "&": out += "\\u0026"
            case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
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

    static func graph(_ nodes: [JSON]) -> String {
        string(.object([("@context", .text("https://schema.org")), ("@graph", .list(nodes))]))
    }
}
