/// The extensions of Python-Markdown whose syntax is read where they are on alone.
extension BodySyntax {
    /// The syntax of the extensions that the settings name, without what their options switch off.
    static func ofExtensions(_ lines: [SourceLine]) -> BodySyntax {
        let known: [String: BodySyntax] = [
            "pymdownx.tilde": .subscripts, "pymdownx.caret": [.superscripts, .insertions],
            "pymdownx.inlinehilite": .codeLanguages, "pymdownx.emoji": .emoji, "pymdownx.critic": .edits,
        ]
        let options: [String: BodySyntax] = [
            "subscript": .subscripts, "superscript": .superscripts, "insert": .insertions,
        ]
        var all: BodySyntax = []
        for line in lines {
            let text = line.text.trimmed
            let plain = (text.after("- ") ?? text).cut(at: " #")?.before ?? text.after("- ") ?? text
            let cut = plain.cut(at: ":")
            let key = (cut?.before ?? plain).trimmed.unquoted
            if let syntax = known[key] {
                all.formUnion(syntax)
            } else if let option = options[key], cut?.after.trimmed == "false" {
                all.subtract(option)
            }
        }
        return all
    }
}
