import Support

/// HTML that is written piece by piece.
struct HTMLWriter {
    private(set) var html = ""

    /// Markup of this program's own.
    mutating func raw(_ markup: String) { html += markup }

    /// A text from anywhere; it is never read as HTML.
    mutating func text(_ text: String) { html += HTMLEscaping.text(text) }

    /// An element with a text, such as `<td class="none">0</td>`.
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
