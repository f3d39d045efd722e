/// The lines that open and close blocks in the syntaxes of generators.
enum BlockSyntax {
    /// What a line opens.
    struct Opening: Sendable {
        var end: GuideBody.OpenBlock.End
        /// Columns before the line that opens it, and before the text in it.
        var indent: Int
        var columns: Int
        var isQuote = false
        /// Lines at its start.
        var head: [String] = []
        /// The label of a tab.
        var label: String?
        var closing: String?
        /// Whether a blank line has to come before its text.
        var needsBlank = false
        /// What became of it, for the table.
        var note: String
    }

    /// The block that a line opens; nil for any other line.
    ///
    /// - Parameter next: the line after it.
    static func opening(_ line: String, _ syntax: BodySyntax, next: String) -> Opening? {
        let text = line.trimmed
        guard let first = text.utf8.first else { return nil }
        switch first {
        case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "="):
            return syntax.contains(.indentedBlocks) ? indented(text, line.indent) : nil
        case UInt8(ascii: "/"): return syntax.contains(.indentedBlocks) ? slashes(text, line.indent) : nil
        case UInt8(ascii: ":"): return syntax.contains(.colonBlocks) ? colons(text, line.indent) : nil
        case UInt8(ascii: "{"):
            if syntax.contains(.bookIncludes) { return bookTab(text, line.indent) }
            guard syntax.contains(.shortcodes), let code = Shortcode(text), !code.isClosing, !code.isClosed
            else {
                return nil
            }
            return named(code.name, code, end: .name("{" + code.name), line.indent, kind: "shortcode")
        case UInt8(ascii: "<"):
            guard syntax.contains(.components), let tag = HTMLTag(text), tag.length == text.utf8.count,
                !tag.isClosing, !tag.isClosed
            else { return nil }
            return named(tag.name, Shortcode(tag), end: .name("<" + tag.name), line.indent, kind: "component")
                ?? box(tag, line.indent)
        default: return nil
        }
    }

    /// The end that a line makes; nil for any other line.
    static func closing(_ line: String, _ syntax: BodySyntax) -> GuideBody.OpenBlock.End? {
        let text = line.trimmed
        switch text.utf8.first {
        case UInt8(ascii: ":"):
            guard syntax.contains(.colonBlocks), text.utf8.count >= 3,
                text.utf8.allSatisfy({ $0 == UInt8(ascii: ":") })
            else { return nil }
            return .colons(text.utf8.count)
        case UInt8(ascii: "/"):
            return syntax.contains(.indentedBlocks) && text == "///" ? .name("///") : nil
        case UInt8(ascii: "{"):
            if syntax.contains(.bookIncludes), let name = text.after("{{#end")?.cut(at: "}}"),
                name.after.isEmpty
            {
                return .name("{{#" + name.before.trimmed)
            }
            guard syntax.contains(.shortcodes), let code = Shortcode(text), code.isClosing else { return nil }
            return .name("{" + code.name)
        case UInt8(ascii: "<"):
            guard syntax.contains(.components), let tag = HTMLTag(text), tag.isClosing,
                tag.length == text.utf8.count
            else { return nil }
            return .name("<" + tag.name)
        default: return nil
        }
    }

    // MARK: Kinds

    private static func indented(_ text: String, _ indent: Int) -> Opening? {
        let columns = indent + 4
        let end = GuideBody.OpenBlock.End.indent(columns)
        for mark in ["===!", "===+", "==="] {
            guard let label = text.after(mark + " ")?.trimmed,
                label.utf8.first == 34 || label.utf8.first == 39
            else { continue }
            return tab(label.unquoted, end, indent, columns)
        }
        for mark in ["???+", "???", "!!!"] {
            guard let rest = text.after(mark)?.trimmed, rest.utf8.first?.isASCIILetter ?? false else {
                continue
            }
            let type = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
            let quote = rest.cut(at: "\"")?.after
            let title = quote.map { String($0.prefix { $0 != "\"" }) }
            return callout(type, title: title, end, indent, columns)
        }
        return nil
    }

    /// `{{#tab name="Label"}}` up to `{{#endtab}}`, in `{{#tabs}}`, of a plugin for mdBook.
    private static func bookTab(_ text: String, _ indent: Int) -> Opening? {
        guard text.ends("}}"), let inner = text.dropLast(2).after("{{#") else { return nil }
        let end = GuideBody.OpenBlock.End.name
        let name = String(inner.prefix { $0 != " " })
        if name == "tabs" { return wrapper("the block `{{#tabs}}`", end("{{#tabs"), indent) }
        guard name == "tab", let label = inner.cut(at: "name=")?.after.trimmed, label.utf8.first == 34 else {
            return nil
        }
        return tab(String(label.dropFirst().prefix { $0 != "\"" }), end("{{#tab"), indent, indent)
    }

    /// `/// note | Title` up to `///`.
    private static func slashes(_ text: String, _ indent: Int) -> Opening? {
        guard let rest = text.after("/// ")?.trimmed, !rest.isEmpty else { return nil }
        let parts = rest.cut(at: "|") ?? (rest, "")
        let (type, title) = (parts.before.trimmed, parts.after.trimmed)
        let end = GuideBody.OpenBlock.End.name("///")
        guard type.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }) else { return nil }
        if type == "tab" { return tab(title, end, indent, indent) }
        if type == "details" { return details(title, end, indent) }
        return callout(type, title: title.isEmpty ? nil : title, end, indent, indent)
    }

    private static func colons(_ text: String, _ indent: Int) -> Opening? {
        let count = text.utf8.prefix { $0 == UInt8(ascii: ":") }.count
        guard count >= 3 else { return nil }
        let rest = String(text.dropFirst(count)).trimmed
        let type = String(
            rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
        guard type.utf8.first?.isASCIILetter ?? false else { return nil }
        var title = String(rest.dropFirst(type.count)).trimmed
        if title.begins("["), let inner = title.dropFirst().cut(at: "]") {
            title = inner.before + inner.after
        }
        if let brace = title.cut(at: "{") {
            title = brace.before.trimmed
            if title.isEmpty, let named = brace.after.cut(at: "title=")?.after, let quote = named.first {
                title = String(named.dropFirst().prefix { $0 != quote })
            }
        }
        let end = GuideBody.OpenBlock.End.colons(count)
        switch type.lowercased() {
        case "details": return details(title, end, indent)
        case "code-group", "raw", "v-pre", "tabs", "steps", "div", "grid", "columns":
            return wrapper("the block `:::\(type)`", end, indent)
        case "tab", "tab-item": return tab(title, end, indent, indent)
        default:
            guard Admonition(type) != nil else { return nil }
            return callout(type, title: title.isEmpty ? nil : title, end, indent, indent)
        }
    }

    private static func named(
        _ name: String, _ code: Shortcode, end: GuideBody.OpenBlock.End, _ indent: Int, kind: String
    ) -> Opening? {
        let title = code["title"] ?? code["summary"] ?? code["header"]
        switch name.lowercased() {
        case "callout", "alert", "admonition", "hint", "notice", "aside":
            let given = code["type"] ?? code["context"] ?? code["color"] ?? code["level"] ?? code.values.first
            let type = given.map { $0.lowercased() } ?? "note"
            return callout(Admonition(type) == nil ? "note" : type, title: title, end, indent, -1)
        case "tabs", "tabpane", "tab-pane", "steps", "tabgroup", "cards", "columns", "codegroup":
            return wrapper("the \(kind) `\(name)`", end, indent, columns: -1)
        case "tab", "tabitem":
            let label = code["label"] ?? code["name"] ?? title ?? code["value"] ?? code.values.first
            return tab(label ?? "Tab", end, indent, -1)
        case "details", "expand", "collapse":
            guard kind == "shortcode" else { return nil }
            return details(title ?? code.values.first ?? "Details", end, indent)
        default:
            guard Admonition(name) != nil else { return nil }
            return callout(name, title: title ?? code.values.first, end, indent, -1)
        }
    }

    /// A component around text, of which the text stays; its title and what else it says become a line before it.
    private static func box(_ tag: HTMLTag, _ indent: Int) -> Opening? {
        guard tag.name.utf8.first.map({ (65...90).contains($0) }) ?? false, !HTMLElements.isLink(tag) else {
            return nil
        }
        let said = ["number", "title", "label", "name", "file-name", "filename", "caption"].compactMap {
            key in
            tag[key].flatMap { $0.isBlank ? nil : $0 }
        }
        return Opening(
            end: .name("<" + tag.name), indent: indent, columns: -1,
            head: said.isEmpty ? [] : ["**\(said.joined(separator: ": "))**"], needsBlank: true,
            note:
                "the component `<\(MessageWords.short(tag.name))>` around text is left out, and its text stays"
        )
    }

    private static func callout(
        _ type: String, title: String?, _ end: GuideBody.OpenBlock.End, _ indent: Int, _ columns: Int
    ) -> Opening {
        let admonition = Admonition(type) ?? Admonition(callout: "NOTE", type)
        let title = title.map(\.trimmed) ?? admonition.usualTitle
        var head = ["[!\(admonition.callout)]"]
        if let title, !title.isEmpty, title.lowercased() != admonition.callout.lowercased() {
            head += ["**\(title.replacingBytes("**", with: ""))**", ""]
        }
        return Opening(
            end: end, indent: indent, columns: columns, isQuote: true, head: head,
            note: "the admonition `\(MessageWords.short(type))` became a callout")
    }

    private static func tab(
        _ label: String, _ end: GuideBody.OpenBlock.End, _ indent: Int, _ columns: Int
    ) -> Opening {
        let label = label.replacingBytes("**", with: "").trimmed
        return Opening(
            end: end, indent: indent, columns: columns, head: label.isEmpty ? [] : ["**\(label)**"],
            label: label,
            needsBlank: true, note: "a tab became a part under its label")
    }

    private static func details(_ title: String, _ end: GuideBody.OpenBlock.End, _ indent: Int) -> Opening {
        let title = title.isEmpty ? "Details" : title
        return Opening(
            end: end, indent: indent, columns: indent,
            head: ["<details>", "<summary>\(HTMLEntities.escaped(title))</summary>"], closing: "</details>",
            needsBlank: true, note: "a block that opens on request became `details`")
    }

    private static func wrapper(
        _ what: String, _ end: GuideBody.OpenBlock.End, _ indent: Int, columns: Int? = nil
    ) -> Opening {
        Opening(
            end: end, indent: indent, columns: columns ?? indent, needsBlank: true,
            note: "\(what) is left out, and its text stays")
    }
}

/// A kind of admonition, as the callout that says the same.
struct Admonition: Sendable {
    /// `NOTE`, `TIP`, `IMPORTANT`, `WARNING` or `CAUTION`.
    var callout: String
    /// The title that readers saw where the author gave none, if the callout's own says something else.
    var usualTitle: String?

    private init(_ callout: String, title: String?) {
        self.callout = callout
        usualTitle = title
    }

    /// A callout for a kind of which the callouts have no name: the name becomes its title.
    init(callout: String, _ type: String) {
        self.init(
            callout, title: type.prefix(1).uppercased() + type.dropFirst().replacingBytes("-", with: " "))
    }

    init?(_ type: String) {
        let callouts: [String: [String]] = [
            "NOTE": ["note", "info", "primary", "default", "secondary"], "TIP": ["tip", "hint"],
            "IMPORTANT": ["important"], "WARNING": ["warning", "attention", "warn"],
            "CAUTION": ["caution", "danger", "error", "critical"],
        ]
        /// Kinds whose own name readers saw.
        let named: [String: [String]] = [
            "TIP": ["success", "check", "done"], "CAUTION": ["failure", "fail", "missing", "bug"],
            "NOTE": [
                "abstract", "summary", "tldr", "question", "help", "faq", "example", "quote", "cite",
                "seealso",
                "see-also", "related", "deprecated", "todo", "version",
            ],
        ]
        let name = type.lowercased()
        if let found = callouts.first(where: { $0.value.contains(name) }) {
            self.init(found.key, title: nil)
        } else if let found = named.first(where: { $0.value.contains(name) }) {
            self.init(callout: found.key, type)
        } else {
            return nil
        }
    }
}

/// Texts of the source within the lines of the table.
enum MessageWords {
    private static let longest = 60

    /// A text of one line, cut where it fills the table.
    static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > longest ? line.prefix(longest) + "…" : line
    }
}
