/// Writes one of the preview's own pages. Texts are never read as HTML.
struct OwnPage {
    private var markupSoFar = OwnMarkup()

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

    mutating func raw(_ markup: String) { markupSoFar.raw(markup) }
    mutating func text(_ text: String) { markupSoFar.text(text) }
    mutating func element(_ name: String, _ content: String, attributes: [(String, String)] = []) {
        markupSoFar.element(name, content, attributes: attributes)
    }

    mutating func link(_ title: String, _ address: String) {
        element("a", title, attributes: [("href", address)])
    }

    func finished() -> [UInt8] { Array((markupSoFar.html + "</main>\n</body>\n</html>\n").utf8) }
}

/// Markup that is written piece by piece.
struct OwnMarkup {
    private(set) var html = ""

    /// Markup of this program's own.
    mutating func raw(_ markup: String) { html += markup }

    /// A text from anywhere.
    mutating func text(_ text: String) {
        for character in text.unicodeScalars {
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            default: html.unicodeScalars.append(character)
            }
        }
    }

    mutating func element(_ name: String, _ content: String, attributes: [(String, String)] = []) {
        html += "<\(name)"
        for (key, value) in attributes {
            html += " \(key)=\""
            text(value)
            html += "\""
        }
        html += ">"
        text(content)
        html += "</\(name)>"
    }
}
