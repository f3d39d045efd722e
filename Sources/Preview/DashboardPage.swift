import Findings

/// One of the preview's own pages, while it is written. Texts are never read as HTML.
struct DashboardPage {
    private var writer = HTMLWriter()

    init(_ title: String) {
        raw(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>
            """)
        text(title + " · Preview")
        raw(
            """
            </title>
            <link rel="stylesheet" href="/_guides/pages.css">
            <script type="module" src="/_guides/preview.js"></script>
            <script type="module" src="/_guides/pages.js"></script>
            </head>
            <body>
            <nav><a href="/_guides/">Overview</a> <a href="/_guides/changed">Changed</a> <a href="/">Site</a></nav>
            <main>
            <h1>
            """)
        text(title)
        raw("</h1>\n")
    }

    mutating func raw(_ markup: String) { writer.raw(markup) }
    mutating func text(_ text: String) { writer.text(text) }
    mutating func element(_ name: String, _ content: String, attributes: [(String, String)] = []) {
        writer.element(name, content, attributes: attributes)
    }

    mutating func link(_ title: String, _ address: String) {
        element("a", title, attributes: [("href", address)])
    }

    /// The location of a finding, such as `Content/guides/tls.md:12:3`, as a link that opens an editor there.
    mutating func location(_ finding: Finding, _ editor: EditorLink) {
        let (line, column) = (Int(finding.location.line), Int(finding.location.column))
        link("\(finding.file):\(line):\(column)", editor.address(finding.file, line, column))
    }

    /// The page's bytes, with its end.
    func finished() -> [UInt8] { Array((writer.html + "</main>\n</body>\n</html>\n").utf8) }
}
