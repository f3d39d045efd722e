/// Marks of DocFX as markdown: images, zones, tabs and buttons.
extension GuideBody {
    mutating func convertDocFX() {
        guard syntax.contains(.docfx) else { return }
        var out: [SourceLine] = []
        var fence = FenceState()
        /// Whether a rule ends the tabs that are open.
        var hasTabs = false
        for line in lines {
            guard !fence.take(line.text) else {
                out.append(line)
                continue
            }
            let text = line.text.trimmed
            if let label = Self.tab(text) {
                if out.last?.text.isBlank == false { out.append(SourceLine("", line.number)) }
                out += [SourceLine("**\(label)**", line.number), SourceLine("", line.number)]
                hasTabs = true
                changed(line.number, "a tab became a part under its label")
            } else if hasTabs, text == "---" || text == "***" || text == "* * *",
                out.last?.text.isBlank ?? true
            {
                hasTabs = false
            } else if let block = block(text, line) {
                out += block.map { SourceLine($0, line.number) }
            } else {
                let plain = OutsideCode.map(line.text) { inline($0, line.number) }
                out.append(SourceLine(plain, line.number))
            }
        }
        lines = out
    }

    /// The label of a tab: `Windows` of `# [Windows](#tab/windows)`.
    private static func tab(_ text: String) -> String? {
        guard text.begins("#"), let open = text.cut(at: " [")?.after, let link = open.cut(at: "](#tab/"),
            link.after.ends(")"), !link.before.isBlank
        else { return nil }
        return link.before.replacingBytes("**", with: "")
    }

    /// The lines that a mark alone on its line becomes; nil for any other line.
    private mutating func block(_ text: String, _ line: SourceLine) -> [String]? {
        let lead = line.text.prefix { $0 == " " || $0 == "\t" }
        if let rest = text.after(">")?.trimmed, rest.begins("[!") {
            if rest.lowercased().begins("[!div"), rest.ends("]") {
                changed(line.number, "the look of a quote, `\(MessageWords.short(rest))`, is left out")
                return []
            }
            guard let video = rest.after("[!VIDEO ") ?? rest.after("[!Video "), video.ends("]") else {
                return nil
            }
            changed(line.number, "a video became a link")
            let address = String(video.dropLast()).trimmed
            return ["\(lead)[Watch the video](\(MarkdownText.destination(address)))"]
        }
        guard let mark = DocFXMark(text) else { return nil }
        switch mark.name {
        case "row", "row-end", "column", "column-end", "zone-end", "moniker-end", "image-end":
            changed(line.number, "the block `:::\(mark.name)` is left out, and its text stays")
            return [""]
        case "zone", "moniker":
            guard let label = mark["pivot"] ?? mark["range"] ?? mark["target"] else { return nil }
            changed(line.number, "the block `:::\(mark.name)` became a part under its label")
            return ["", "\(lead)**\(MarkdownText.escaped(label))**", ""]
        default: return nil
        }
    }

    // MARK: Within lines

    private mutating func inline(_ text: String, _ number: Int) -> String {
        var text = text
        if text.position(of: ":::") != nil { text = marks(text, number) }
        if text.position(of: "[!") != nil { text = words(text, number) }
        return text
    }

    /// Images and names that are never translated.
    private mutating func marks(_ text: String, _ number: Int) -> String {
        var (out, rest) = ("", text[...])
        while let start = rest.position(of: ":::") {
            out += rest[..<start]
            rest = rest[start...]
            guard let mark = DocFXMark(at: rest), mark.isClosed, let written = written(mark, number) else {
                out += ":::"
                rest = rest.dropFirst(3)
                continue
            }
            out += written
            rest = rest[rest.utf8.index(start, offsetBy: mark.length)...]
        }
        return out + rest
    }

    private mutating func written(_ mark: DocFXMark, _ number: Int) -> String? {
        switch mark.name {
        case "image":
            guard let source = mark["source"] else { return nil }
            changed(number, "`:::image` became an image of markdown")
            let alternative = MarkdownText.escaped(mark["alt-text"] ?? "")
            return "![\(alternative)](\(MarkdownText.destination(source)))"
        case "no-loc": return mark["text"].map(MarkdownText.escaped)
        default: return nil
        }
    }

    /// Names of buttons: `[!UICONTROL Save]`.
    private mutating func words(_ text: String, _ number: Int) -> String {
        var (out, rest) = ("", text[...])
        for key in ["UICONTROL", "DNL"] {
            while let start = rest.position(of: "[!\(key) "), let end = rest[start...].position(of: "]") {
                let inner = rest[start..<end].dropFirst(key.utf8.count + 3).trimmed
                out += rest[..<start] + (key == "DNL" ? inner : "**\(inner)**")
                rest = rest[end...].dropFirst()
                changed(number, "`[!\(key)]` became text")
            }
        }
        return out + rest
    }
}
