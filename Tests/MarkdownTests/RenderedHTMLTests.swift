import CCMarkGFM
import Foundation
import Testing

@testable import Markdown
@testable import Support

/// What a page shows of markdown, held to the library's own writer of HTML: the same elements with the same starts,
/// levels, titles and alignment, and the same text, in every place.
@Suite(.timeLimit(.minutes(15))) struct RenderedHTMLTests {
    static let blocks = [
        "Text of *one* and **two** and `three` lines\nand ~~four~~.", "A\\\nb  \nc.", "## Part\n\nText.",
        "Part\n---",
        "#### Deep ####", "- a\n- b", "* a\n\n* b", "+ a\n  - b\n    - c\n  - d", "1. a\n2. b", "0. a\n1. b",
        "2. a",
        "7) a\n8) b", "10. a\n\n11. b", "007. a", "999999999. a", "00. a", "1. a\n1. b\n1. c",
        "3. a\n   1. b\n   0. c",
        "3. a\n   5. b\n      - c", "1. a\n\n   b\n\n   ```sh\n   c\n   ```\n2. d", "- a\n\n  b\n- c",
        "- \n- a", "1.\n2. a",
        "- [ ] a\n- [x] b\n- c", "1. [X] a", "- [ ] a", "- [x] a", "a@example.com", "www.example.com",
        "https://example.com", "a\n:-\nb", "a\n-:\nb", "~~a~~", "~a~", "> a\n> b\n>\n> c", "> a\n>\n> > b",
        "> - a\n> - b\n>\n>   c",
        "- > a\n- > b",
        "```sh\na <b> & \"c\"\n\nd\n```", "```\na\n```", "~~~ sh more words\na\n~~~",
        "    a\n      b\n\n    c", "```\n```",
        "``` a&b\nx\n```", "---", "***", "| a | b |\n| - | - |\n| c | d |",
        "| a | b | c | d |\n| :- | :-: | -: | - |\n| e | f | g | h |",
        "| a |\n| - |", "a | b\n- | -\nc | d\ne", "| a |\n| - |\n| b \\| `c` |", "![alt *text*](i.png)",
        "![a](i.png \"T & \\\"u\\\"\")",
        "[a](b.md \"T\") [c *d*](e.md 'U <v>')", "<https://example.com/a?b=c&d=e> and www.example.com.",
        "https://example.com/x) a@example.com", "[![a](i.png)](b.md)",
        "A &amp; b &lt;c> &copy; &#35; \\* \\<d>", "a \"b\" 'c' -- d...",
        "***a** b*", "**a *b* c**", "_a_ __b__ a_b_c", "~~a *b*~~", "`` a`b `` `<c>`", "a * b * c",
        "[a][b]\n\n[b]: c.md \"T\"", "[b]\n\n[b]: c.md",
        "é 域 😀 e\u{301}", "a\tb", "1986\\. A year.", "- a\n1. b\n- c", "* a\n\n\n* b\n\n  - c\n\n    d",
        "a\n# b\nc", "a\n> b", "a\n- b",
    ]

    enum Wrapper: CaseIterable {
        case alone, afterText, quote, item, numbered, deep

        func body(_ text: String) -> String {
            func lines(_ first: String, _ rest: String) -> String {
                text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                    ($0 == 0 ? first : rest) + $1
                }.joined(separator: "\n")
            }
            return switch self {
            case .alone: text
            case .afterText: "Before.\n\n\(text)\n\nAfter."
            case .quote: lines("> ", "> ")
            case .item: lines("- ", "  ") + "\n- more"
            case .numbered: "5. less\n" + lines("6. ", "   ")
            case .deep: lines("> 1. - ", ">      ")
            }
        }
    }

    @Test(arguments: blocks, Wrapper.allCases) func isWhatTheLibraryWrites(
        _ block: String, _ wrapper: Wrapper
    ) {
        Self.compare(wrapper.body(block))
    }

    /// Each block after some of the others.
    @Test func holdsForBlocksAfterEachOther() {
        for (index, second) in Self.blocks.enumerated() {
            for distance in stride(from: 1, to: Self.blocks.count, by: 6) {
                Self.compare(Self.blocks[(index + distance) % Self.blocks.count] + "\n\n" + second)
            }
        }
    }

    private static func compare(_ markdown: String) {
        let own = parts(String(decoding: read(markdown).html, as: UTF8.self))
        let other = parts(library(markdown))
        #expect(own == other, "\(markdown.debugDescription)")
        #expect(!own.isEmpty)
    }

    /// The HTML of cmark's own writer, of a tree for which all extensions were on, whether the text needs them or not.
    private static func library(_ markdown: String) -> String {
        let extensions = SyntaxExtensions.shared
        extensions.watchForW()
        // What follows changes tables of the whole process; see there.
        return extensions.tildes.withLock { _ in
            let parser: OpaquePointer = cmark_parser_new(CMARK_OPT_FOOTNOTES)
            defer { cmark_parser_free(parser) }
            for found in [
                extensions.table, extensions.autolink, extensions.taskList, extensions.strikethrough,
            ] {
                cmark_parser_attach_syntax_extension(parser, found)
            }
            cmark_parser_feed(parser, markdown, markdown.utf8.count)
            let root = cmark_parser_finish(parser)
            defer { cmark_node_free(root) }
            guard let text = cmark_render_html(root, CMARK_OPT_UNSAFE, nil) else { return "" }
            defer { free(text) }
            return String(cString: text)
        }
    }

    /// The tags and texts of a page's HTML, with what both writers have: no addresses, ids and classes of ours.
    private static func parts(_ html: String) -> [String] {
        var parts: [String] = []
        var text = ""
        var rest = Array(html.unicodeScalars)[...]
        func end() {
            let plain = decoded(text)
            let trimmed = plain.trimmingPrefix { $0.isNewline }
            let end =
                trimmed.lastIndex { !$0.isNewline }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
            if trimmed.startIndex < end { parts.append(String(trimmed[..<end])) }
            text = ""
        }
        while let scalar = rest.popFirst() {
            guard scalar == "<" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            end()
            var tag = ""
            while let scalar = rest.popFirst(), scalar != ">" { tag.unicodeScalars.append(scalar) }
            if let known = element(tag) { parts.append(known) }
        }
        end()
        return parts
    }

    /// A tag as both writers have it; nil for a frame of ours, and for what has the id of a heading.
    private static func element(_ tag: String) -> String? {
        let name = tag.prefix { !$0.isWhitespace }
        if ["div", "/div", "span", "/span"].contains(name) { return nil }
        var facts: [String] = []
        for match in tag.matches(of: #/ ([a-z-]+)(?:="([^"]*)")?/#) {
            let value = decoded(String(match.2 ?? ""))
            switch String(match.1) {
            case "start", "title", "alt": facts.append("\(match.1)=\(value)")
            case "checked": facts.append("checked")
            case "align": facts.append("to the \(value)")
            case "class" where ["left", "center", "right"].contains(value): facts.append("to the \(value)")
            case "class" where value.hasPrefix("language-"): facts.append(value)
            default: break
            }
        }
        return ([String(name)] + facts.sorted()).joined(separator: " ")
    }

    private static func decoded(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
