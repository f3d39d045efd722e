import Markdown
import Support

/// References of DocFX, `xref:Name`, whose target is in no guide: it shows their text alone, and so does a page here.
extension GuideBody {
    mutating func tellUnknownReferences(_ pages: SourcePages, _ page: SourcePages.Page) {
        guard syntax.contains(.docfx), lines.contains(where: { $0.text.position(of: "xref:") != nil }) else {
            return
        }
        let text = MappedText(lines)
        guard let document = text.document() else { return }
        var edits: [MappedText.Edit] = []
        for link in document.links where link.destination.begins("xref:") {
            let written = link.destination.prefix { $0 != "?" && $0 != "#" }
            guard pages.target(of: String(written), in: page, byNameAlone: false) == nil,
                let start = text.source.offset(of: link.location), let name = Self.name(of: written)
            else { continue }
            let source = text.source
            if link.kind == .definition {
                let line = source.line(source.lineIndex(of: start))
                edits.append(MappedText.Edit(range: line, text: ""))
            } else if let open = Self.open(before: start, source), let whole = Self.whole(at: open, source) {
                let words = String(decoding: source.bytes[whole.text], as: UTF8.self)
                let plain = words.replacingBytes("`", with: "").replacingBytes("\\", with: "")
                let isName = name == plain || name.ends("." + plain)
                edits.append(
                    MappedText.Edit(
                        range: whole.range,
                        text: isName ? MarkdownText.code(name) : "\(words) (\(MarkdownText.code(name)))"))
                left(
                    text.number(at: start),
                    "the reference `\(MessageWords.short(name))` leads to nothing in the source: its name stays"
                )
            }
        }
        if !edits.isEmpty { lines = text.applying(edits) }
    }

    /// The name that a reference has: `A.B` of `xref:A.B%2A`.
    private static func name(of reference: Substring) -> String? {
        guard let name = PercentEncoding.decode(String(reference.dropFirst(5))) else { return nil }
        let plain = name.ends("*") ? String(name.dropLast()) : name
        return plain.isBlank ? nil : plain
    }

    /// The bracket that opens a link, of which a byte of its text or the first one of its destination is known.
    private static func open(before start: Int, _ source: SourceText) -> Int? {
        let bytes = source.bytes
        var at = start - 1
        while at >= 0, start - at < 8, "`*_<( ".utf8.contains(bytes[at]) { at -= 1 }
        guard at >= 0 else { return nil }
        if bytes[at] == UInt8(ascii: "[") { return at }
        guard bytes[at] == UInt8(ascii: "]") else { return nil }
        var depth = 0
        while at >= 0, start - at < 2000 {
            if bytes[at] == UInt8(ascii: "]") { depth += 1 }
            if bytes[at] == UInt8(ascii: "[") { depth -= 1 }
            if depth == 0 { return at }
            at -= 1
        }
        return nil
    }

    /// A link with brackets: all of it, and its text.
    private static func whole(at start: Int, _ source: SourceText) -> (range: Range<Int>, text: Range<Int>)? {
        let bytes = source.bytes
        func close(_ open: Int, _ marks: (open: UInt8, close: UInt8)) -> Int? {
            var depth = 0
            for at in open..<min(bytes.count, open + 2000) {
                if bytes[at] == marks.open { depth += 1 }
                if bytes[at] == marks.close { depth -= 1 }
                if depth == 0 { return at }
            }
            return nil
        }
        let square = (UInt8(ascii: "["), UInt8(ascii: "]"))
        guard bytes.indices.contains(start), bytes[start] == square.0, let end = close(start, square) else {
            return nil
        }
        let text = (start + 1)..<end
        guard end + 1 < bytes.count else { return (start..<(end + 1), text) }
        let round = (UInt8(ascii: "("), UInt8(ascii: ")"))
        let marks = bytes[end + 1] == square.0 ? square : bytes[end + 1] == round.0 ? round : nil
        let last = marks.flatMap { close(end + 1, $0) } ?? end
        return (start..<(last + 1), text)
    }
}
