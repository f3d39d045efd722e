import Support

/// A shape of markdown for which cmark-gfm 0.29.0.gfm.6 needs minutes or gigabytes, found before it is parsed.
///
/// The parser itself is the cause: it fills short rows of tables with cells, walks a list of columns for each new one,
/// and counts all parentheses of an address again for each that it takes off its end, and goes over all quotes around a
/// text for each of its parts. No guide for people has such a shape.
package struct CostlyShape: Sendable, Hashable {
    /// The shape, with the number that makes it costly.
    package enum Kind: Sendable, Hashable {
        /// A table with so many columns.
        case columns(Int)
        /// A table with so many cells, those that short rows leave out included.
        case cells(Int)
        /// So many of one sign in a run without a space: `)` at the end of a bare address, or `@`.
        case signs(String, Int)
        /// So many images in one block whose brackets are open at once.
        case openImages(Int)
        /// A definition of so many bytes, and so many brackets that may name it.
        case definition(Int, uses: Int)
        /// A line that starts with so many `>`, each of which may open a quote in the one before.
        case quotes(Int)
        /// So many `@` in all, of which each may start a mail address.
        case mails(Int)
    }

    package var kind: Kind
    /// Its first byte, in the file.
    package var offset: Int

    /// Columns that a table may have.
    package static let mostColumns = 500
    /// Cells that a table may have: its columns times its lines.
    package static let mostCells = 100_000
    /// Times that `)` may end a bare address, and that `@` may be in a run without a space.
    static let mostSigns = 500

    /// Times that a guide may have `@`: the parser takes 12 KB for each mail address.
    package static let mostMails = 20_000

    /// Bytes that all uses of one definition may come to: the parser writes the address and the title out for each.
    static let mostDefined = 50_000_000

    /// Depth of quotes within quotes that a guide may have.
    package static let mostQuotes = 250

    /// Brackets of images that may be open at once: for each link in one of them, the parser goes over all.
    static let mostOpenImages = 500

    /// The first such shape of a body; nil where there is none, as in every usual guide.
    package static func find(in source: SourceText, _ body: Range<Int>) -> CostlyShape? {
        let bytes = source.bytes.span
        if let found = quotes(bytes, source, body) { return found }
        if let found = definitions(bytes, source, body) { return found }
        if let found = signs(bytes, body) { return found }
        if let found = openImages(bytes, body) { return found }
        return tables(bytes, source, body)
    }

    /// The longest definition, from its `[` to the next one or to an empty line, is used at most as often as there is a
    /// `]`.
    private static func definitions(
        _ bytes: Span<UInt8>, _ source: SourceText, _ body: Range<Int>
    ) -> CostlyShape? {
        var uses = 0
        for index in body { uses += bytes[index] == UInt8(ascii: "]") ? 1 : 0 }
        guard uses * body.count > mostDefined else { return nil }
        var start: Int?
        for line in source.lineIndex(of: body.lowerBound)..<source.lineStarts.count {
            let range = source.line(line)
            let text = range.first { !isContainer(bytes[$0]) } ?? range.upperBound
            let opens = text < range.upperBound && bytes[text] == UInt8(ascii: "[")
            if isBlank(bytes, range) || opens { start = opens ? text : nil }
            if let start, (range.upperBound - start) * uses > mostDefined,
                let close = bytes.extracting(0..<min(range.upperBound, start + 1200)).position(
                    of: UInt8(ascii: "]"), from: start),
                close + 1 < range.upperBound, bytes[close + 1] == UInt8(ascii: ":")
            {
                return CostlyShape(
                    kind: .definition(range.upperBound - start, uses: uses), offset: start)
            }
        }
        return nil
    }

    /// A line is inside at most as many quotes as it has `>` before its text: each quote needs one.
    private static func quotes(
        _ bytes: Span<UInt8>, _ source: SourceText, _ body: Range<Int>
    ) -> CostlyShape? {
        var signs = 0
        for index in body { signs += bytes[index] == UInt8(ascii: ">") ? 1 : 0 }
        guard signs > mostQuotes else { return nil }
        for line in source.lineIndex(of: body.lowerBound)..<source.lineStarts.count {
            let line = source.line(line)
            var count = 0
            var index = line.lowerBound
            while index < line.upperBound {
                if isContainer(bytes[index]) {
                    count += bytes[index] == UInt8(ascii: ">") ? 1 : 0
                    index += 1
                } else if let end = endOfNoteMark(bytes.extracting(0..<line.upperBound), at: index) {
                    index = end
                } else {
                    break
                }
            }
            if count > mostQuotes { return CostlyShape(kind: .quotes(count), offset: line.lowerBound) }
        }
        return nil
    }

    /// Marks of quotes and of list items.
    private static func isContainer(_ byte: UInt8) -> Bool {
        isPrefix(byte) || "-+*.)".utf8.contains(byte) || byte.isASCIIDigit
    }

    /// Past the mark of a footnote, `[^1]:`, where one starts.
    private static func endOfNoteMark(_ bytes: Span<UInt8>, at start: Int) -> Int? {
        guard bytes.holds("[^", at: start), let close = bytes.position(of: UInt8(ascii: "]"), from: start),
            bytes.holds("]:", at: close)
        else { return nil }
        return close + 2
    }

    private static func signs(_ bytes: Span<UInt8>, _ body: Range<Int>) -> CostlyShape? {
        // One pass that does nothing else tells of nearly all guides that there are too few in all.
        var parentheses = 0
        var ats = 0
        for index in body {
            parentheses += bytes[index] == UInt8(ascii: ")") ? 1 : 0
            ats += bytes[index] == UInt8(ascii: "@") ? 1 : 0
        }
        guard max(parentheses, ats) > mostSigns else { return nil }
        if ats > mostMails { return CostlyShape(kind: .mails(ats), offset: body.lowerBound) }
        var start = body.lowerBound
        // Parentheses count where they end a bare address, alone or among other punctuation.
        var isAddress = false
        (parentheses, ats) = (0, 0)
        for index in body {
            let byte = bytes[index]
            switch byte {
            case 32, 9, 10, 13:
                start = index + 1
                isAddress = false
                (parentheses, ats) = (0, 0)
            case UInt8(ascii: ")"):
                parentheses += 1
                if isAddress, parentheses > mostSigns {
                    return CostlyShape(kind: .signs(")", mostSigns), offset: start)
                }
            case UInt8(ascii: "@"):
                (parentheses, ats) = (0, ats + 1)
                if ats > mostSigns { return CostlyShape(kind: .signs("@", mostSigns), offset: start) }
            case UInt8(ascii: "/") where index > start && bytes[index - 1] == byte,
                UInt8(ascii: ".") where index > start && bytes[index - 1] | 0x20 == UInt8(ascii: "w"):
                isAddress = true
                parentheses = 0
            default: if !"?!.,:;&*_~'\"".utf8.contains(byte) { parentheses = 0 }
            }
        }
        return nil
    }

    private static func openImages(_ bytes: Span<UInt8>, _ body: Range<Int>) -> CostlyShape? {
        var images = 0
        for index in body.dropFirst() where bytes[index] == UInt8(ascii: "[") {
            images += bytes[index - 1] == UInt8(ascii: "!") ? 1 : 0
        }
        guard images > mostOpenImages else { return nil }
        // The brackets that are open, those of images among them.
        var open: [Bool] = []
        images = 0
        var start = body.lowerBound
        var isBlank = true
        for index in body {
            switch bytes[index] {
            case UInt8(ascii: "["):
                let isImage = index > body.lowerBound && bytes[index - 1] == UInt8(ascii: "!")
                if isImage, images == 0 { start = index - 1 }
                open.append(isImage)
                images += isImage ? 1 : 0
                if images > mostOpenImages {
                    return CostlyShape(kind: .openImages(mostOpenImages), offset: start)
                }
                isBlank = false
            case UInt8(ascii: "]"):
                if open.popLast() == true { images -= 1 }
                isBlank = false
            case 10, 13:
                if isBlank { (open, images) = ([], 0) }
                isBlank = true
            case 32, 9: break
            default: isBlank = false
            }
        }
        return nil
    }

    private static func tables(
        _ bytes: Span<UInt8>, _ source: SourceText, _ body: Range<Int>
    ) -> CostlyShape? {
        let first = source.lineIndex(of: body.lowerBound)
        var line = first
        while line < source.lineStarts.count {
            defer { line += 1 }
            guard let columns = columns(bytes, source.line(line)) else { continue }
            let start = source.line(max(line - 1, first)).lowerBound
            if columns > mostColumns { return CostlyShape(kind: .columns(columns), offset: start) }
            var rows = 0
            while line + 1 < source.lineStarts.count, !isBlank(bytes, source.line(line + 1)) {
                line += 1
                rows += 1
            }
            if columns * rows > mostCells { return CostlyShape(kind: .cells(columns * rows), offset: start) }
        }
        return nil
    }

    /// Count of the columns that a line declares below a table's header (GFM, "Tables (extension)"); nil for any other
    /// line.
    private static func columns(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
        var start = line.lowerBound
        while start < line.upperBound, isPrefix(bytes[start]) { start += 1 }
        guard start < line.upperBound, "|:-".utf8.contains(bytes[start]) else { return nil }
        var (bars, dashes, colons) = (0, 0, 0)
        var last: UInt8 = 0
        for index in start..<line.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ":"): colons += 1
            // cmark takes these for spaces too.
            case 32, 9, 11, 12: continue
            default: return nil
            }
            last = bytes[index]
        }
        guard dashes > 0, bars + colons > 0 else { return nil }
        let edges = (bytes[start] == UInt8(ascii: "|") ? 1 : 0) + (last == UInt8(ascii: "|") ? 1 : 0)
        return max(1, bars + 1 - edges)
    }

    /// Marks of quotes and indents, in which a table may be.
    private static func isPrefix(_ byte: UInt8) -> Bool {
        byte.isSpaceOrTab || byte == UInt8(ascii: ">")
    }

    private static func isBlank(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        line.allSatisfy { isPrefix(bytes[$0]) }
    }
}
