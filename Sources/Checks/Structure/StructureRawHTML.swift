import Findings

/// Raw HTML, which a page in cmark's safe mode drops and a twin would carry along.
enum StructureRawHTML: GuideCheck {
    static let check = CheckID.structureRawHTML
    static let finds = "Raw HTML, comments included, which neither page nor twin would show."
    static let why =
        "Page and twin have to say the same, so neither shows raw HTML."
    static let examples = [
        Example(bad: "Press ⟦<kbd>Enter</kbd>.", good: "Press `Enter`.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let pieces = context.document.rawHTML.filter { !ContentTemplateLeak.isComponent($0.text) }
        let opened = Set(pieces.filter { !$0.text.hasPrefix("</") }.map { name($0.text) })
        // A closing tag is the end of what its opening tag was blamed for.
        return pieces.filter { !$0.text.hasPrefix("</") || !opened.contains(name($0.text)) }.map { html in
            let isComment = html.text.hasPrefix("<!--")
            let first = html.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            return Finding(
                self, file: context.file, at: html.location,
                isComment
                    ? "a comment would reach agents but no readers"
                    : "raw HTML is not shown: `\(first.prefix(60))`",
                help: isComment
                    ? "remove it, or keep the remark in the front matter as a `#` comment"
                    : "write it in markdown, or put it between backticks to show it as it is")
        }
    }

    private static func name(_ html: String) -> String {
        String(html.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber }).lowercased()
    }
}
