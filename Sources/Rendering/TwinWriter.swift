import Markdown
import Support

/// Writes what is around the body of a twin, and with it the HTML that it amounts to, so that the proof can tell
/// that nothing else is there.
struct TwinWriter {
    let markdown: ByteWriter
    let frame: ByteWriter
    /// What is around the plain form; nil where nothing is.
    private let profile: TwinProfile?
    /// The first byte of the plain form.
    let start: Int
    /// The end of the plain form, without its last line end.
    private var end = 0
    private(set) var blocks = 0
    /// The links that lead to a page, in order: what each is called, and where it leads on the page.
    private(set) var links: [(title: String, page: String)] = []

    /// What is between a link and its note.
    private let noteMark: String

    /// - Parameters:
    ///   - profile: what is around the plain form, for sites that want that.
    ///   - noteMark: what is between a link and its note: on a twin, what its page has there. Without it, what lists for
    ///     agents have in every language (llmstxt.org).
    init(markdown: ByteWriter, frame: ByteWriter, profile: TwinProfile? = nil, noteMark: String = ": ") {
        self.markdown = markdown
        self.frame = frame
        self.profile = profile
        self.noteMark = noteMark
        markdown.removeAll()
        frame.removeAll()
        profile?.appendFrontMatter(to: markdown)
        start = markdown.count
    }

    /// One blank line between blocks.
    private mutating func startBlock() {
        if markdown.count > start { markdown.append("\n\n") }
        blocks += 1
    }

    /// A heading of level 1 to 6.
    mutating func heading(_ level: Int, _ text: String) {
        startBlock()
        markdown.append(String(repeating: "#", count: level))
        markdown.append(" ")
        MarkdownEscaping.append(text, to: markdown, isWhole: true)
        frame.append("<h\(level)>")
        HeadingID.append(Array(Anchor.make(from: text).utf8), to: frame)
        HTMLEscaping.appendText(text, to: frame)
        frame.append("</h\(level)>\n")
    }

    /// A paragraph of plain text.
    mutating func paragraph(_ text: String) {
        startBlock()
        MarkdownEscaping.append(text, to: markdown, isWhole: true)
        frame.append("<p>")
        HTMLEscaping.appendText(text, to: frame)
        frame.append("</p>\n")
    }

    /// A sentence with a link in it.
    mutating func paragraph(_ text: (before: String, after: String), _ link: Item) {
        startBlock()
        MarkdownEscaping.append(text.before, to: markdown)
        frame.append("<p>")
        HTMLEscaping.appendText(text.before, to: frame)
        append(link)
        MarkdownEscaping.append(text.after, to: markdown)
        HTMLEscaping.appendText(text.after, to: frame)
        frame.append("</p>\n")
    }

    /// A block of commands, of which none has three backquotes.
    mutating func commands(_ lines: [String]) {
        startBlock()
        markdown.append("```sh\n")
        frame.append("<pre><code class=\"language-sh\">")
        for line in lines {
            markdown.append(line)
            markdown.append("\n")
            HTMLEscaping.appendText(line, to: frame)
            frame.append("\n")
        }
        markdown.append("```")
        frame.append("</code></pre>\n")
    }

    /// A quote of one paragraph of plain text.
    mutating func quote(_ text: String) {
        startBlock()
        markdown.append("> ")
        MarkdownEscaping.append(text, to: markdown, isWhole: true)
        frame.append("<blockquote>\n<p>")
        HTMLEscaping.appendText(text, to: frame)
        frame.append("</p>\n</blockquote>\n")
    }

    /// An item of a list: text, or a link with text after it.
    enum Item {
        case text(String)
        /// A link; `page` is where it leads on the page.
        case link(title: String, twin: String, page: String, note: String)
    }

    /// - Parameters:
    ///   - isTight: whether the items follow each other without a blank line.
    ///   - isAttached: whether the list follows the paragraph before it without a blank line.
    ///   - isOrdered: whether the items have numbers.
    mutating func list(_ items: [Item], isTight: Bool, isAttached: Bool = false, isOrdered: Bool = false) {
        if isAttached {
            markdown.append("\n")
            blocks += 1
        } else {
            startBlock()
        }
        // A single item has nothing to be apart from.
        let readsTight = isTight || items.count == 1
        frame.append(isOrdered ? "<ol>\n" : "<ul>\n")
        for (index, item) in items.enumerated() {
            if index > 0 { markdown.append(isTight ? "\n" : "\n\n") }
            markdown.append(isOrdered ? "\(index + 1). " : "- ")
            frame.append(readsTight ? "<li>" : "<li><p>")
            append(item)
            frame.append(readsTight ? "</li>\n" : "</p>\n</li>\n")
        }
        frame.append(isOrdered ? "</ol>\n" : "</ul>\n")
    }

    private mutating func append(_ item: Item) {
        switch item {
        case .text(let text):
            MarkdownEscaping.append(text, to: markdown, isWhole: true)
            HTMLEscaping.appendText(text, to: frame)
        case .link(let title, let twin, let page, let note):
            links.append((title, page))
            markdown.append("[")
            MarkdownEscaping.append(title, to: markdown, isWhole: true)
            markdown.append("](")
            markdown.append(Relinking.destination(twin, isBracketed: false))
            markdown.append(")")
            // An address that stands for itself reads as text, see `Proof`.
            let isBare = Self.ends(twin, with: title)
            if !isBare {
                frame.append("<a href=\"")
                HTMLEscaping.appendAddress(page, to: frame)
                frame.append("\">")
            }
            HTMLEscaping.appendText(title, to: frame)
            if !isBare { frame.append("</a>") }
            if !note.isEmpty {
                MarkdownEscaping.append(noteMark, to: markdown, startsLine: false)
                MarkdownEscaping.append(note, to: markdown, isWhole: true)
                HTMLEscaping.appendText(noteMark + note, to: frame)
            }
        }
    }

    private static func ends(_ address: String, with text: String) -> Bool {
        address.utf8.count >= text.utf8.count
            && address.utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
    }

    /// The place of a block that is written by others.
    mutating func body(_ write: (ByteWriter) -> Void) -> Range<Int> {
        if markdown.count > start { markdown.append("\n\n") }
        let from = markdown.count
        write(markdown)
        return from..<markdown.count
    }

    /// The first difference of the front matter in the finished twin, read again.
    var differenceOfFrontMatter: Proof.Difference? { profile?.difference(in: markdown, length: start) }

    /// Ends the file: what follows the plain form, and a line end.
    mutating func finish() {
        end = markdown.count
        if let profile {
            heading(2, TwinProfile.sitemapTitle)
            list([.text(profile.sitemap)], isTight: true)
        }
        markdown.append("\n")
    }

    /// The plain form within the finished twin, without its last line end.
    var plainForm: Range<Int> { start..<end }
}
