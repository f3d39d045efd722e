import Support

/// The one of a page's two variants that a client asks for with its Accept header (RFC 9110 section 12.5.1).
///
/// Browsers and clients that accept anything get HTML; markdown is for those who name it with a weight that is at
/// least that of HTML. `AcceptPatterns` says the same to hosts, and one table of requests holds both to each other.
enum Negotiation {
    /// The form of a page that a client prefers.
    enum Variant: Sendable, Hashable { case html, markdown }

    /// - Parameter accept: the header; several fields of it joined by commas, as RFC 9110 section 5.3 has it.
    static func variant(accept: String?) -> Variant {
        variant(elements(accept))
    }

    /// The variant of an issue: a browser, which always names HTML, is led to the page; all others get markdown, unless they
    /// refuse it.
    static func variantOfIssue(accept: String?) -> Variant {
        let elements = elements(accept)
        guard variant(elements) == .html else { return .markdown }
        let isRefused = weight(of: "text/markdown", elements) == 0
        return !isRefused && (weight(of: "text/html", elements) ?? 0) == 0 ? .markdown : .html
    }

    private static func elements(_ accept: String?) -> [Element] {
        (accept ?? "").split(separator: ",").compactMap(Element.init)
    }

    private static func variant(_ elements: [Element]) -> Variant {
        let markdown = weight(of: "text/markdown", elements) ?? 0
        // The weight of HTML is that of the most specific range that covers it. What is published is no
        // `text/html;level=1`, so a weight of that counts only where nothing is said of `text/html` itself.
        let html =
            weight(of: "text/html", elements) ?? weight(of: "text/*", elements, isWildcard: true)
            ?? weight(of: "*/*", elements, isWildcard: true) ?? 0
        return markdown > 0 && markdown >= html ? .markdown : .html
    }

    /// One media range with its weight.
    private struct Element {
        var range: String
        /// Whether it has parameters before its weight.
        var isBare: Bool
        /// Thousandths, where it is less than 1.
        var fraction: Int?

        init?(_ text: Substring) {
            let parts = text.split(separator: ";").map { $0.trimmed.lowercased() }
            guard let range = parts.first else { return nil }
            self.range = range
            isBare = parts.count == 1 || parts[1].hasPrefix("q=")
            fraction = parts.dropFirst().lazy.compactMap { Self.fraction($0) }.first
        }

        /// Of `q=0.25` 250. Digits beyond the third are not read; `q=.5` is a half, as its sender meant it.
        private static func fraction(_ parameter: String) -> Int? {
            guard parameter.hasPrefix("q=") else { return nil }
            var digits = parameter.dropFirst(2)
            let hasZero = digits.first == "0"
            if hasZero { digits = digits.dropFirst() }
            guard digits.first == "." else { return hasZero && digits.isEmpty ? 0 : nil }
            digits = digits.dropFirst()
            guard hasZero || !digits.isEmpty, digits.utf8.allSatisfy(\.isASCIIDigit) else {
                return nil
            }
            return Int((digits + "000").prefix(3))
        }
    }

    /// The weight of a range; nil where it is not named. Of several the bare ones count first, and of those the first
    /// one with a weight below 1; a weight that is not valid counts as 1.
    private static func weight(of range: String, _ elements: [Element], isWildcard: Bool = false) -> Int? {
        let named = elements.filter { $0.range == range }
        let bare = isWildcard ? [] : named.filter(\.isBare)
        let counting = bare.isEmpty ? named : bare
        guard !counting.isEmpty else { return nil }
        return counting.lazy.compactMap(\.fraction).first ?? 1000
    }
}
