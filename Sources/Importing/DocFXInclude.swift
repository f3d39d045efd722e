/// Includes of DocFX.
extension Include {
    /// `[!INCLUDE [title](file)]`, `[!code-sh[title](file#part)]` and `:::code language="sh" source="file":::`.
    static func docfx(_ text: String) -> Include? {
        if let tag = DocFXMark(text), tag.name == "code", let source = tag["source"] {
            var include = Include(source)
            include.code = tag["language"] ?? source.ending
            include.takePart(id: tag["id"], range: tag["range"])
            return include
        }
        guard text.begins("[!"), text.ends(")]"), let link = text.dropLast(2).cut(at: "](") else {
            return nil
        }
        let name = link.before.dropFirst(2).prefix { $0 != "[" }.trimmed.lowercased()
        var include = Include(link.after.trimmed)
        if name == "include" {
            include.isOutsideCodeAlone = true
            return include
        }
        guard let code = name.after("code") else { return nil }
        let parts = include.path.cut(at: "?") ?? (include.path, "")
        let query = parts.after.split(separator: "&").compactMap { String($0).cut(at: "=") }
        let named = parts.before.cut(at: "#")
        include.path = named?.before ?? parts.before
        include.code = code.begins("-") ? String(code.dropFirst()) : include.path.ending
        func value(_ key: String) -> String? { query.first { $0.before == key }?.after }
        include.takePart(id: value("name") ?? named?.after, range: value("range"))
        return include
    }

    /// A part by its name, or by its lines: `3-9`.
    private mutating func takePart(id: String?, range: String?) {
        isOutsideCodeAlone = true
        if let id, !id.isEmpty {
            part = .named(id)
        } else if let range, !range.contains(","), let from = Int(range.prefix { $0 != "-" }) {
            let to = range.cut(at: "-")?.after
            part = .lines(from, to.map { Int($0) } ?? from)
        }
    }
}
