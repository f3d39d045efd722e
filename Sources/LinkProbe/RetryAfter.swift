import FoundationEssentials

/// Reads `Retry-After` (RFC 9110 section 10.2.3): seconds, or a date in one of the three forms of HTTP.
enum RetryAfter {
    /// The time that a host asks to wait: the longest where it says several; nil where it does not ask, or where nobody
    /// can tell how long.
    ///
    /// - Parameter values: those of all its headers, such as `["120"]` or `["Fri, 27 Nov 2026 08:00:00 GMT"]`.
    static func wait(_ values: [String], now: Date) -> Duration? {
        values.compactMap { wait($0, now: now) }.max()
    }

    private static func wait(_ value: String, now: Date) -> Duration? {
        let seconds = value.split(separator: ",").map { String($0.trimmed) }
        if let first = seconds.first, !first.isEmpty,
            seconds.allSatisfy({ $0.wholeMatch(of: #/[+-]?[0-9]+(\.[0-9]+)?/#) != nil })
        {
            return seconds.compactMap(Double.init).max().map { .seconds(min(max(0, $0), Self.longest)) }
        }
        guard let date = Curl.seconds(ofDate: value) else { return nil }
        return .seconds(min(max(0, Double(date) - now.timeIntervalSince1970), Self.longest))
    }

    /// No wait of this length is ever kept.
    private static let longest = 1e6
}
