import Support

/// A published file of markdown, as servers tell of it.
struct MarkdownFile: Sendable {
    /// Decoded, such as `/guides/tls.md` or `/llms.txt`.
    let path: String
    /// About how many tokens it costs an agent.
    let tokens: Int
    /// The day of the last change of the guide that it is the twin of, or whose issue; nil for lists, and where none is known.
    let updated: Day?

    /// The path of its page, or its own where it has none; decoded.
    ///
    /// - Parameter index: the path of the site's index.
    func page(index: String) -> String {
        guard path.hasSuffix(".md") else { return path }
        return path == "/index.md" ? index : String(decoding: path.utf8.dropLast(3), as: UTF8.self)
    }
}

extension Day {
    /// The start of the day as headers have it (RFC 9110 section 5.6.7), such as `Mon, 30 Nov 2026 00:00:00 GMT`.
    var headerText: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let date = description.split(separator: "-")
        return "\(weekdays[(number % 7 + 7) % 7]), \(date[2]) \(months[month - 1]) \(date[0]) 00:00:00 GMT"
    }
}
