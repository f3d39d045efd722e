/// Facts at the top of a guide without marks around them, as MkDocs reads them (MultiMarkdown): `title: One`, then an
/// empty line.
extension SourceGuide {
    /// Keys that MkDocs or its themes know. A text that starts with another word and a colon is a text.
    private static let plainKeyNames: Set<String> = [
        "title", "subtitle", "summary", "description", "date", "author", "authors", "template", "keywords",
        "category",
        "categories", "tags", "slug", "status", "icon", "hide", "lang", "language", "robots", "path",
        "source", "hero",
        "redirect", "revision_date", "comments", "disqus", "edit_url", "updated", "draft",
    ]

    /// Takes them out of the body, if the guide has no front matter.
    mutating func takePlainFacts() {
        guard facts.fields.isEmpty, let first = body.first, first.number == 1,
            let key = Self.plainKey(first.text)?.key, Self.plainKeyNames.contains(key)
        else { return }
        var fields: [SourceValue.Field] = []
        var texts: [String] = []
        var count = 0
        for line in body {
            if line.text.isBlank { break }
            if let (key, text) = Self.plainKey(line.text) {
                fields.append(SourceValue.Field(key: key, line: line.number, value: .none))
                texts.append(text)
            } else if line.text.indent >= 4 {
                // It goes on with the text of the key above it.
                texts[texts.count - 1] += " " + line.text.trimmed
            } else {
                break
            }
            count += 1
        }
        for (index, text) in texts.enumerated() {
            fields[index].value = SourceValue(content: .text(text), line: fields[index].line)
        }
        facts = SourceValue(content: .map(fields), line: 1)
        body.removeFirst(count)
    }

    /// `title` and `One` of `Title: One`.
    private static func plainKey(_ line: String) -> (key: String, text: String)? {
        guard line.indent < 4, let cut = line.cut(at: ":") else { return nil }
        let key = cut.before.trimmed
        guard !key.isEmpty,
            key.utf8.allSatisfy({
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            })
        else { return nil }
        return (key.lowercased(), cut.after.trimmed.unquoted)
    }
}
