import Support

extension Document {
    /// A comment, `<!-- … -->`.
    package struct Comment: Sendable {
        /// Its bytes in the file, from its first bracket through its last.
        package var range: Range<Int>
        /// The bytes that go with it when it is taken out: spaces, and its line.
        package var removal: Range<Int>
        /// What is there instead: a line end where it kept two paragraphs apart.
        package var replacement: [UInt8]
        /// Whether nothing else is on its lines but spaces, and the marks of quotes before it.
        package var isAlone: Bool
    }

    /// The comments of the body, in order.
    package var comments: [Comment] {
        guard source.bytes.span.position(of: "<!--", in: body) != nil else { return [] }
        var comments: [Comment] = []
        // Those of footnotes are told last, wherever they are.
        let pieces = rawHTML.filter { $0.range != nil }.sorted {
            ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0)
        }
        var lead = Lead()
        for html in pieces {
            guard let part = html.range else { continue }
            var at = part.lowerBound
            while let start = source.bytes.span.position(of: "<!--", in: at..<part.upperBound),
                let close = source.bytes.span.position(
                    of: "-->", in: (start + 4)..<max(part.upperBound, start + 4))
            {
                at = close + 3
                // One within a block of other HTML keeps no paragraphs apart.
                let isBlock = html.isBlock && html.text.utf8.drop { $0 == 32 }.starts(with: "<!--".utf8)
                lead.go(to: start, in: source)
                var found = comment(start..<at, lead, isBlock: isBlock)
                // The space between two goes with the first.
                if let last = comments.last, found.removal.lowerBound < last.removal.upperBound {
                    found.removal = min(last.removal.upperBound, start)..<found.removal.upperBound
                }
                comments.append(found)
            }
        }
        return comments
    }

    /// What a line starts with: spaces, and the marks of quotes.
    struct Lead {
        private var line = -1
        /// The first byte of the line that is no space.
        private(set) var text = 0
        /// The first byte of the line that is neither a space nor the mark of a quote.
        private(set) var inner = 0

        /// Goes on to the line in which a byte is. A line is read once, however often it is asked for.
        mutating func go(to offset: Int, in source: SourceText) {
            let index = source.lineIndex(of: offset)
            guard index != line else { return }
            line = index
            let range = source.line(index)
            text = range.first { !source.bytes[$0].isSpaceOrTab } ?? range.upperBound
            inner =
                range.first { !source.bytes[$0].isSpaceOrTab && source.bytes[$0] != UInt8(ascii: ">") }
                ?? range.upperBound
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool { source.bytes[range].allSatisfy(\.isSpaceOrTab) }

    /// A comment with the space that goes with it.
    ///
    /// - Parameter lead: what its line starts with.
    private func comment(_ range: Range<Int>, _ lead: Lead, isBlock: Bool) -> Comment {
        let bytes = source.bytes
        let first = source.line(source.lineIndex(of: range.lowerBound))
        let last = source.line(source.lineIndex(of: range.upperBound))
        var removal = range
        let isAtEnd = isBlank(range.upperBound..<last.upperBound)
        guard lead.text >= range.lowerBound, isAtEnd else {
            let isAtStart = lead.inner >= range.lowerBound
            func isSpace(_ offset: Int) -> Bool { bytes[offset].isSpaceOrTab }
            if isAtStart, !isAtEnd {
                while isSpace(removal.upperBound) { removal = removal.lowerBound..<(removal.upperBound + 1) }
            } else if isAtEnd || isSpace(removal.upperBound) {
                // One of the spaces around it is enough; at a line's end none is needed.
                var start = removal.lowerBound
                while start > first.lowerBound, isSpace(start - 1) { start -= 1 }
                removal = start..<(isAtEnd ? last.upperBound : removal.upperBound)
            }
            return Comment(
                range: range, removal: removal, replacement: [],
                isAlone: isAtEnd && lead.inner >= range.lowerBound)
        }
        return wholeLines(range, isBlock: isBlock)
    }

    /// A comment that has its lines for itself, with one of two blank lines that would meet without it.
    private func wholeLines(_ range: Range<Int>, isBlock: Bool) -> Comment {
        let first = source.lineIndex(of: range.lowerBound)
        let last = source.lineIndex(of: range.upperBound)
        func isBlankLine(_ line: Int) -> Bool? {
            guard source.lineStarts.indices.contains(line) else { return nil }
            let range = source.line(line)
            guard range.lowerBound >= body.lowerBound, range.upperBound <= body.upperBound else { return nil }
            return isBlank(range)
        }
        func end(_ line: Int) -> Int {
            line + 1 < source.lineStarts.count
                ? Int(source.lineStarts[line + 1]) : source.line(line).upperBound
        }
        var gone = source.line(first).lowerBound..<end(last)
        var replacement: [UInt8] = []
        switch (isBlankLine(first - 1), isBlankLine(last + 1)) {
        case (false?, false?) where isBlock && !startsBlock(last + 1): replacement = [10]
        case (true?, true?), (nil, true?): gone = gone.lowerBound..<end(last + 1)
        case (_, nil):
            // The last of the body: with the blank lines before it.
            var line = first - 1
            while isBlankLine(line) == true { line -= 1 }
            gone =
                (isBlankLine(line) == nil ? body.lowerBound : source.line(line).upperBound)..<body.upperBound
        default: break
        }
        return Comment(range: range, removal: gone.clamped(to: body), replacement: replacement, isAlone: true)
    }

    /// Whether a line surely starts a block by itself, so that it is no part of a paragraph before it: a heading, a quote, a
    /// fence, or an item with a text.
    private func startsBlock(_ line: Int) -> Bool {
        let text = source.bytes[source.line(line)].drop(while: \.isSpaceOrTab)
        guard let first = text.first else { return false }
        let rest = text.drop { $0 == first }
        let count = text.count - rest.count
        let isApart = rest.first?.isSpaceOrTab ?? false
        return switch first {
        case UInt8(ascii: ">"): true
        case UInt8(ascii: "#"): count <= 6 && isApart
        case UInt8(ascii: "`"), UInt8(ascii: "~"): count >= 3
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            count == 1 && isApart && rest.contains { !$0.isSpaceOrTab }
        default: false
        }
    }
}
