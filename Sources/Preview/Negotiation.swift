/// Which of a page's two variants a client asks for with its Accept header (RFC 9110 section 12.5.1).
///
/// Browsers and everybody who accepts anything get HTML; markdown is for those who name it with a weight that is at
/// least that of HTML.
package enum Negotiation {
    package enum Variant: Sendable, Hashable { case html, markdown }

    package static func variant(accept: String?) -> Variant {
        guard let accept else { return .html }
        var markdown: Int?
        // The weight of HTML is that of the most specific range that covers it.
        var html: (precision: Int, weight: Int) = (0, 0)
        for element in accept.split(separator: ",") {
            let parts = element.split(separator: ";").map { trimmed($0).lowercased() }
            guard let range = parts.first else { continue }
            let weight = weight(parts.dropFirst())
            let precision: Int
            switch range {
            case "text/markdown":
                markdown = max(markdown ?? 0, weight)
                continue
            case "text/html": precision = 3
            case "text/*": precision = 2
            case "*/*": precision = 1
            default: continue
            }
            if precision > html.precision { html = (precision, weight) }
        }
        guard let markdown, markdown > 0 else { return .html }
        return markdown >= html.weight ? .markdown : .html
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return start[...end]
    }

    /// Thousandths; a weight that is none counts as 1.
    private static func weight(_ parameters: ArraySlice<String>) -> Int {
        for parameter in parameters where parameter.hasPrefix("q=") {
            guard let value = Double(parameter.dropFirst(2)), (0...1).contains(value) else { return 1000 }
            return Int((value * 1000).rounded())
        }
        return 1000
    }
}
