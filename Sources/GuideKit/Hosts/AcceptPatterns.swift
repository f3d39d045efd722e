/// `Accept` (RFC 9110 section 12.5.1) for hosts that have nothing but regular expressions: `Negotiation` says what is meant.
///
/// Each pattern finds one media range in the header; those `withWeight` have a group for the digits behind `0.`, and the
/// others mean the whole weight. A weight that is none counts as 1.
enum AcceptPatterns {
    static let markdown = patterns("text/markdown")
    /// What HTML is covered by, the most specific first.
    static let html = [patterns("text/html"), patterns("text/\\*"), patterns("\\*/\\*")]

    struct Patterns {
        /// The digits behind `0.` are the only group.
        var withWeight: String
        var whole: String
    }

    /// No look-around and no back references: RE2 has none.
    private static func patterns(_ range: String) -> Patterns {
        let start = "(?:^|,)[ \\t]*\(range)[ \\t]*"
        return Patterns(
            withWeight: start + "(?:;[^,;]*)*;[ \\t]*q=0(?:\\.([0-9]{0,3}))?[ \\t]*(?:[;,]|$)",
            whole: start + "(?:[;,]|$)")
    }

    /// Matches `MARKDOWN:HTML`, two weights of the same many digits, where the first is larger or both are the same; and
    /// a markdown weight before nothing. Needs back references.
    ///
    /// - Parameter reference: how the first group is named behind a backslash.
    static func isAtLeast(reference: String) -> String {
        let larger = (1...9).map { "\($0)[0-9]*:\(reference)[0-\($0 - 1)]" }.joined(separator: "|")
        return "^([0-9]*)(?::(?:$|\(reference)$)|\(larger))"
    }
}
