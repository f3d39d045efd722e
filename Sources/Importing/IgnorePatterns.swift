/// Patterns of files as git writes them in `.gitignore`, of which the last that matches decides.
struct IgnorePatterns: Sendable {
    private struct Rule: Sendable {
        /// For `FilePattern`, from the folder of the guides.
        var pattern: String
        var keeps: Bool
    }

    private var rules: [Rule] = []

    /// - Parameter lines: one pattern each; empty lines and comments among them.
    init(_ lines: [String]) {
        for line in lines {
            var text = line.trimmed
            guard !text.isEmpty, !text.begins("#") else { continue }
            let keeps = text.begins("!")
            if keeps || text.begins("\\") { text.removeFirst() }
            let isFolder = text.ends("/")
            if isFolder { text.removeLast() }
            // A name without a slash is one of any folder.
            let isAnywhere = !text.contains("/")
            if text.begins("/") { text.removeFirst() }
            guard !text.isEmpty else { continue }
            // A folder means all that is in it.
            let end = isFolder ? "/**/*" : "/**"
            rules.append(Rule(pattern: (isAnywhere ? "**/" : "") + text + end, keeps: keeps))
        }
    }

    /// Whether a file is one of those that the patterns name.
    ///
    /// - Parameter path: relative to the folder of the guides.
    func contains(_ path: String) -> Bool {
        rules.last { FilePattern.matches($0.pattern, path) }.map { !$0.keeps } ?? false
    }

    /// The lines of a setting whose value is a text of patterns, on its line or indented below it.
    static func lines(of key: String, in settings: [SourceLine]) -> [String] {
        guard let start = settings.firstIndex(where: { $0.text.begins(key + ":") }) else { return [] }
        let value = settings[start].text.after(key + ":")?.trimmed ?? ""
        // `|` and its like say that the text follows.
        let isBlock = value.isEmpty || value.begins("|") || value.begins(">") || value.begins("#")
        guard isBlock else { return [value.unquoted] }
        return settings[(start + 1)...].prefix { $0.text.isBlank || $0.text.indent > 0 }.map(\.text)
    }
}
