import Markdown

/// What to write instead of HTML that guides may not hold.
enum HTMLAdvice {
    /// The problem and the way to fix it, of a piece of raw HTML as `Document.rawHTML` has it.
    static func advice(for html: String, allowed: AllowedHTML) -> (message: String, help: String) {
        let name = name(html)
        let first = html.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let shown = "raw HTML is not shown: `\(first.prefix(60))`"
        // By its bytes: as a character, the last hyphen could be one with the mark that follows it.
        let isComment = html.utf8.starts(with: "<!--".utf8)
        if isComment, allowed.contains(.comments) {
            return (
                "this comment is shown as text: `\(first.prefix(60))`",
                "end it with -->, and do not write -- or > within it where text goes on around it"
            )
        }
        if isComment {
            return (
                "comments are not among the HTML that this site allows",
                "remove it, or add comments to `html` in site.yml"
            )
        }
        if let kind = AllowedHTML.Kind(rawValue: name == "summary" ? "details" : name), kind != .comments {
            guard allowed.contains(kind.html) else {
                return (shown, "remove the tag, or add \(kind.rawValue) to `html` in site.yml")
            }
            return ("this tag is not shown: `\(first.prefix(60))`", problem(kind, html))
        }
        return (shown, instead(of: name) ?? TemplateSyntax.general)
    }

    /// Why a tag that guides may hold is not shown.
    private static func problem(_ kind: AllowedHTML.Kind, _ html: String) -> String {
        switch kind {
        case .anchor where html.lowercased().contains("href"): return "write a link: [text](address)"
        case .anchor:
            return
                "write <a id=\"name\"></a> with one id of letters, digits and hyphens, no other attribute, and outside of links"
        case .details:
            return
                "write <details><summary>Text</summary>, an empty line, the text that is folded, an empty line, and </details>; the only attribute is open, and the summary is plain text"
        case .abbr: return "write <abbr title=\"…\">…</abbr>, without other attributes"
        case .br: return "write <br>, without attributes"
        default:
            return
                "write <\(kind.rawValue)>…</\(kind.rawValue)> without attributes, and close it within the same text and the same marks"
        }
    }

    /// What markdown has for an element.
    private static func instead(of name: String) -> String? {
        switch name {
        case "b", "strong": "write **text**"
        case "i", "em", "cite", "dfn": "write *text*"
        case "s", "del", "strike": "write ~~text~~"
        case "code", "tt", "samp", "var": "write `code` between backticks"
        case "img", "picture": "write ![what the image shows](file.png)"
        case "h1", "h2", "h3", "h4", "h5", "h6":
            "write a heading: \(String(repeating: "#", count: Int(name.dropFirst()) ?? 2)) Title"
        case "ul", "li": "write a list with - before each item"
        case "ol": "write a list with 1. before each item"
        case "dl", "dt", "dd": "write a list: - **Term**: definition"
        case "table", "tr", "td", "th", "thead", "tbody": "write a table: | a | b |, then | --- | --- |"
        case "pre": "write a fence of three backticks before and after the code"
        case "blockquote": "write > before each line"
        case "hr": "write ---"
        case "p", "div", "span", "center", "font", "u", "small", "section", "article", "figure":
            "remove the tag; its text stays"
        case "figcaption": "write the caption as a paragraph"
        case "video", "audio", "iframe", "object", "embed": "write a link to it: [text](address)"
        case "script", "style", "link", "meta":
            "remove it: guides hold no scripts or styles; those of the site belong in Templates"
        default: nil
        }
    }

    /// The name of the element that a piece of HTML starts with, in small letters.
    static func name(_ html: String) -> String {
        String(html.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber }).lowercased()
    }
}
