import Markdown
import Support

/// Raw HTML as markdown, where that says the same.
extension GuideBody {
    mutating func convertHTML() {
        guard lines.contains(where: { $0.text.utf8.contains(UInt8(ascii: "<")) }) else { return }
        let text = MappedText(lines)
        guard let document = text.document(), !document.rawHTML.isEmpty else { return }
        var edits: [MappedText.Edit] = []
        let tables = document.blocks.filter { $0.kind == .table }.map(\.lines)
        var inline = InlineHTML(text.source, tables: tables)
        var cursor = LocationCursor(text.source)
        for piece in document.rawHTML {
            guard let start = cursor.offset(of: piece.location), let range = text.range(of: piece, at: start)
            else {
                left(text.number(at: piece.location), Self.stays(piece.text))
                continue
            }
            let isInline = HTMLTag(piece.text).map { $0.length == piece.text.utf8.count } ?? false
            if isInline, !isBlock(range, text.source) {
                inline.take(range, text.number(at: piece.location))
            } else if !piece.text.trimmed.begins("<!--")
                || piece.text.trimmed.cut(at: "-->")?.after.isBlank == false
            {
                convert(piece, (range, text.lead(before: start)), text, &edits)
            }
        }
        inline.end()
        edits += inline.edits
        entries += inline.notes.map { ImportEntry($0.outcome, file, $0.line, $0.what) }
        if !edits.isEmpty { lines = text.applying(edits) }
    }

    private static func stays(_ html: String) -> String {
        "raw HTML stays as it is, and a page does not show it: `\(MessageWords.short(html))`"
    }

    /// Whether a tag is alone on its line.
    private func isBlock(_ range: Range<Int>, _ source: SourceText) -> Bool {
        let line = source.line(source.lineIndex(of: range.lowerBound))
        return source.bytes[line.lowerBound..<range.lowerBound].allSatisfy {
            $0.isWhiteSpace || $0 == UInt8(ascii: ">")
        }
            && source.bytes[min(range.upperBound, line.upperBound)..<line.upperBound].allSatisfy(
                \.isWhiteSpace)
    }

    private mutating func convert(
        _ piece: Document.RawHTML, _ place: (range: Range<Int>, lead: String), _ text: MappedText,
        _ edits: inout [MappedText.Edit]
    ) {
        let number = text.number(at: place.range.lowerBound)
        let block = HTMLBlock(piece.text, hasMarkdown: syntax.contains(.markdownInTags))
        if let obstacle = block.obstacle, ["script", "style"].contains(obstacle) {
            left(number, "the `<\(obstacle)>` of the page is left out")
            edits.append(MappedText.Edit(range: place.range, text: ""))
            return
        }
        if block.obstacle != nil, HTMLBlock.isEmpty(piece.text) {
            left(number, "elements without a text are left out: `\(MessageWords.short(piece.text))`")
            edits.append(MappedText.Edit(range: place.range, text: ""))
            return
        }
        if let obstacle = block.obstacle {
            let isUnknown = !HTMLElements.isKnown(obstacle.lowercased())
            left(
                number,
                isUnknown
                    ? "the component `<\(MessageWords.short(obstacle))>` has no meaning here; write what it shows"
                    : Self.stays(piece.text))
            return
        }
        for note in block.notes { changed(number, note) }
        // A paragraph that goes on before or after would take it in.
        let source = text.source
        let first = source.lineIndex(of: place.range.lowerBound)
        let last = source.lineIndex(of: place.range.upperBound)
        func isBlank(_ line: Int) -> Bool {
            guard source.lineStarts.indices.contains(line) else { return true }
            return source.bytes[source.line(line)].allSatisfy { $0.isWhiteSpace || $0 == UInt8(ascii: ">") }
        }
        let lead = place.lead
        var lines = block.lines
        if !lines.isEmpty {
            if first > 0, !isBlank(first - 1), !source.bytes[source.line(first)].contains(UInt8(ascii: "-")) {
                lines.insert("", at: 0)
            }
            if !isBlank(last + 1) { lines.append("") }
        }
        let written = lines.enumerated().map { index, line in
            index == 0
                ? line : (line.isEmpty ? String(lead.reversed().drop { $0 == " " }.reversed()) : lead + line)
        }
        edits.append(MappedText.Edit(range: place.range, text: written.joined(separator: "\n")))
    }
}

/// Tags within paragraphs, which belong together in pairs.
struct InlineHTML {
    private let source: SourceText
    private(set) var edits: [MappedText.Edit] = []
    private(set) var notes: [(outcome: ImportEntry.Outcome, line: Int, what: String)] = []
    /// Tags that wait for the ones that close them.
    private var open: [(tag: HTMLTag, range: Range<Int>, line: Int)] = []

    /// The lists that are open in a cell of a table.
    private var cellList = HTMLCellList()
    /// Lines of tables, where a `|` ends a cell.
    private let tables: [Range<Int>]

    init(_ source: SourceText, tables: [Range<Int>]) {
        self.source = source
        self.tables = tables
    }

    private func stays(_ range: Range<Int>) -> String {
        let html = String(decoding: source.bytes[range], as: UTF8.self)
        return "raw HTML stays as it is, and a page does not show it: `\(MessageWords.short(html))`"
    }

    mutating func take(_ range: Range<Int>, _ line: Int) {
        guard let tag = HTMLTag(source.bytes[range]) else { return }
        let name = tag.name.lowercased()
        func replace(_ text: String) { edits.append(MappedText.Edit(range: range, text: text)) }
        if HTMLElements.kept[name] != nil {
            let written = HTMLElements.written(tag, name)
            guard !source.bytes[range].elementsEqual(written.utf8) else { return }
            replace(written)
            if !tag.attributes.isEmpty {
                notes.append((.changed, line, "attributes of `<\(name)>` are left out"))
            }
        } else if isUntouched(tag, name) || tag.isClosing && isOpen(name), !tag.isClosed {
            pair(tag, name, range, line)
        } else if HTMLElements.boxes.contains(name) || HTMLElements.looks.contains(name) {
            replace(HTMLElements.place(tag) ?? "")
            if !tag.isClosing {
                notes.append(
                    (.changed, line, "the look of a text, `<\(name)>`, is left out, and the text stays"))
            }
        } else if name == "img", let image = HTMLElements.image(tag) {
            replace(image)
            notes.append((.changed, line, "`<img>` became an image of markdown"))
        } else if HTMLElements.mark(name) != nil || HTMLElements.code.contains(name) || name == "a"
            || name == "q"
        {
            pair(tag, name, range, line)
        } else if HTMLElements.media.contains(name), let link = HTMLElements.media(tag) {
            replace(link)
            notes.append((.changed, line, "`<\(name)>` became a link"))
        } else if HTMLElements.media.contains(name), tag.isClosing {
            replace("")
        } else if HTMLCellList.names.contains(name), isInTable(range) {
            replace(cellList.text(for: tag, name, startsCell: startsCell(range)))
            if name != "li", !tag.isClosing {
                notes.append((.changed, line, "a list in a cell of a table became lines with marks"))
            }
        } else if name == "badge", let text = tag["text"] {
            replace("(\(MarkdownText.escaped(text)))")
            notes.append((.changed, line, "a badge became text in parentheses"))
        } else if tag.isClosed, let link = HTMLElements.link(tag) {
            replace(link)
            notes.append((.changed, line, "the component `<\(MessageWords.short(tag.name))>` became a link"))
        } else if (name == "badge" || HTMLElements.isLink(tag)) && !tag.isClosed {
            pair(tag, name, range, line)
        } else if !HTMLElements.isKnown(name), tag.attributes.isEmpty, !tag.isClosing, !tag.isClosed,
            tag.name.utf8.allSatisfy({ $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }),
            tag.name == name || !hasClosing(tag.name, after: range.upperBound)
        {
            // No browser knows such an element, so the author meant the text.
            edits.append(MappedText.Edit(range: range.lowerBound..<(range.lowerBound + 1), text: "\\<"))
            notes.append((.changed, line, "`<\(MessageWords.short(tag.name))>` is text, and no element"))
        } else {
            notes.append((.left, line, stays(range)))
        }
    }

    private func isInTable(_ range: Range<Int>) -> Bool {
        let line = source.lineIndex(of: range.lowerBound)
        return tables.contains { $0.contains(line) }
    }

    /// Whether a cell of a table has nothing but tags before some bytes.
    private func startsCell(_ range: Range<Int>) -> Bool {
        let line = source.line(source.lineIndex(of: range.lowerBound)).lowerBound
        let before = source.bytes[line..<range.lowerBound]
        let cell = before[(before.lastIndex(of: UInt8(ascii: "|")) ?? line)...].dropFirst()
        return Self.plain(String(decoding: cell, as: UTF8.self)).isBlank
    }

    /// Whether a tag opens a text in which Vue reads no templates.
    private func isUntouched(_ tag: HTMLTag, _ name: String) -> Bool {
        tag["v-pre"] != nil && !tag.isClosing
            && (HTMLElements.looks.contains(name) || HTMLElements.boxes.contains(name))
    }

    private func isOpen(_ name: String) -> Bool { open.contains { $0.tag.name.lowercased() == name } }

    /// Whether a component is closed in the next thousand bytes.
    private func hasClosing(_ name: String, after offset: Int) -> Bool {
        String(decoding: source.bytes[offset...].prefix(1000), as: UTF8.self).position(of: "</\(name)") != nil
    }

    /// The most tags that wait for others.
    private static let mostOpen = 100

    private mutating func pair(_ tag: HTMLTag, _ name: String, _ range: Range<Int>, _ line: Int) {
        guard tag.isClosing else {
            if open.count < Self.mostOpen {
                open.append((tag, range, line))
            } else {
                notes.append((.left, line, stays(range)))
            }
            return
        }
        guard let index = open.lastIndex(where: { $0.tag.name.lowercased() == name }) else {
            edits.append(MappedText.Edit(range: range, text: ""))
            notes.append((.changed, line, "`</\(name)>` closes nothing, and is left out"))
            return
        }
        for lost in open[(index + 1)...] { notes.append((.left, lost.line, stays(lost.range))) }
        let first = open[index]
        open.removeSubrange(index...)
        let inner = first.range.upperBound..<range.lowerBound
        let place = HTMLElements.place(first.tag) ?? ""
        func replace(_ before: String, _ after: String) {
            edits.append(MappedText.Edit(range: first.range, text: place + before))
            edits.append(MappedText.Edit(range: range, text: after))
        }
        let text = String(decoding: source.bytes[inner], as: UTF8.self)
        if let id = HTMLElements.anchor(first.tag) {
            edits.append(MappedText.Edit(range: first.range, text: HTMLElements.writtenAnchor(id)))
            edits.append(MappedText.Edit(range: range, text: ""))
            return
        }
        if name == "a" || HTMLElements.isLink(first.tag) {
            guard let address = first.tag["href"], !text.contains("\n\n"), !text.isBlank else {
                return replace("", "")
            }
            replace("[", "](\(MarkdownText.destination(address.trimmed)))")
            notes.append((.changed, first.line, "`<\(first.tag.name) href>` became a link of markdown"))
        } else if name == "q" {
            replace("“", "”")
        } else if name == "badge" {
            replace("(", ")")
            notes.append((.changed, first.line, "a badge became text in parentheses"))
        } else if HTMLElements.code.contains(name) || isUntouched(first.tag, name) && !text.contains("`") {
            let whole = first.range.lowerBound..<range.upperBound
            var words = Self.plain(text)
            if isInTable(whole) {
                words = words.replacingBytes("\\|", with: "|").replacingBytes("|", with: "\\|")
            }
            become(place + (words.isBlank ? "" : MarkdownText.code(words)), whole)
            notes.append((.changed, first.line, "`<\(name)>` became code of markdown"))
        } else if let mark = HTMLElements.mark(name), let from = text.utf8.first, let to = text.utf8.last {
            // A mark has to touch the text.
            guard !from.isWhiteSpace, !to.isWhiteSpace else { return replace("", "") }
            replace(mark, mark)
            notes.append((.changed, first.line, "`<\(name)>` became markdown"))
        } else {
            replace("", "")
        }
    }

    /// Writes a text in the place of an element and all that is in it.
    private mutating func become(_ text: String, _ whole: Range<Int>) {
        while let last = edits.last, whole.contains(last.range.lowerBound) { edits.removeLast() }
        edits.append(MappedText.Edit(range: whole, text: text))
    }

    /// The text of code, without tags and marks of emphasis in it.
    private static func plain(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "<"), let tag = HTMLTag(rest) {
                rest = rest.dropFirst(tag.length)
            } else {
                bytes.append(byte == 10 ? 32 : byte)
                rest = rest.dropFirst()
            }
        }
        let stars = bytes.count { $0 == UInt8(ascii: "*") }
        if stars > 1, stars.isMultiple(of: 2) { bytes.removeAll { $0 == UInt8(ascii: "*") } }
        return HTMLEntities.decoded(String(decoding: bytes, as: UTF8.self))
    }

    /// Tells of the tags that nothing closed.
    mutating func end() {
        for lost in open {
            if let id = HTMLElements.anchor(lost.tag) {
                edits.append(MappedText.Edit(range: lost.range, text: HTMLElements.writtenAnchor(id)))
            } else {
                notes.append((.left, lost.line, stays(lost.range)))
            }
        }
        open = []
    }
}
