import Support

/// Shortcodes of Hugo within lines.
extension GuideBody {
    /// `{{</* name */>}}`, which shows a shortcode as it is.
    func unescapeShortcodes(_ line: inout SourceLine) {
        guard line.text.position(of: "/*") != nil else { return }
        for (open, close, mark) in [("{{</*", "*/>}}", "<"), ("{{%/*", "*/%}}", "%")] {
            let end = mark == "<" ? ">}}" : "%}}"
            line.text = line.text.replacingBytes(open, with: "{{\(mark)").replacingBytes(close, with: end)
        }
    }

    mutating func replaceShortcodes(_ text: String, _ number: Int) -> String {
        let isAlone = Shortcode(text.trimmed) != nil
        var (out, rest) = ("", text[...])
        while let index = rest.position(of: "{{") {
            out += rest[..<index]
            rest = rest[index...]
            guard let code = Shortcode(at: rest) else {
                out += "{{"
                rest = rest.dropFirst(2)
                continue
            }
            let whole = String(rest.utf8.prefix(code.length)) ?? ""
            rest = rest[rest.utf8.index(rest.startIndex, offsetBy: code.length)...]
            guard let written = replacement(code, number, isAlone: isAlone) else {
                out += whole
                continue
            }
            out += written
        }
        return out + rest
    }

    /// The caption and the title of a figure in emphasis; nil where it has none.
    private static func caption(of code: Shortcode) -> String? {
        var parts = [code["title"], code["caption"]].compactMap { $0?.trimmed }.filter { !$0.isEmpty }
        if parts.count == 2, parts[0] == parts[1] { parts.removeLast() }
        guard !parts.isEmpty else { return nil }
        // A caption may have emphasis of its own.
        return parts.map { $0.contains("*") ? ($0.contains("_") ? $0 : "_\($0)_") : "*\($0)*" }.joined(
            separator: " ")
    }

    /// A shortcode with a known meaning, in markdown; nil for any other one.
    ///
    /// - Parameter isAlone: whether it is all of its line.
    private mutating func replacement(_ code: Shortcode, _ number: Int, isAlone: Bool) -> String? {
        switch code.name.lowercased() {
        case "ref", "relref":
            let path = code.values.first ?? code["path"] ?? ""
            return PercentEncoding.encode(path, .readableAddress)
        case "figure", "img", "image":
            guard let source = code["src"] ?? code["link"] ?? code.values.first else { return nil }
            let alternative = code["alt"] ?? code["caption"] ?? code["title"] ?? ""
            let image = "![\(MarkdownText.escaped(alternative))](\(MarkdownText.destination(source)))"
            guard let text = Self.caption(of: code) else {
                changed(number, "a figure became an image")
                return image
            }
            changed(
                number,
                "a figure became an image, with its caption \(isAlone ? "in a paragraph below it" : "after it")"
            )
            guard isAlone else { return "\(image) \(text)" }
            caption = text
            return image
        case "youtube", "vimeo":
            guard let id = code["id"] ?? code.values.first else { return nil }
            changed(number, "a video became a link")
            let base = code.name == "vimeo" ? "https://vimeo.com/" : "https://www.youtube.com/watch?v="
            return "[\(code["title"] ?? "Watch the video")](\(base)\(PercentEncoding.encode(id, .component)))"
        case "new-in": return "(new in version \(code.values.first ?? ""))"
        case "deprecated-in": return "(deprecated in version \(code.values.first ?? ""))"
        case "kbd": return code.values.first.map { "<kbd>\(HTMLEntities.escaped($0))</kbd>" }
        default: return nil
        }
    }
}
