import Findings

/// One of the preview's own pages, while it is written. Texts are never read as HTML.
struct DashboardPage {
    /// Which page it is; a stand-in is in the place of a page of the site.
    enum Kind: String { case overview, changed, standIn = "stand-in" }

    private var writer = HTMLWriter()

    /// - Parameter snapshot: has the site whose fonts, colors and name the page has.
    init(_ title: String, _ snapshot: Snapshot, kind: Kind) {
        let (theme, library) = (snapshot.site.theme, snapshot.site.library)
        raw("<!doctype html>\n<html lang=\"en\" data-preview=\"\(kind.rawValue)\">\n<head>\n")
        raw("<meta charset=\"utf-8\">\n")
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        element("title", title + " · Preview")
        raw("\n<meta name=\"color-scheme\" content=\"light dark\">\n")
        if let script = theme.address(ofAsset: "theme.js") { reference("script", "src", script, "</script>") }
        for style in theme.styles + ["/_guides/pages.css", "/_guides/findings.css"] {
            reference("link rel=\"stylesheet\"", "href", style)
        }
        if let icon = theme.address(ofAsset: "icon.svg") { reference("link rel=\"icon\"", "href", icon) }
        raw(
            """
            <script type="module" src="/_guides/preview.js"></script>
            <script type="module" src="/_guides/pages.js"></script>
            </head>
            <body>
            <header class="site">
            <a class="skip" href="#content">Skip to content</a>

            """)
        element(
            "a", library.site.name.isEmpty ? "Site" : library.site.name,
            attributes: [("class", "brand"), ("href", library.addresses.index)])
        raw("\n<nav aria-label=\"Preview\">")
        for (name, address, own) in [
            ("Overview", "/_guides/", Kind.overview), ("Changed", "/_guides/changed", .changed),
        ] {
            let current = own == kind ? [("aria-current", "page")] : []
            element("a", name, attributes: [("href", address)] + current)
        }
        raw(
            "</nav>\n<button class=\"theme\" type=\"button\" aria-label=\"Theme: system\"></button>\n</header>\n"
        )
        raw("<main id=\"content\">\n")
        element("h1", title)
        raw("\n")
    }

    mutating func raw(_ markup: String) { writer.raw(markup) }
    mutating func text(_ text: String) { writer.text(text) }
    mutating func element(_ name: String, _ content: String, attributes: [(String, String)] = []) {
        writer.element(name, content, attributes: attributes)
    }

    mutating func link(_ title: String, _ address: String) {
        element("a", title, attributes: [("href", address)])
    }

    private mutating func reference(_ tag: String, _ name: String, _ address: String, _ end: String = "") {
        raw("<\(tag) \(name)=\"")
        text(address)
        raw("\">\(end)\n")
    }

    /// The page's bytes, with its end.
    func finished() -> [UInt8] { Array((writer.html + "</main>\n</body>\n</html>\n").utf8) }
}

extension DashboardPage {
    /// Findings with their source lines, as a compiler prints them.
    mutating func findings(_ items: [FindingItem]) {
        raw("<ol class=\"findings\">\n")
        for item in items {
            raw("<li class=\"finding \(item.severity)\"><p>")
            element("b", item.severity)
            text(" \(item.message) ")
            element("code", item.id)
            raw("</p>\n")
            if !item.source.isEmpty {
                let number = "\(item.line)"
                raw("<pre tabindex=\"0\">")
                element("i", "\(number) | ")
                text(item.source + "\n")
                element("i", String(repeating: " ", count: number.count) + " | ")
                element("em", item.caret)
                raw("</pre>\n")
            }
            if !item.help.isEmpty { element("p", item.help, attributes: [("class", "help")]) }
            raw("<p class=\"do\">")
            link("\(item.file):\(item.line):\(item.column)", item.editor)
            if let page = item.page {
                raw(" ")
                link("page", page)
            }
            raw("</p></li>\n")
        }
        raw("</ol>\n")
    }

    /// The first errors of a list, and how many more there are.
    ///
    /// - Parameter path: the address of this page, to which no link is needed.
    mutating func errors(
        _ errors: [Finding], _ snapshot: Snapshot, _ editor: EditorLink, at path: String
    ) {
        var items = FindingItems(snapshot.reading, editor: editor)
        findings(
            errors.prefix(PanelState.mostErrors).map {
                var item = items.item($0)
                if item.page == path { item.page = nil }
                return item
            })
        let more = errors.count - PanelState.mostErrors
        if more > 0 { element("p", "\(more, "more error") not shown. `guides check` lists all of them.") }
    }
}
