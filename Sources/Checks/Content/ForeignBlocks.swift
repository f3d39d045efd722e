import Findings
import Markdown
import Support

/// Callouts and tabs as other generators write them, with the markdown that says the same, where that is beyond doubt.
struct ForeignBlocks {
    private let document: Document
    /// The headings of the top level, where there are tabs.
    private let headings: [Document.Block]
    private var source: SourceText { document.source }

    init(_ document: Document) {
        self.document = document
        let hasTabs = document.text.span.position(of: "=== ", in: 0..<document.text.count) != nil
        headings =
            hasTabs
            ? document.blocks.filter { $0.kind == .heading && $0.parent == nil }.sorted {
                $0.lines.lowerBound < $1.lines.lowerBound
            } : []
    }

    /// The fix for the block whose first mark is at an offset of the file; nil where its end or its kind is in doubt.
    func fix(at offset: Int) -> Fix? {
        let line = source.lineIndex(of: offset)
        // One within a list or a quote would need its marks too, and one right below a text may go on in it.
        guard source.line(line).lowerBound == offset,
            offset == document.body.lowerBound || line > 0 && isBlank(line - 1)
        else { return nil }
        let text = self.text(line)
        let block: (last: Int, text: String)? =
            switch text.utf8.first {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): admonition(text.dropFirst(3), from: line)
            case UInt8(ascii: ":"): container(text, from: line)
            case UInt8(ascii: "="): tabs(from: line)
            default: nil
            }
        guard let block else { return nil }
        let isLast = block.last + 1 >= source.lineStarts.count || isBlank(block.last + 1)
        return Fix(
            [
                Fix.Edit(
                    source, offset..<source.line(block.last).upperBound,
                    isLast ? block.text : block.text + "\n")
            ],
            isSafe: false)
    }

    private func text(_ line: Int) -> Substring {
        String(decoding: source.bytes[source.line(line)], as: UTF8.self)[...]
    }

    private func isBlank(_ line: Int) -> Bool {
        source.bytes[source.line(line)].allSatisfy(\.isSpaceOrTab)
    }

    // MARK: Callouts

    /// The most lines that a container may have to be turned, so that many that nothing closes are not each read to the end.
    private static let mostLines = 500

    /// The kinds of callouts that names of other generators surely mean.
    static let kinds = [
        "note": "NOTE", "info": "NOTE", "seealso": "NOTE", "tip": "TIP", "hint": "TIP",
        "important": "IMPORTANT",
        "warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION",
    ]

    /// `note "Title"`, with the lines that are indented below it.
    private func admonition(_ head: Substring, from line: Int) -> (last: Int, text: String)? {
        let words = head.drop { $0 == "+" }.trimmed
        let name = words.prefix { $0.isLetter }
        guard let kind = Self.kinds[name.lowercased()] else { return nil }
        let rest = words.dropFirst(name.count).trimmed
        var title = ""
        if !rest.isEmpty {
            guard rest.count >= 2, let quote = rest.first, quote == "\"" || quote == "'", rest.last == quote,
                !rest.dropFirst().dropLast().contains(quote)
            else { return nil }
            title = String(rest.dropFirst().dropLast().trimmed)
        }
        guard !title.contains("*"), title.last != "\\" else { return nil }
        guard let body = indented(below: line) else { return nil }
        return (body.last, Self.callout(kind, title, body.lines))
    }

    /// `:::note Title`, through the line that closes it.
    private func container(_ head: Substring, from line: Int) -> (last: Int, text: String)? {
        let colons = head.prefix { $0 == ":" }
        let words = head.dropFirst(colons.count).trimmed
        let name = words.prefix { $0.isLetter }
        guard let kind = Self.kinds[name.lowercased()] else { return nil }
        var title = words.dropFirst(name.count).trimmed
        if title.first == "[", title.last == "]" { title = title.dropFirst().dropLast() }
        guard !title.contains(where: { "{}[]*".contains($0) }), title.last != "\\" else { return nil }
        var lines: [Substring] = []
        /// The marks of the fence that is open: what is between fences ends nothing.
        var fence: Substring?
        for next in (line + 1)..<max(min(source.lineStarts.count, line + Self.mostLines + 2), line + 1) {
            let text = self.text(next)
            let marks = Self.fenceMarks(text)
            if let open = fence {
                if marks.count >= open.count, marks.first == open.first, marks.count == text.trimmed.count {
                    fence = nil
                }
            } else if !marks.isEmpty {
                fence = marks
            } else if !Self.isIndented(text) {
                if text.trimmed == colons { return (next, Self.callout(kind, String(title), lines)) }
                // One within another would have to be turned first.
                if text.trimmed.hasPrefix(":::") { return nil }
            }
            lines.append(text)
        }
        return nil
    }

    /// The marks of a fence that a line starts or ends; empty for another line (CommonMark section 4.5).
    private static func fenceMarks(_ line: Substring) -> Substring {
        let text = line.trimmed
        guard let mark = text.first, mark == "`" || mark == "~", !isIndented(line) else { return "" }
        let marks = text.prefix { $0 == mark }
        guard marks.count >= 3, mark == "~" || !text.dropFirst(marks.count).contains("`") else { return "" }
        return marks
    }

    /// Whether a line is indented so far that no mark on it starts a block.
    private static func isIndented(_ line: Substring) -> Bool {
        let spaces = line.prefix { $0 == " " || $0 == "\t" }
        return spaces.count >= 4 || spaces.contains("\t")
    }

    private static func callout(_ kind: String, _ title: String, _ lines: [Substring]) -> String {
        var text = "> [!\(kind)]"
        if !title.isEmpty, title.uppercased() != kind { text += "\n> **\(title)**\n>" }
        var body = lines[...]
        while body.first?.trimmed.isEmpty == true { body.removeFirst() }
        while body.last?.trimmed.isEmpty == true { body.removeLast() }
        for line in body {
            // Behind the mark of the quote a tab would be shorter.
            let line = line.hasPrefix("\t") ? "    " + line.dropFirst() : line
            text += line.trimmed.isEmpty ? "\n>" : "\n> \(line)"
        }
        return text
    }

    // MARK: Tabs

    /// All tabs of a group as sections, where the line is its first: `=== "Title"`, with the lines that are indented below it.
    private func tabs(from line: Int) -> (last: Int, text: String)? {
        guard !followsTab(line) else { return nil }
        let before = headings.partitionPoint { $0.lines.lowerBound < line }
        let level = (before > 0 ? headings[before - 1].number : 1) + 1
        guard level <= 6 else { return nil }
        var sections: [String] = []
        var last = line
        var next: Int? = line
        while let head = next {
            guard let title = Self.title(text(head)), let body = indented(below: head),
                // A heading within a tab would be beside that of the tab.
                !body.lines.contains(where: { $0.hasPrefix("#") })
            else { return nil }
            var lines = body.lines[...]
            while lines.first?.trimmed.isEmpty == true { lines.removeFirst() }
            sections.append(
                "\(String(repeating: "#", count: level)) \(title)\n\n" + lines.joined(separator: "\n"))
            last = body.last
            var following = last + 1
            while following < source.lineStarts.count, isBlank(following) { following += 1 }
            next = following < source.lineStarts.count && text(following).hasPrefix("===") ? following : nil
        }
        // A text that follows all tabs would belong to the last one.
        var following = last + 1
        while following < source.lineStarts.count, isBlank(following) { following += 1 }
        if following < source.lineStarts.count {
            let marks = text(following).prefix { $0 == "#" }.count
            guard (1..<level).contains(marks) else { return nil }
        }
        return (last, sections.joined(separator: "\n\n"))
    }

    /// Whether the last line before a line that is neither empty nor indented starts a tab.
    private func followsTab(_ line: Int) -> Bool {
        let before = (0..<line).last { !isBlank($0) && !(text($0).first?.isWhitespace ?? true) }
        return before.map { text($0).hasPrefix("===") } ?? false
    }

    /// The title of a tab that needs no escapes in a heading.
    private static func title(_ head: Substring) -> Substring? {
        let words = head.drop { "=+!".contains($0) }.trimmed
        guard words.count > 2, let quote = words.first, quote == "\"" || quote == "'", words.last == quote,
            !words.dropFirst().dropLast().contains(where: { $0 == quote || "`*_[]<#".contains($0) })
        else { return nil }
        return words.dropFirst().dropLast()
    }

    /// The lines below a line that are indented by four spaces or a tab, without that, and the last of them; nil where there
    /// are none.
    private func indented(below line: Int) -> (lines: [Substring], last: Int)? {
        var lines: [Substring] = []
        var last: Int?
        for next in (line + 1)..<max(source.lineStarts.count, line + 1) {
            let text = self.text(next)
            if text.trimmed.isEmpty {
                lines.append("")
            } else if text.hasPrefix("    ") {
                lines.append(text.dropFirst(4))
                last = next
            } else if text.hasPrefix("\t") {
                lines.append(text.dropFirst())
                last = next
            } else {
                break
            }
        }
        guard let last else { return nil }
        return (Array(lines.prefix(last - line)), last)
    }
}
