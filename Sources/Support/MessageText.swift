/// Texts of authors within messages, which have to stay lines that people read.
package enum MessageText {
    /// A text after a colon, such as `: "a: b"`; nothing of one that fills lines.
    package static func afterColon(_ text: String) -> String { text.utf8.count > longest ? "" : ": \(text)" }

    /// A name within backticks, shortened where it fills lines.
    package static func name(_ text: String) -> String {
        text.utf8.count > longest ? String(text.prefix(longest / 4)) + "…" : text
    }

    private static let longest = 120
}
