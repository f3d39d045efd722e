/// `Accept` (RFC 9110 section 12.5.1) for hosts that have nothing but regular expressions. The preview's `Negotiation`
/// reads the header by the same rules, and one table of requests holds both to each other.
///
/// Each pattern finds one media range in the header; the `weighted` ones have a group for the digits after the point of
/// a weight below 1, such as `5` of `q=0.5` and of `q=.5`. What follows the third digit is not read. A weight that is
/// none counts as 1.
enum AcceptPatterns {
    /// A range without parameters first, and then with some, such as `text/markdown; variant=GFM`.
    static let markdown = [bare("text/markdown"), any("text/markdown")]
    /// Media ranges that cover HTML, the most specific first. The published pages are no `text/html;level=1`, so a
    /// weight of that counts only where nothing is said of `text/html` itself.
    static let html = [bare("text/html"), any("text/html"), any("text/\\*"), any("\\*/\\*")]

    /// Those of them that name HTML, as browsers always do.
    static let namedHTML = [bare("text/html"), any("text/html")]

    struct Patterns {
        /// The digits after the point are the only group of each.
        var weighted: [String]
        var whole: String
    }

    /// No look-around and no back references: RE2 has none.
    private static func start(_ range: String) -> String { "(?:^|,)[ \\t]*\(range)[ \\t]*" }

    /// The range with no parameter before its weight.
    private static func bare(_ range: String) -> Patterns {
        patterns(start(range), whole: start(range) + "(?:,|$|;[ \\t]*q=)")
    }

    /// The range with parameters or without.
    private static func any(_ range: String) -> Patterns {
        patterns(start(range) + "(?:;[^,;]*)*", whole: start(range) + "(?:[;,]|$)")
    }

    private static func patterns(_ start: String, whole: String) -> Patterns {
        let end = "[0-9]*[ \\t]*(?:[;,]|$)"
        return Patterns(
            weighted: [
                "\(start);[ \\t]*q=0(?:\\.([0-9]{0,3})\(end)|[ \\t]*(?:[;,]|$))",
                "\(start);[ \\t]*q=\\.([0-9]{1,3})\(end)",
            ], whole: whole)
    }

    /// Matches `MARKDOWN:HTML`, two weights of the same many digits, where the first is larger or both are the same;
    /// and a markdown weight before nothing. Needs back references.
    ///
    /// - Parameter reference: how the first group is named after a backslash.
    static func isAtLeast(reference: String) -> String {
        let larger = (1...9).map { "\($0)[0-9]*:\(reference)[0-\($0 - 1)]" }.joined(separator: "|")
        return "^([0-9]*)(?::(?:$|\(reference)$)|\(larger))"
    }
}
