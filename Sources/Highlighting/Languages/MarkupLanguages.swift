/// Languages of documents and their styles.
extension Languages {
    static let markup = [html, xml, css, markdown, tex]

    private static let tags: [Delimiter] = [
        .comment("<!--", "-->"), .text("<![CDATA[", "]]>", escape: nil), .text("\"", escape: nil),
        .text("'", escape: nil),
    ]

    private static let html = Language(
        "html", "htm", "xhtml", "vue", "svelte", "astro", "handlebars", "mustache", "jinja", "erb", "liquid",
        rules: .init(
            delimiters: [.part(.variable, "{{", "}}"), .part(.variable, "{%", "%}")] + tags, inner: "-:",
            tags: true))

    private static let xml = Language(
        "xml", "svg", "xsl", "xslt", "xsd", "rss", "atom", "plist", "wsdl", "mobileconfig",
        rules: .init(delimiters: tags, inner: "-:.", tags: true))

    private static let css = Language(
        "css", "scss", "sass", "less", "postcss",
        rules: .init(
            delimiters: [.comment("/*", "*/"), .comment("//", .afterSpace), .string("\""), .string("'")],
            sigils: [
                Sigil("@", .keyword, inner: "-"), Sigil("#", .number, inner: "-0123456789"),
                Sigil("$", inner: "-"),
            ],
            words: [.keywords("important"), .values("inherit initial unset revert")],
            inner: "-", properties: true))

    private static let markdown = Language(
        "markdown", "md", "mdx", "gfm", "commonmark",
        rules: .init(
            lines: .markdown,
            delimiters: [.comment("<!--", "-->"), .part(.string, "``", "``"), .part(.string, "`", "`")],
            numbers: .none))

    private static let tex = Language(
        "tex", "latex", "bibtex",
        rules: .init(
            delimiters: [.comment("%", .afterSpace), .part(.string, "$", "$")],
            sigils: [Sigil("\\", .keyword, single: "\\%{}&#_$"), Sigil("@", .keyword)],
            numbers: .none))
}
