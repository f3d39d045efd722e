import Support

extension Scanner {
    /// What a byte starts that may start something. Returns false, at the same byte, where it is only a byte or the first of
    /// a word.
    mutating func mark(_ byte: UInt8) -> Bool {
        for index in language.rules.delimiters.indices
        where language.rules.delimiters[index].open[0] == byte {
            if take(language.rules.delimiters[index]) { return true }
        }
        for index in language.rules.sigils.indices where language.rules.sigils[index].byte == byte {
            if take(language.rules.sigils[index]) { return true }
        }
        switch byte {
        case UInt8(ascii: "/") where language.rules.regularExpressions: return takeExpression()
        case UInt8(ascii: "<") where !language.rules.textMark.isEmpty: return openText()
        case _ where language.rules.tags: return tagMark(byte)
        case _ where language.rules.properties: return blockMark(byte)
        default: return false
        }
    }

    // MARK: Delimiters

    private mutating func take(_ delimiter: Delimiter) -> Bool {
        guard holds(delimiter.open, at: at), isAllowed(at: delimiter.place) else { return false }
        let start = at
        // Quotation marks between tags are text.
        if language.rules.tags, !isInTag, delimiter.kind == .string, delimiter.open.count == 1 {
            return false
        }
        guard let end = end(of: delimiter) else { return false }
        var kind = delimiter.kind
        if kind == .string, language.rules.stringKeys, isBeforeColon(end) { kind = .name }
        add(kind, start, end)
        at = end
        if kind != .comment { (startsStatement, expectsCommand) = (false, false) }
        return true
    }

    /// Whether the present byte is in such a place.
    private func isAllowed(at place: Delimiter.Place) -> Bool {
        guard at > 0 else { return true }
        let before = code[at - 1]
        switch place {
        case .anywhere: return true
        case .afterSpace: return before <= 32 || "([{;|&".utf8.contains(before)
        case .notInWord: return !before.isASCIILetterOrDigit && before < 128
        case .lineStart: return before == 10
        }
    }

    /// The byte after what a delimiter at the present byte starts; the end of the line or of the code where nothing ends
    /// it. Nil where it would have to end earlier.
    private mutating func end(of delimiter: Delimiter) -> Int? {
        var end = at + delimiter.open.count
        guard let close = delimiter.close.first else { return lineEnd(end) }
        if delimiter.isCharacter { return endOfCharacter(close) }
        let limit = delimiter.isShort ? min(code.count, end + Delimiter.mostAhead) : code.count
        // Where there is no other escape, a mark that comes twice is one letter: `'it''s'`.
        let doubles = delimiter.escape == nil && delimiter.kind == .string && delimiter.close.count == 1
        var depth = 1
        while end < limit {
            let byte = code[end]
            if byte == delimiter.escape, delimiter.spansLines || self.byte(end + 1) != 10 {
                end += 2
            } else if byte == 10, !delimiter.spansLines {
                break
            } else if doubles, byte == close, self.byte(end + 1) == close {
                end += 2
            } else if byte == close, holds(delimiter.close, at: end) {
                end += delimiter.close.count
                depth -= 1
                if depth == 0 { return end }
            } else if delimiter.nests, byte == delimiter.open[0], holds(delimiter.open, at: end) {
                depth += 1
                end += delimiter.open.count
            } else {
                end += 1
            }
        }
        if delimiter.isShort {
            ahead += end - at
            return nil
        }
        return min(end, code.count)
    }

    /// The end of one character between two marks, such as `'x'` or `'é'`, or of one that is escaped, such as `'\n'`; nil
    /// where it is something else.
    private mutating func endOfCharacter(_ close: UInt8) -> Int? {
        var end = at + 1
        if byte(end) == UInt8(ascii: "\\") {
            end += 2
            let limit = min(end + 10, code.count)
            while end < limit, code[end].isASCIILetterOrDigit || code[end] == 123 || code[end] == 125 {
                end += 1
            }
        } else {
            guard byte(end) > 32, byte(end) != close else { return nil }
            end += 1
            while byte(end).isUTF8Continuation { end += 1 }
        }
        ahead += end - at
        return byte(end) == close ? end + 1 : nil
    }

    private mutating func isBeforeColon(_ end: Int) -> Bool {
        var next = end
        while next < min(end + Delimiter.mostAhead, code.count), code[next] <= 32 { next += 1 }
        ahead += next - end
        return byte(next) == UInt8(ascii: ":")
    }

    // MARK: Variables

    private mutating func take(_ sigil: Sigil) -> Bool {
        let before = byte(at - 1)
        // `anna@example.org`, `A::B`
        let isInWord = before.isASCIILetterOrDigit && sigil.byte != UInt8(ascii: "$")
        if isInWord || before == sigil.byte || sigil.atLineStart && previous != 0 { return false }
        var end = at + 1
        let next = byte(end)
        if next == UInt8(ascii: "{"), sigil.braces {
            guard let close = find(UInt8(ascii: "}"), from: end) else { return false }
            end = close + 1
        } else if next == UInt8(ascii: "("), sigil.parentheses {
            guard let close = find(UInt8(ascii: ")"), from: end) else { return false }
            end = close + 1
        } else if next.isASCIILetter || next == UInt8(ascii: "_") || next >= 128
            || (sigil.inner.contains(next) && byteClass(end + 1).contains(.word))
        {
            while end < code.count,
                code[end].isASCIILetterOrDigit || code[end] == UInt8(ascii: "_") || code[end] >= 128
                    || sigil.inner.contains(code[end])
            { end += 1 }
        } else if sigil.single.contains(next), end < code.count {
            end += 1
        } else {
            return false
        }
        take(sigil.kind, to: end)
        (startsStatement, expectsCommand) = (false, false)
        return true
    }

    /// A byte that closes what was opened, in this line and not far away.
    private mutating func find(_ byte: UInt8, from start: Int) -> Int? {
        let limit = min(start + Delimiter.mostAhead, code.count)
        var end = start
        while end < limit, code[end] != byte, code[end] != 10 { end += 1 }
        ahead += end - start
        return end < limit && code[end] == byte ? end : nil
    }

    // MARK: Regular expressions

    /// `/…/` where a value can start, which ends in its line.
    private mutating func takeExpression() -> Bool {
        guard previous == 0 || "(=,:;!&|?{}[~".utf8.contains(previous), at >= noExpressionBefore else {
            return false
        }
        var end = at + 1
        var isInSet = false
        while end < code.count, code[end] != 10 {
            let byte = code[end]
            if byte == UInt8(ascii: "\\"), self.byte(end + 1) != 10 {
                end += 1
            } else if byte == UInt8(ascii: "[") {
                isInSet = true
            } else if byte == UInt8(ascii: "]") {
                isInSet = false
            } else if byte == UInt8(ascii: "/"), !isInSet {
                end += 1
                while end < code.count, code[end].isASCIILetter { end += 1 }
                take(.string, to: end)
                return true
            }
            end += 1
        }
        ahead += end - at
        noExpressionBefore = min(end, code.count)
        return false
    }

    // MARK: Texts within commands

    /// `<<END`, `<<-"END"`, `<<~END`: remembers the text that starts in the next line.
    private mutating func openText() -> Bool {
        // `<<<` of a shell is another mark.
        guard holds(language.rules.textMark, at: at), byte(at - 1) != UInt8(ascii: "<") else { return false }
        var start = at + language.rules.textMark.count
        let isIndented = byte(start) == UInt8(ascii: "-") || byte(start) == UInt8(ascii: "~")
        if isIndented { start += 1 }
        let quote = byte(start)
        let isQuoted = quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        if isQuoted { start += 1 }
        var end = start
        while end < code.count, code[end].isASCIILetterOrDigit || code[end] == UInt8(ascii: "_") { end += 1 }
        // `1<<n` is no text.
        let isText =
            isQuoted || code[min(start, code.count - 1)].isASCIIUppercase || language.rules.command != nil
        guard start < end, !code[start].isASCIIDigit, isText else { return false }
        hereDocument = HereDocument(end: start..<end, isIndented: isIndented || language.rules.command == nil)
        if isQuoted, byte(end) == quote { end += 1 }
        take(.string, to: end)
        return true
    }

    /// Takes the lines up to the one that ends a text, which is taken too.
    mutating func skipText(of document: HereDocument) {
        let start = at
        let word = document.end.count
        while at < code.count {
            var first = at
            if document.isIndented { while byte(first).isSpaceOrTab { first += 1 } }
            let end = lineEnd(first)
            at = end
            var isEnd = end - first >= word
            for offset in 0..<word where isEnd {
                isEnd = code[first + offset] == code[document.end.lowerBound + offset]
            }
            if isEnd, end - first == word || !byteClass(first + word).contains(.word) {
                at = first + word
                break
            }
            if at < code.count { at += 1 }
        }
        add(.string, start, at)
        expectsCommand = false
    }
}
