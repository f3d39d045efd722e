import Support

/// Structured data (schema.org) as JSON-LD, safe within a script element: a graph of things, written one after the
/// other.
struct StructuredData {
    private(set) var json = JSONWriter(capacity: 2048)

    init() {
        json.open(.object)
        json.text("@context", "https://schema.org")
        json.open(.list, "@graph")
    }

    /// The whole graph.
    func finish() -> [UInt8] {
        json.out.append(json.closingBrackets)
        return json.out.bytes
    }

    mutating func object(_ write: (inout JSONWriter) -> Void) { json.object(nil, write) }

    /// The way from the index to a page.
    mutating func breadcrumbs(_ steps: [(name: String, url: String)]) {
        json.object {
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
