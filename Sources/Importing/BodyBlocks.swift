/// Admonitions, tabs and other blocks of generators, as callouts and labelled parts.
///
/// All of them are read in one pass with a stack, whichever syntax they are written in: a block is open until its text is
/// no longer indented, or until a line closes it.
extension GuideBody {
    /// The most blocks within each other; what is deeper stays as it is.
    static let deepestBlock = 20

    /// A block that is open.
    struct OpenBlock: Sendable {
        /// The way in which it ends.
        enum End: Sendable, Equatable {
            /// At the first line with text that is indented less than so many columns.
            case indent(Int)
            /// At a line of at least so many colons.
            case colons(Int)
            /// At the closing tag or shortcode of this name.
            case name(String)
        }

        var end: End
        /// Columns that its lines have before their text; less than 0 for as many as the first of them has.
        var columns: Int
        /// Put before each of its lines, such as `> `.
        var lead: String
        /// A line that closes it in markdown, such as `</details>`.
        var closing: String?
        var line: Int
    }

    mutating func convertBlocks() {
        var writer = BlockWriter()
        var fence = FenceState()
        var hidden = false
        var quoted: [String] = []
        for (index, line) in lines.enumerated() {
            writer.number = line.number
            if let closing = fence.end(before: line.text) {
                // Without its indentation nothing else would end it.
                writer.endCode(closing)
                left(line.number, "the block of code before this line is never closed")
            }
            if !line.text.isBlank, !fence.isOpen { writer.closeIndented(before: line.text.indent) }
            let wasOpen = fence.isOpen
            let isCode = fence.take(line.text)
            if isCode {
                let text = wasOpen ? line.text : fenceLine(line, &writer)
                writer.put(text, isCode: wasOpen)
                continue
            }
            if hidesComponent(line, &hidden) { continue }
            if let text = quotedBox(line, &quoted) {
                writer.put(text)
                continue
            }
            let next = index + 1 < lines.count ? lines[index + 1].text : ""
            if let callout = CalloutTitle(line.text, following: next) {
                for text in callout.lines { writer.put(text) }
                changed(line.number, callout.note)
                continue
            }
            if let close = BlockSyntax.closing(line.text, syntax), writer.close(close) { continue }
            guard writer.blocks.count < Self.deepestBlock,
                let block = BlockSyntax.opening(line.text, syntax, next: next)
            else {
                writer.put(line.text)
                continue
            }
            writer.open(block, hasAnchor: syntax.contains(.anchoredTabs))
            changed(line.number, block.note)
        }
        if let closing = fence.closing {
            writer.endCode(closing)
            changed(writer.number, "the block of code that nothing closes ends with the page")
        }
        writer.closeAll()
        for line in writer.unclosed { left(line, "this block is never closed") }
        lines = writer.lines
        madeIDs.formUnion(writer.madeIDs)
    }

    /// The line of a quote on which a component around text opens or closes: the component goes, and its text stays.
    private mutating func quotedBox(_ line: SourceLine, _ open: inout [String]) -> String? {
        guard syntax.contains(.components), line.text.trimmed.begins(">") else { return nil }
        let text = Fence.withoutContainers(line.text)
        guard text.begins("<"), let tag = HTMLTag(text), tag.length == text.trimmed.utf8.count else {
            return nil
        }
        let lead = String(line.text[..<text.startIndex])
        if tag.isClosing, open.last == tag.name {
            open.removeLast()
            return lead.trimmed
        }
        guard let box = BlockSyntax.opening(String(text), syntax, next: ""), !box.isQuote, box.closing == nil
        else { return nil }
        open.append(tag.name)
        changed(line.number, box.note)
        return box.head.first.map { lead + $0 } ?? lead.trimmed
    }

    /// Imports and exports of components at the start of a line, which mean nothing without them.
    private mutating func hidesComponent(_ line: SourceLine, _ hidden: inout Bool) -> Bool {
        guard syntax.contains(.components) else { return false }
        if hidden {
            hidden =
                !(line.text.contains("from ") || line.text.trimmed.ends("}") || line.text.trimmed.ends(";"))
            return true
        }
        guard line.text.begins("import ") || line.text.begins("export const ") else { return false }
        let isWhole = line.text.contains("'") || line.text.contains("\"") || line.text.trimmed.ends(";")
        if line.text.begins("import "), isWhole {
            changed(line.number, "the import of a component is left out")
            return true
        }
        if line.text.begins("import "), line.text.contains("{"), !line.text.contains("}") {
            hidden = true
            changed(line.number, "the import of a component is left out")
            return true
        }
        return false
    }

    /// The line that opens a block of code, with its language alone; its title becomes a line before it.
    private mutating func fenceLine(_ line: SourceLine, _ writer: inout BlockWriter) -> String {
        let text = Fence.withoutContainers(line.text)
        guard let fence = Fence(text), !fence.info.isEmpty else { return line.text }
        let info = FenceInfo(fence.info)
        guard info.language != fence.info else { return line.text }
        let before = line.text[..<text.startIndex]
        let marks = String(repeating: Character(Unicode.Scalar(fence.mark)), count: fence.count)
        if let title = info.title, before.utf8.allSatisfy({ $0 == 32 || $0 == 9 }) {
            writer.put("\(before)**\(MarkdownText.escaped(title))**")
            writer.put("")
            changed(line.number, "the title of a block of code became a line before it")
        }
        if let lost = info.lost, !lost.isEmpty {
            changed(line.number, "`\(lost)` after the language of a block of code is left out")
        }
        return "\(before)\(marks)\(info.language)"
    }
}

/// Writes lines into the blocks that are open.
struct BlockWriter: Sendable {
    private(set) var lines: [SourceLine] = []
    private(set) var blocks: [GuideBody.OpenBlock] = []
    /// Lines of blocks that nothing closed.
    private(set) var unclosed: [Int] = []
    /// Ids that tabs have.
    private(set) var madeIDs: Set<String> = []
    /// The line of the source that is read.
    var number = 1
    /// Blank lines that wait for what follows.
    private var blanks: [Int] = []
    /// Whether a blank line has to come before the next text: a block ended.
    private var needsBlank = false

    private var lead: String { blocks.last?.lead ?? "" }

    /// Writes a line of the source into the innermost block.
    mutating func put(_ text: String, isCode: Bool = false) {
        if text.isBlank, isCode {
            writeBlanks()
            return add("")
        }
        if text.isBlank {
            blanks.append(number)
            return
        }
        writeBlanks()
        if let last = blocks.indices.last, blocks[last].columns < 0 { blocks[last].columns = text.indent }
        let columns = blocks.last?.columns ?? 0
        lines.append(SourceLine(lead + (columns > 0 ? text.dropping(columns: columns) : text), number))
    }

    /// Closes a block of code that nothing closed, after the last line with text.
    mutating func endCode(_ fence: String) {
        while let last = lines.last, last.text == Self.bare(lead) { lines.removeLast() }
        put(fence, isCode: true)
    }

    /// Writes a line of its own, which has no place in the source.
    private mutating func add(_ text: String) {
        lines.append(SourceLine(text.isEmpty ? Self.bare(lead) : lead + text, number))
    }

    private mutating func writeBlanks() {
        let bare = Self.bare(lead)
        if blanks.isEmpty, needsBlank { blanks.append(number) }
        // One is enough, and none is needed at the start.
        if lines.last.map({ $0.text == bare }) ?? true { blanks = [] }
        blanks = Array(blanks.prefix(1))
        lines += blanks.map { SourceLine(bare, $0) }
        blanks = []
        needsBlank = false
    }

    private static func bare(_ lead: String) -> String {
        var lead = lead
        while lead.utf8.last == 32 { lead.removeLast() }
        return lead
    }

    mutating func open(_ block: BlockSyntax.Opening, hasAnchor: Bool = false) {
        writeBlanks()
        if let last = blocks.indices.last, blocks[last].columns < 0 { blocks[last].columns = block.indent }
        let outer = blocks.last?.columns ?? 0
        let indent = String(repeating: " ", count: max(0, block.indent - outer))
        if let last = lines.last, !last.text.isBlank, Self.bare(last.text) != Self.bare(lead) { add("") }
        var text = lead + indent
        if block.isQuote { text += "> " }
        blocks.append(
            GuideBody.OpenBlock(
                end: block.end, columns: block.columns, lead: text, closing: block.closing, line: number))
        for (index, line) in block.head.enumerated() {
            let id = hasAnchor && index == 0 ? block.label.flatMap(InlineMarks.id(ofLabel:)) : nil
            if let id { madeIDs.insert(id) }
            add((id.map(HTMLElements.writtenAnchor) ?? "") + line)
        }
        needsBlank = block.needsBlank
    }

    /// Ends the blocks whose text is indented further than a line.
    mutating func closeIndented(before indent: Int) {
        while let block = blocks.last, case .indent(let columns) = block.end, indent < columns { closeLast() }
    }

    /// Ends the block that a line closes, and those in it; false where there is none.
    mutating func close(_ end: GuideBody.OpenBlock.End) -> Bool {
        let index = blocks.lastIndex { block in
            switch (block.end, end) {
            case (.colons(let open), .colons(let count)): open <= count
            case (.name(let open), .name(let name)): open == name
            default: false
            }
        }
        guard let index else { return false }
        while blocks.count > index { closeLast() }
        return true
    }

    mutating func closeAll() {
        while let block = blocks.last {
            if case .indent = block.end {} else { unclosed.append(block.line) }
            closeLast()
        }
        writeBlanks()
        while let last = lines.last, last.text.isBlank { lines.removeLast() }
    }

    private mutating func closeLast() {
        guard let block = blocks.last else { return }
        if let closing = block.closing {
            blanks = []
            add("")
            add(closing)
        }
        blocks.removeLast()
        needsBlank = true
    }
}

/// The text after the opening marks of a block of code, as generators extend it.
struct FenceInfo: Sendable {
    var language: String
    var title: String?
    /// What is left out; nil for nothing.
    var lost: String?

    init(_ info: String) {
        var rest = info
        // ``` {.yaml .annotate} and ``` { .yaml }
        if rest.begins("{") {
            let words = rest.dropFirst().prefix { $0 != "}" }.split(separator: " ")
            language =
                words.first { $0.begins(".") && $0 != ".annotate" }.map { String($0.dropFirst()) } ?? ""
            if let word = words.first(where: { $0.begins("lang=") }) {
                language = String(word.dropFirst(5)).unquoted
            }
        } else {
            let word = rest.prefix { !" \t,{[".contains($0) }
            language = String(word)
        }
        rest = String(rest.begins("{") ? rest[...] : rest.dropFirst(language.count))
        title = Self.title(in: rest)
        var words = rest.trimmed
        if let title {
            for key in ["title=", "filename=", "file=", "name=", ""] {
                for (open, close) in [("\"", "\""), ("'", "'"), ("[", "]")] {
                    words = words.replacingBytes("\(key)\(open)\(title)\(close)", with: "").trimmed
                }
            }
        }
        lost = words.isEmpty ? nil : words
    }

    /// `title="x"`, `filename="x"` or `[x]`.
    private static func title(in text: String) -> String? {
        for key in ["title=", "filename=", "file=", "name="] {
            guard let after = text.cut(at: key)?.after, let quote = after.first, quote == "\"" || quote == "'"
            else {
                continue
            }
            let title = String(after.dropFirst().prefix { $0 != quote }).trimmed
            return title.isEmpty ? nil : title
        }
        guard let open = text.cut(at: "["), !open.before.contains("{"), let close = open.after.cut(at: "]"),
            !close.before.isBlank
        else { return nil }
        return close.before.trimmed
    }
}
