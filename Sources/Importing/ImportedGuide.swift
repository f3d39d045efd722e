import Content
import Support

/// A guide as it is written into the site.
struct ImportedGuide: Sendable {
    var file: String
    /// Relative to `Content/guides`, without `.md`.
    var out: String
    var title: String
    var summary: String
    var category = ""
    var order: Int?
    var updated: Day?
    var isDraft = false
    var isUnlisted = false
    var keywords: [String] = []
    var aliases: [String] = []
    var body: [SourceLine]
    /// Files that it includes wholly, each on a line of its own.
    var includes: [(line: Int, file: String)] = []

    /// The whole file.
    var text: String {
        var lines = [
            "---", "title: \(Self.written(title))", "summary: \(Self.written(summary))",
            "category: \(category)",
        ]
        if let order { lines.append("order: \(order)") }
        if let updated { lines.append("updated: \(updated)") }
        if isDraft { lines.append("draft: true") }
        if isUnlisted { lines.append("listed: false") }
        if !keywords.isEmpty {
            lines.append("keywords: [\(keywords.map(Self.written).joined(separator: ", "))]")
        }
        if !aliases.isEmpty { lines += ["aliases:"] + aliases.map { "  - \(Self.written($0))" } }
        lines += ["---", ""]
        return (lines + body.map(\.text)).joined(separator: "\n") + "\n"
    }

    /// A text as a value of YAML, in quotes where it would be read as something else.
    static func written(_ text: String) -> String {
        let isPlain =
            YAML.value(ofScalar: text) == text && !text.contains(": ") && !text.contains(" #")
            && !text.utf8.contains { "[]{},&*!|>'\"%@`".utf8.contains($0) }
            && text.utf8.first?.isASCIILetter ?? false
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
        return isPlain ? text : YAML.quoted(text)
    }
}
