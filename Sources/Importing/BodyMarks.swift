import Support

/// Marks of generators: shortcodes, attributes, keys, icons, contents.
extension GuideBody {
    /// Converts marks that are lines of their own, before blocks are found: blocks of code among them.
    mutating func convertMarks() {
        var out: [SourceLine] = []
        var fence = FenceState()
        var isRust = false
        var isShortcode = false
        for var line in lines {
            let wasOpen = fence.isOpen
            if wasOpen, isShortcode, let closing = codeShortcode(line), closing.trimmed == "```" {
                line.text = closing
                isShortcode = false
            }
            if syntax.contains(.shortcodes) { unescapeShortcodes(&line) }
            if fence.take(line.text) {
                if !wasOpen {
                    isRust = Fence(Fence.withoutContainers(line.text))?.info.begins("rust") ?? false
                }
                // Lines that mdBook hides.
                let text = line.text.trimmed
                if wasOpen, isRust, syntax.contains(.bookIncludes), text == "#" || text.begins("# ") {
                    continue
                }
                out.append(line)
                continue
            }
            if let opened = codeShortcode(line) {
                line.text = opened
                _ = fence.take(opened)
                isShortcode = fence.isOpen
                out.append(line)
                continue
            }
            if isContents(line.text) {
                changed(line.number, "the mark of the contents is left out: each page has its own")
                continue
            }
            if dropsLiquid(line) || dropsBookTitle(line) { continue }
            if let comment = Self.commentAsHeading(line.text) {
                left(line.number, "the heading has no text, so it is left out")
                line.text = comment
            }
            out.append(line)
        }
        lines = out
    }

    /// Converts marks within lines, once blocks are those of markdown, so that code is known.
    mutating func convertInlineMarks() {
        let marks = syntax.isDisjoint(with: Self.scripts) ? "{+=:".utf8 : "{+=:~^`".utf8
        guard lines.contains(where: { $0.text.utf8.contains(where: marks.contains) }) else { return }
        let code = MappedText(lines).document()?.blocks.filter { $0.kind == .code }.map(\.lines) ?? []
        let isCode = code.reduce(into: codeLines) { isCode, block in
            for line in block where isCode.indices.contains(line) { isCode[line] = true }
        }
        let hasLanguages = syntax.contains(.codeLanguages)
        let hasScripts = !syntax.isDisjoint(with: Self.scripts)
        var formula = FormulaLines()
        var out: [SourceLine] = []
        for (index, line) in lines.enumerated() {
            var line = line
            let isFormula = hasScripts && !isCode[index] && formula.take(line.text)
            if !isCode[index], !isFormula, line.text.utf8.contains(where: marks.contains) {
                if line.text.begins("#") { convertHeading(&line) }
                let text = line.text.trimmed
                if syntax.contains(.attributes), let list = AttributeList(text),
                    list.length == text.utf8.count
                {
                    let id = list.id.flatMap(FittedID.make)
                    tellAttributes(of: list, id, "attributes of a block", line.number)
                    guard let id else { continue }
                    // The id is a place of its own after the block.
                    out.append(SourceLine("", line.number))
                    let indent = String(repeating: " ", count: line.text.indent)
                    out.append(SourceLine(indent + HTMLElements.writtenAnchor(id), line.number))
                    continue
                }
                var followsCode = line.text.begins("`")
                let indent = String(repeating: " ", count: line.text.indent)
                line.text = OutsideCode.map(
                    line.text, code: { hasLanguages ? ScriptMarks.withoutLanguage($0) : $0 }
                ) {
                    defer { followsCode = true }
                    return convertInline($0, line.number, followsCode: followsCode)
                }
                if let caption {
                    out += [line, SourceLine("", line.number)]
                    line.text = indent + caption
                    self.caption = nil
                }
            }
            out.append(line)
        }
        lines = out
    }

    // MARK: Lines

    private func isContents(_ line: String) -> Bool {
        guard let first = line.utf8.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else {
            return false
        }
        return ["[TOC]", "[toc]", "[[toc]]", "[[TOC]]", "{{< toc >}}", "{{% toc %}}", "{:toc}"].contains(
            line.trimmed)
    }

    /// `{{#title Title}}` of mdBook, the title of a window.
    private mutating func dropsBookTitle(_ line: SourceLine) -> Bool {
        let text = line.text.trimmed
        guard syntax.contains(.bookIncludes), text.begins("{{#title "), text.ends("}}") else { return false }
        changed(line.number, "`\(MessageWords.short(text))` is left out: the page has a title of its own")
        return true
    }

    /// The comment that is all the text of a heading, which readers do not see.
    private static func commentAsHeading(_ line: String) -> String? {
        guard line.begins("#") else { return nil }
        let marks = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
        guard marks <= 6, let text = line.after(String(repeating: "#", count: marks) + " ")?.trimmed,
            text.begins("<!--"), let close = text.cut(at: "-->"), close.after.isEmpty
        else { return nil }
        return text
    }

    /// A shortcode or a tag of Liquid that opens or closes a block of code, as a fence.
    private func codeShortcode(_ line: SourceLine) -> String? {
        let text = line.text.trimmed
        let indent = String(repeating: " ", count: line.text.indent)
        if syntax.contains(.liquid), text.begins("{%"), text.ends("%}") {
            let words = text.dropFirst(2).dropLast(2).split(whereSeparator: { $0 == " " || $0 == "-" })
            if words.first == "highlight" { return "\(indent)```\(words.count > 1 ? String(words[1]) : "")" }
            if words.first == "endhighlight" { return indent + "```" }
        }
        guard syntax.contains(.shortcodes), let code = Shortcode(text), !code.isClosed else { return nil }
        switch code.name {
        case "highlight", "code", "code-toggle":
            if code.isClosing { return indent + "```" }
            let file = code["file"] ?? code["filename"]
            let language =
                code["lang"] ?? code["language"] ?? (code.name == "highlight" ? code.values.first : nil)
            let known = code.name == "code-toggle" ? "yaml" : language ?? file?.ending ?? "text"
            let title = file.map { " title=\"\($0)\"" } ?? ""
            return "\(indent)```\(known)\(code.name == "code-toggle" ? "" : title)"
        default: return nil
        }
    }

    /// Tags of Liquid that say nothing to readers.
    private mutating func dropsLiquid(_ line: SourceLine) -> Bool {
        guard !syntax.isDisjoint(with: [.liquid, .macros]) else { return false }
        let text = line.text.trimmed.replacingBytes("{%-", with: "{%").replacingBytes("-%}", with: "%}")
        guard ["{% raw %}", "{% endraw %}"].contains(text) else { return false }
        changed(line.number, "`\(text)` is left out")
        return true
    }

    /// A heading with attributes after its text keeps its id alone.
    private mutating func convertHeading(_ line: inout SourceLine) {
        var text = line.text.trimmed
        while text.utf8.last == UInt8(ascii: "#") { text.removeLast() }
        text = text.trimmed
        guard text.ends("}"), let open = text.utf8.lastIndex(of: UInt8(ascii: "{")) else { return }
        let before = String(text[..<open]).trimmed
        var inner = String(text[open...])
        if let comment = inner.after("{/*") { inner = "{\(comment.cut(at: "*/")?.before ?? comment)}" }
        guard let list = AttributeList(inner), list.length == inner.utf8.count else { return }
        line.text = before + (list.id.flatMap(FittedID.make).map { " {#\($0)}" } ?? "")
        if list.words.count > (list.id == nil ? 0 : 1) {
            changed(line.number, "attributes of a heading are left out, its id apart")
        }
    }

    // MARK: Within lines

    private static let scripts: BodySyntax = [.subscripts, .superscripts, .insertions, .codeLanguages]

    /// Tells of marks without a form here.
    private mutating func tellMarks(_ text: String, _ number: Int) {
        for what in ScriptMarks.rest(in: text, syntax) { left(number, "\(what) stays as it is written") }
    }

    private mutating func convertInline(_ text: String, _ number: Int, followsCode: Bool) -> String {
        var text = text
        if syntax.contains(.shortcodes), text.position(of: "{{") != nil {
            text = replaceShortcodes(text, number)
        }
        if syntax.contains(.liquid), text.position(of: "{") != nil { text = replaceLiquid(text, number) }
        if syntax.contains(.components), text.position(of: "/*") != nil,
            text.position(of: "{/*") != nil
                || text.position(of: "*/}") != nil
        {
            text = text.replacingBytes("{/*", with: "<!--").replacingBytes("*/}", with: "-->")
        }
        if !syntax.isDisjoint(with: [.attributes, .inlineAttributes]) {
            text = dropAttributes(text, number, followsCode: followsCode)
        }
        if !syntax.isDisjoint(with: [.emoji, .edits]) { tellMarks(text, number) }
        if !syntax.isDisjoint(with: Self.scripts) {
            text = ScriptMarks.convert(text, syntax) { changed(number, $0) }
        }
        if syntax.contains(.inlineMarks) { text = InlineMarks.convert(text) { changed(number, $0) } }
        return text
    }

    /// Attributes right after a link, an image, code or an icon: `[x](y){ .button }`.
    ///
    /// - Parameter followsCode: whether the text follows code on its line.
    private mutating func dropAttributes(_ text: String, _ number: Int, followsCode: Bool) -> String {
        var (out, rest) = ("", text[...])
        while let brace = rest.position(of: "{") {
            out += rest[..<brace]
            rest = rest[brace...]
            let isAfter =
                out.utf8.last.map { ")]*>".utf8.contains($0) || InlineMarks.endsWithIcon(out) } ?? followsCode
            guard let list = AttributeList(rest), isAfter || rest.begins("{:") else {
                out += "{"
                rest = rest.dropFirst()
                continue
            }
            let end = rest.utf8.index(rest.startIndex, offsetBy: list.length)
            let inner = String(rest[..<end].dropFirst().dropLast())
            rest = rest[end...]
            let id = list.id.flatMap(FittedID.make)
            if let id {
                // A link without text and target is how an id gets a place.
                if out.ends("[]()") { out = String(out.dropLast(4)) }
                out += HTMLElements.writtenAnchor(id)
            }
            tellAttributes(of: list, id, "the attributes `{\(MessageWords.short(inner))}`", number)
        }
        return out + rest
    }

    /// Tells what became of attributes: an id is a place, and all else is left out.
    private mutating func tellAttributes(of list: AttributeList, _ id: String?, _ what: String, _ number: Int)
    {
        if let id, list.words.count == 1 {
            changed(number, "the id `\(id)` became a place")
        } else {
            changed(number, id == nil ? "\(what) are left out" : "\(what) are left out, the id apart")
        }
    }

    private mutating func replaceLiquid(_ text: String, _ number: Int) -> String {
        var text = text
        for mark in ["{{ site.baseurl }}", "{{site.baseurl}}", "{{ site.url }}", "{{site.url}}"] {
            text = text.replacingBytes(mark, with: "")
        }
        for mark in ["{% link ", "{% post_url "] {
            while let cut = text.cut(at: mark), let end = cut.after.cut(at: "%}") {
                text = cut.before + "/" + end.before.trimmed + end.after
            }
        }
        return text
    }
}
