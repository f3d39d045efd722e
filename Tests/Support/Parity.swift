import Foundation

/// What a page says that its twin does not, as the check `markdown-content-parity` of afdocs (0.18) looks for it: each line of the
/// page's content of 20 characters or more has to be in the twin's text somewhere. What the twin has besides does not matter.
///
/// It is stricter where afdocs passes a page: one of few lines, one whose lines are those of known furniture, and lists of
/// links. And it keeps what code says of tags, which afdocs takes for tags.
package enum Parity {
    /// The lines of a page that its twin does not have.
    package static func missing(page: String, twin: String) -> [String] {
        let said = compared(markdownText(twin))
        var seen: Set<String> = []
        return pageText(page).split(whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        .filter { $0.utf16.count >= 20 && seen.insert(compared($0)).inserted && !said.contains(compared($0)) }
    }

    // MARK: The page

    /// Elements that are no content.
    private static let furniture: Set<String> = [
        "script", "style", "nav", "footer", "header", "noscript", "button", "svg", "aside", "select", "input",
        "textarea",
    ]
    private static let classes = [
        "breadcrumb", "pagination", "prev-next", "prevnext", "page-nav", "feedback", "helpful",
        "table-of-contents", "toc",
    ]
    private static let blocks: Set<String> = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "td", "th", "blockquote", "pre", "dt",
        "dd", "figcaption",
        "section", "article", "details", "summary", "br", "hr",
    ]
    private static let empty: Set<String> = ["br", "hr", "img", "input", "meta", "link", "source", "wbr"]

    private static func isIgnored(_ name: String, _ attributes: Substring) -> Bool {
        if furniture.contains(name) || attributes.contains("data-markdown-ignore") { return true }
        let own = attributes.firstMatch(of: /class="([^"]*)"/)?.1 ?? ""
        return own.split(separator: " ").contains("sr-only") || classes.contains { own.contains($0) }
            || attributes.contains(/aria-label="(breadcrumb|pagination|Anchor)"|rel="(prev|next)"/)
    }

    /// The text of a page's content, with a line end before and after each block.
    private static func pageText(_ page: String) -> String {
        let element = page.contains("<article") ? "article" : "main"
        guard let start = page.firstRange(of: "<\(element)"), let end = page.firstRange(of: "</\(element)>")
        else { return "" }
        var rest = page[start.lowerBound..<end.lowerBound]
        var text = ""
        /// Elements that are open within one that is ignored, with it.
        var ignored: [String] = []
        while let open = rest.firstIndex(of: "<") {
            if ignored.isEmpty { text += rest[..<open] }
            guard
                let tag = rest[open...].prefixMatch(
                    of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/)
            else {
                rest = rest[rest.index(after: open)...]
                continue
            }
            rest = rest[tag.range.upperBound...]
            let name = tag.2.lowercased()
            if tag.1.isEmpty {
                if !ignored.isEmpty || isIgnored(name, tag.3) {
                    if !empty.contains(name) { ignored.append(name) }
                    continue
                }
            } else if let last = ignored.lastIndex(of: name) {
                ignored.removeSubrange(last...)
                continue
            }
            if ignored.isEmpty, blocks.contains(name) { text += "\n" }
        }
        return unescaped(text)
    }

    private static func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
            .reduce(text) {
                $0.replacing($1.0, with: $1.1)
            }
    }

    // MARK: The twin

    /// The text of a twin without marks. What is in code stays as it is.
    private static func markdownText(_ twin: String) -> String {
        var code: [String] = []
        func kept(_ text: some StringProtocol) -> String {
            code.append(String(text))
            return "\u{0}\(code.count - 1)\u{0}"
        }
        var text = twin
        text.replace(/(?m)^```[^`\n]*\n((?s:.*?))^```\s*$/) { kept($0.1) }
        text.replace(/(`+)([^`]|[^`](?s:.*?)[^`])\1(?!`)/) { kept($0.2.trimmingCharacters(in: .whitespaces)) }
        // Where afdocs differs: it reads a backslash before a mark as a letter. Names have none: an underscore is as it is.
        text.replace(/\\([!-\/:-@\[-^`{-~])/) { kept($0.1) }
        text.replace(/(?m)^#{1,6}\s+/, with: "")
        text.replace(/!?\[([^\]]*)\]\([^)]*\)/) { $0.1 }
        text.replace(/(?m)^\[.*?\]:\s+.*$/, with: "")
        text.replace(/(?m)^\s*[-*+]\s+/, with: "")
        text.replace(/(?m)^\s*\d+\.\s+/, with: "")
        text.replace(/(\*{1,3})(.*?)\1/) { $0.2 }
        text.replace(/(?m)(^|\W)(_{1,3})(.*?)\2(?!\w)/) { "\($0.1)\($0.3)" }
        text.replace(/(?m)^>\s?/, with: "")
        for number in code.indices {
            text.replace("\u{0}\(number)\u{0}", with: code[number], maxReplacements: 1)
        }
        return text
    }

    /// A text as the two are compared: in small letters, with one kind of quotes, dashes and spaces.
    private static func compared(_ text: String) -> String {
        var text = text
        text.replace(/[\u{200B}-\u{200D}\u{FEFF}]/, with: "")
        text.replace(/[‘’‚]/, with: "'")
        text.replace(/[“”„]/, with: "\"")
        text.replace(/[–—]/, with: "-")
        text.replace("…", with: "...")
        text.replace(/<([^>\n]+)>/) { $0.1 }
        return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
