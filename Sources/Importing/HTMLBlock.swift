import Support

/// A block of HTML as markdown, where markdown can say the same.
struct HTMLBlock: Sendable {
    /// The markdown, lines without ends; empty where the block only was a box around something.
    private(set) var lines: [String] = []
    /// What became of its elements.
    private(set) var notes: [String] = []
    /// The element that markdown has no words for; nil where all of it is converted.
    private(set) var obstacle: String?

    /// Text of the present paragraph.
    private var inline = ""
    /// Marks that open elements put around text, with where they start in `inline`.
    private var marks: [(name: String, close: String, start: Int)] = []
    /// Open lists: their counters, nil for one without numbers.
    private var lists: [Int?] = []
    /// The mark of the list item whose first paragraph is next.
    private var item: String?
    /// Rows of the open table.
    private var rows: [[String]]?
    private var quotes = 0
    private var pre: (language: String, text: String)?
    private var heading: (level: Int, id: String?)?
    /// Components that are open as links.
    private var links: Set<String> = []
    /// Whether text is markdown already.
    private let hasMarkdown: Bool

    /// The most lists and quotes within each other.
    private static let deepestList = 10

    init(_ html: String, hasMarkdown: Bool) {
        self.hasMarkdown = hasMarkdown
        let bytes = Array(html.utf8)
        var (at, from) = (0, 0)
        func text(_ to: Int) -> String { String(decoding: bytes[from..<to], as: UTF8.self) }
        while at < bytes.count, obstacle == nil {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if bytes[at...].starts(with: "<!--".utf8) {
                take(text(at))
                var end = at + 4
                while end < bytes.count, !bytes[end...].starts(with: "-->".utf8) { end += 1 }
                end = min(end + 3, bytes.count)
                flush()
                add(String(decoding: bytes[at..<end], as: UTF8.self))
                (at, from) = (end, end)
            } else if let tag = HTMLTag(bytes[at...]) {
                take(text(at))
                self.tag(tag)
                at += tag.length
                from = at
            } else {
                at += 1
            }
        }
        guard obstacle == nil else { return }
        take(text(bytes.count))
        flush()
        if let open = openMark { obstacle = open }
        if pre != nil || rows != nil { obstacle = "pre" }
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        while let first = lines.first, first.isEmpty { lines.removeFirst() }
    }

    /// Elements that show something without any text, or are a place to link to.
    private static let shown: Set<String> = [
        "img", "picture", "iframe", "video", "audio", "svg", "object", "embed", "canvas", "math", "a", "hr",
    ]

    /// Whether HTML has nothing that readers could see without the scripts of its page.
    static func isEmpty(_ html: String) -> Bool {
        var rest = Array(html.utf8)[...]
        while let byte = rest.first {
            if let tag = HTMLTag(rest) {
                let name = tag.name.lowercased()
                if shown.contains(name) || !HTMLElements.isKnown(name) { return false }
                rest = rest.dropFirst(tag.length)
            } else {
                guard byte.isWhiteSpace else { return false }
                rest = rest.dropFirst()
            }
        }
        return true
    }

    /// The first mark that waits for its end. A place to link to needs none.
    private var openMark: String? { marks.first { $0.start >= 0 }?.name }

    // MARK: Text

    private mutating func take(_ text: String) {
        if pre != nil {
            pre?.text += HTMLEntities.decoded(text)
            return
        }
        let words = text.split { $0.isWhitespace && $0 != "\u{A0}" }
        guard !words.isEmpty else {
            if !text.isEmpty, !inline.isEmpty, !inline.ends(" ") { inline += " " }
            return
        }
        let starts = text.utf8.first?.isWhiteSpace ?? false
        let ends = text.utf8.last?.isWhiteSpace ?? false
        if starts, !inline.isEmpty, !inline.ends(" ") { inline += " " }
        let joined = words.joined(separator: " ")
        inline += hasMarkdown ? joined : Self.escaped(joined)
        if ends { inline += " " }
    }

    /// Text of HTML, in which a star is a star.
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if "\\`*_[]".unicodeScalars.contains(scalar) { out.unicodeScalars.append("\\") }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    /// Ends the present paragraph.
    private mutating func flush() {
        // A mark over two paragraphs is none in markdown.
        if let open = openMark, !inline.isBlank {
            obstacle = open
            return
        }
        let text = inline.trimmed
        inline = ""
        guard !text.isEmpty else { return }
        guard let heading else { return add(text) }
        let id = heading.id.map { " {#\($0)}" } ?? ""
        add(String(repeating: "#", count: heading.level) + " " + text + id)
    }

    /// Writes a paragraph, within the lists and quotes that are open.
    private mutating func add(_ text: String) {
        let isItem = item != nil
        let depth = max(0, lists.count - 1)
        var lead = String(repeating: "> ", count: quotes) + String(repeating: "    ", count: depth)
        if let last = lines.last, !last.isEmpty, !isItem { lines.append("") }
        if let mark = item {
            lead += mark
            item = nil
        } else if !lists.isEmpty {
            lead += "    "
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let own = index == 0 || line.isEmpty ? "" : String(repeating: "    ", count: lists.count)
            lines.append(index == 0 ? lead + line : String(repeating: "> ", count: quotes) + own + line)
        }
        if !isItem { lines.append("") }
    }

    // MARK: Tags

    private mutating func tag(_ tag: HTMLTag) {
        let name = tag.name.lowercased()
        if pre != nil {
            if name == "pre", tag.isClosing { endPre() }
            return
        }
        if HTMLElements.kept[name] != nil {
            if name == "details" || (name == "summary" && !tag.isClosing) { flush() }
            if name == "details", let place = HTMLElements.place(tag) { add(place) }
            inline += HTMLElements.written(tag, name)
            if name == "details" || (name == "summary" && tag.isClosing) { flush() }
        } else if HTMLElements.boxes.contains(name) || name == "source" && tag["srcset"] != nil {
            // A paragraph cannot be in a link: its boxes are words of it.
            if marks.first?.name == "a" {
                if !inline.isEmpty, !inline.ends(" "), !inline.ends("[") { inline += " " }
            } else if rows == nil {
                flush()
            }
            inline += HTMLElements.place(tag) ?? ""
            note(tag, "the box `<\(name)>` is left out, and its text stays")
        } else if HTMLElements.looks.contains(name) {
            inline += HTMLElements.place(tag) ?? ""
            note(tag, "the look of a text, `<\(name)>`, is left out, and the text stays")
        } else if let level = HTMLElements.level(name) {
            flush()
            heading = tag.isClosing ? nil : (level, tag["id"].flatMap(FittedID.make))
            note(tag, "`<\(name)>` became a heading of markdown")
        } else if let mark = HTMLElements.mark(name) {
            surround(tag, name, mark, mark)
        } else if HTMLElements.code.contains(name) {
            surround(tag, name, "", "")
        } else if name == "a" {
            anchor(tag)
        } else if tag.isClosed, let link = HTMLElements.link(tag) {
            inline += link
            note(tag, "the component `<\(MessageWords.short(tag.name))>` became a link")
        } else if tag.isClosing ? links.contains(name) : HTMLElements.isLink(tag) && !tag.isClosed {
            links.insert(name)
            anchor(tag)
            note(tag, "the component `<\(MessageWords.short(tag.name))>` became a link")
        } else if !block(tag, name) {
            obstacle = HTMLElements.isKnown(name) ? name : tag.name
        }
    }

    private mutating func note(_ tag: HTMLTag, _ what: String) {
        if !tag.isClosing, !notes.contains(what) { notes.append(what) }
    }

    /// Opens or closes a mark around text.
    private mutating func surround(_ tag: HTMLTag, _ name: String, _ open: String, _ close: String) {
        guard tag.isClosing else {
            inline += HTMLElements.place(tag) ?? ""
            marks.append((name, close, inline.utf8.count))
            inline += open
            note(tag, "`<\(name)>` became markdown")
            return
        }
        guard let last = marks.popLast(), last.name == name else {
            obstacle = name
            return
        }
        let start = inline.utf8.index(inline.startIndex, offsetBy: last.start)
        if HTMLElements.code.contains(name) {
            let code = Self.unescaped(String(inline[start...]))
            inline = String(inline[..<start]) + MarkdownText.code(HTMLEntities.decoded(code))
            return
        }
        // Marks have to touch the text.
        let opening = name == "a" ? "[" : last.close
        let inner = String(inline[inline.utf8.index(start, offsetBy: opening.utf8.count)...])
        if inner.trimmed.isEmpty {
            inline = String(inline[..<start]) + inner
        } else {
            let ends = inner.ends(" ") ? " " : ""
            inline = String(inline[..<start]) + opening + inner.trimmed + last.close + ends
        }
    }

    private static func unescaped(_ text: String) -> String {
        var out = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            isEscaped = false
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    private mutating func anchor(_ tag: HTMLTag) {
        if let id = HTMLElements.anchor(tag), !tag.isClosing {
            inline += HTMLElements.writtenAnchor(id)
            marks.append(("a", "", -1))
        } else if tag.isClosing, let last = marks.last, last.name == "a", last.start < 0 {
            marks.removeLast()
        } else if tag.isClosing {
            // One that closes nothing says nothing.
            if marks.contains(where: { $0.name == "a" }) { surround(tag, "a", "", "") }
        } else if let address = tag["href"] {
            surround(tag, "a", "[", "](\(MarkdownText.destination(address.trimmed)))")
        } else {
            marks.append(("a", "", -1))
        }
    }

    private mutating func block(_ tag: HTMLTag, _ name: String) -> Bool {
        switch name {
        case "img":
            guard let image = HTMLElements.image(tag) else { return false }
            inline += image
            note(tag, "`<img>` became an image of markdown")
        case "hr":
            flush()
            add("---")
        case "iframe", "video", "audio":
            if tag.isClosing { return true }
            guard let link = HTMLElements.media(tag) else { return tag["src"] == nil && name != "iframe" }
            flush()
            add(link)
            note(tag, "`<\(name)>` became a link")
        case "source":
            guard let link = HTMLElements.media(tag) else { return true }
            add(link)
            note(tag, "a recording became a link")
        case "ul", "ol":
            flush()
            guard lists.count < Self.deepestList, rows == nil else { return false }
            if tag.isClosing { _ = lists.popLast() } else { lists.append(name == "ol" ? 1 : nil) }
            if lists.isEmpty { lines.append("") }
            note(tag, "a list became markdown")
        case "li", "dt", "dd":
            flush()
            if tag.isClosing { return true }
            defer { inline += HTMLElements.place(tag) ?? "" }
            guard name == "li", let last = lists.last else { return name != "li" }
            item = last.map { "\($0).  ".prefix(4).description } ?? "-   "
            if let number = last { lists[lists.count - 1] = number + 1 }
        case "blockquote":
            flush()
            quotes = max(0, min(Self.deepestList, quotes + (tag.isClosing ? -1 : 1)))
        case "pre":
            flush()
            guard rows == nil else { return false }
            pre = ("", "")
            note(tag, "`<pre>` became a block of code")
        default: return table(tag, name)
        }
        return true
    }

    private mutating func endPre() {
        guard let text = pre?.text else { return }
        pre = nil
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.first?.isBlank ?? false { lines.removeFirst() }
        while let last = lines.last, last.isBlank { lines.removeLast() }
        let fence = text.contains("```") ? "~~~~" : "```"
        add(([fence] + lines + [fence]).joined(separator: "\n"))
    }

    // MARK: Tables

    private mutating func table(_ tag: HTMLTag, _ name: String) -> Bool {
        switch name {
        case "table":
            if tag.isClosing { return endTable() }
            flush()
            guard rows == nil, lists.isEmpty else { return false }
            if let place = HTMLElements.place(tag) { add(place) }
            rows = []
            note(tag, "a table became markdown")
        case "thead", "tbody", "tfoot", "colgroup", "col": return rows != nil
        case "tr":
            if !tag.isClosing { rows?.append([]) }
            return rows != nil
        case "th", "td":
            guard let count = rows?.count, count > 0, tag["colspan"] == nil, tag["rowspan"] == nil else {
                return false
            }
            if tag.isClosing {
                guard marks.isEmpty else { return false }
                rows?[count - 1].append(inline.trimmed.replacingBytes("|", with: "\\|"))
            }
            inline = HTMLElements.place(tag) ?? ""
        default: return false
        }
        return true
    }

    private mutating func endTable() -> Bool {
        guard let all = rows?.filter({ !$0.isEmpty }), let head = all.first else { return false }
        rows = nil
        inline = ""
        let columns = all.map(\.count).max() ?? 0
        func line(_ cells: [String]) -> String {
            "| " + (cells + Array(repeating: "", count: columns - cells.count)).joined(separator: " | ")
                + " |"
        }
        let rule = "|" + String(repeating: " --- |", count: columns)
        add(([line(head), rule] + all.dropFirst().map(line)).joined(separator: "\n"))
        return true
    }
}
