/// What becomes of the elements of HTML in a guide.
enum HTMLElements {
    /// Kept as they are, with the attributes that are named here.
    static let kept: [String: Set<String>] = [
        "br": [], "sub": [], "sup": [], "kbd": [], "mark": [], "abbr": ["title"], "details": [],
        "summary": [],
    ]
    /// Boxes around text: their text stays, and they go.
    static let boxes: Set<String> = [
        "div", "p", "center", "section", "article", "figure", "picture", "header", "footer", "main", "nav",
        "aside",
        "figcaption", "dl",
    ]
    /// The look of text: the text stays.
    static let looks: Set<String> = [
        "span", "font", "u", "small", "big", "nobr", "wbr", "label", "ins", "cite", "bdi",
        "button",
    ]
    static let strong: Set<String> = ["b", "strong"]
    static let emphasis: Set<String> = ["i", "em", "dfn"]
    static let struck: Set<String> = ["del", "s", "strike"]
    static let code: Set<String> = ["code", "tt", "samp", "var"]
    static let media: Set<String> = ["iframe", "video", "audio"]

    /// The mark of markdown around text that an element stands for: `**` of `strong`.
    static func mark(_ name: String) -> String? {
        if strong.contains(name) { return "**" }
        if emphasis.contains(name) { return "*" }
        return struck.contains(name) ? "~~" : nil
    }

    /// The level of a heading.
    static func level(_ name: String) -> Int? {
        guard name.utf8.count == 2, name.begins("h") else { return nil }
        return Int(name.dropFirst()).flatMap { (1...6).contains($0) ? $0 : nil }
    }

    /// Every other name of an element, so that a text such as `<name>` can be told from one.
    private static let others: Set<String> = [
        "a", "abbr", "address", "area", "audio", "base", "bdo", "blockquote", "body", "button", "canvas",
        "caption",
        "col", "colgroup", "data", "datalist", "dd", "dialog", "dt", "embed", "fieldset", "form", "h1", "h2",
        "h3",
        "h4", "h5", "h6", "head", "hgroup", "hr", "html", "iframe", "img", "input", "legend", "li", "link",
        "map",
        "math", "menu", "meta", "meter", "noscript", "object", "ol", "optgroup", "option", "output", "param",
        "pre",
        "progress", "q", "rp", "rt", "ruby", "script", "select", "slot", "source", "style", "svg", "table",
        "tbody",
        "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "ul", "video",
        "path",
        "g", "circle", "rect", "line", "frame", "frameset", "marquee", "blink",
    ]

    static func isKnown(_ name: String) -> Bool {
        kept[name] != nil || boxes.contains(name) || looks.contains(name) || strong.contains(name)
            || emphasis.contains(name) || struck.contains(name) || code.contains(name) || media.contains(name)
            || others.contains(name)
    }

    /// A tag of an element that is kept, without its other attributes.
    static func written(_ tag: HTMLTag, _ name: String) -> String {
        if tag.isClosing { return name == "br" ? "<br>" : "</\(name)>" }
        // Such a tag has no text.
        if tag.isClosed, name != "br" { return "" }
        let attributes = tag.attributes.filter { kept[name]?.contains($0.name.lowercased()) ?? false }
            .map {
                " \($0.name.lowercased())=\"\(HTMLEntities.escaped($0.value).replacingBytes("\"", with: "&quot;"))\""
            }
        return "<\(name)\(attributes.joined())>"
    }

    /// The id or the name of an anchor: a link that leads nowhere.
    static func anchor(_ tag: HTMLTag) -> String? {
        guard tag.name.lowercased() == "a", tag["href"] == nil else { return nil }
        let id = tag["id"] ?? tag["name"] ?? ""
        return id.isBlank ? nil : FittedID.make(id) ?? id
    }

    /// The place of an element that is left out or becomes markdown, and that had an id; nil where no link can lead to it.
    static func place(_ tag: HTMLTag) -> String? {
        let name = tag.name.lowercased() == "a" ? tag["name"] : nil
        return tag.isClosing ? nil : (tag["id"] ?? name).flatMap(FittedID.make).map(writtenAnchor)
    }

    static func writtenAnchor(_ id: String) -> String {
        "<a id=\"\(HTMLEntities.escaped(id).replacingBytes("\"", with: "&quot;"))\"></a>"
    }

    /// An image in markdown; nil without a source.
    static func image(_ tag: HTMLTag) -> String? {
        guard let source = tag["src"]?.trimmed, !source.isEmpty else { return nil }
        let alternative = (tag["alt"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "![\(MarkdownText.escaped(alternative))](\(MarkdownText.destination(source)))"
    }

    /// Whether an element is a component that leads somewhere: `<SchoolLink href="…" title="…" />`.
    static func isLink(_ tag: HTMLTag) -> Bool {
        !isKnown(tag.name.lowercased())
            && tag["href"].map { !$0.isBlank && !$0.begins("javascript:") } ?? false
    }

    /// The link of a component without text in it; nil where nothing names its target.
    static func link(_ tag: HTMLTag) -> String? {
        guard isLink(tag), let address = tag["href"]?.trimmed else { return nil }
        let words = ["title", "text", "label", "name"].lazy.compactMap { tag[$0] }.first { !$0.isBlank }
        guard let words else { return nil }
        let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "[\(MarkdownText.escaped(line))](\(MarkdownText.destination(address)))"
    }

    /// A link to a film or a frame; nil where it has no address.
    static func media(_ tag: HTMLTag) -> String? {
        guard let source = tag["src"]?.trimmed, !source.isEmpty, !source.begins("javascript:") else {
            return nil
        }
        let isFrame = tag.name.lowercased() == "iframe"
        let title =
            tag["title"].flatMap { $0.isBlank ? nil : $0 } ?? (isFrame ? "Embedded page" : "Recording")
        let address = source.begins("//") ? "https:" + source : source
        return "[\(MarkdownText.escaped(title))](\(MarkdownText.destination(address)))"
    }
}
