import Findings
import Support

/// Mistakes in one text: its first character, its inner characters, the quotes around it.
extension YAMLSlipFinder {
    /// The mistake in one text.
    ///
    /// - Parameters:
    ///   - text: its bytes, with the comment after it.
    ///   - isItem: whether it is an item within brackets, where a ` #` is no comment, which would hide the bracket.
    func rewriting(_ text: Range<Int>, isItem: Bool) -> Attempt? {
        let quote = bytes[text.lowerBound]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        var text = text
        var isSafe = true
        if !isItem {
            let comment = comment(in: text, after: isQuoted ? quote : nil)
            // What is on the lines below a comment is no part of the text.
            if let start = comment.start {
                if bytes[start..<text.upperBound].contains(10) { isSafe = false }
                text = text.lowerBound..<start
            }
            if comment.isInDoubt { isSafe = false }
            // A ` #` right after a quote starts a comment, if that quote is the last one.
            if isQuoted, comment.start == nil, let last = bytes[text].dropFirst().lastIndex(of: quote),
                bytes[(last + 1)..<text.upperBound].starts(with: " #".utf8)
            {
                text = text.lowerBound..<(last + 1)
            }
        }
        // Anyone who writes `!!str` knows what it is.
        if bytes[text].starts(with: "!!".utf8) { isSafe = false }
        // What starts with a dash may be a list that starts on the wrong line.
        if bytes[text].starts(with: "- ".utf8) { isSafe = false }
        if isQuoted { return rewriting(quoted: text, isSafe: isSafe) }
        guard let (offset, message) = syntaxError(text, isItem: isItem) else { return nil }
        return quoting(text, in: "quotes", at: offset, message, isSafe: isSafe)
    }

    /// Writes a text in quotes, or in other ones.
    ///
    /// - Parameters:
    ///   - range: its bytes with its present quotes.
    ///   - inner: its bytes without them; nil where it has none that count.
    private func quoting(
        _ range: Range<Int>, _ inner: Range<Int>? = nil, in quotes: String, at offset: Int, _ message: String,
        isSafe: Bool
    ) -> Attempt {
        let quoted = YAML.quoted(String(decoding: bytes[inner ?? range], as: UTF8.self))
        return Attempt(
            range: range, text: quoted,
            slip: YAMLSlip(
                offset: offset, message: message,
                help: "put the text in \(quotes)\(MessageText.afterColon(quoted))",
                fix: Fix([Fix.Edit(source, range, quoted)], isSafe: isSafe)))
    }

    /// Start of a comment after a text: two spaces or a tab before its `#`; and whether there is a ` #` that may be
    /// the start of a comment or a part of the text.
    private func comment(in text: Range<Int>, after quote: UInt8?) -> (start: Int?, isInDoubt: Bool) {
        let last = quote.flatMap { bytes[text].lastIndex(of: $0) } ?? text.lowerBound
        let lastBreak = bytes[text].lastIndex(of: 10) ?? text.lowerBound
        var isInDoubt = false
        for index in text.dropFirst()
        where bytes[index] == UInt8(ascii: "#") && bytes[index - 1].isSpaceOrTab {
            guard index > last else {
                isInDoubt = true
                continue
            }
            var start = index
            while start > text.lowerBound, [9, 10, 13, 32].contains(bytes[start - 1]) { start -= 1 }
            if start > text.lowerBound, index - start > 1 || bytes[index - 1] == 9 {
                return (start, isInDoubt)
            }
            // Where the text goes on below, `#5` is a part of it, and `# why` a comment or a part.
            let isSpaced = index + 1 < text.upperBound && bytes[index + 1] == 32
            if index > lastBreak || isSpaced { isInDoubt = true }
        }
        return (nil, isInDoubt)
    }

    /// Location at which YAML cannot read on in a text without quotes, and the reason; nil where nothing is wrong with
    /// it.
    private func syntaxError(_ text: Range<Int>, isItem: Bool) -> (Int, String)? {
        let colon = text.first { index in
            bytes[index] == UInt8(ascii: ":")
                && (index + 1 == text.upperBound || [32, 10, 13].contains(bytes[index + 1]))
        }
        let cut = text.first {
            bytes[$0] == 32 && $0 + 1 < text.upperBound && bytes[$0 + 1] == UInt8(ascii: "#")
        }
        if "!&*".utf8.contains(bytes[text.lowerBound]) { return (text.lowerBound, startMessage(text)) }
        let bracket = isItem ? text.dropFirst().first { "[]{}".utf8.contains(bytes[$0]) } : nil
        if let bracket, bracket < min(cut ?? .max, colon ?? .max) {
            let sign = String(decoding: [bytes[bracket]], as: UTF8.self)
            return (bracket, "within brackets, YAML takes this `\(sign)` for another bracket")
        }
        if let cut, cut < colon ?? .max { return (cut, "YAML reads a comment from ` #` on") }
        if let colon { return (colon, "YAML reads the text before this colon as a key") }
        guard "[]{},&*#?|-<>=!%@`".utf8.contains(bytes[text.lowerBound]) else { return nil }
        return (text.lowerBound, startMessage(text))
    }

    private func startMessage(_ text: Range<Int>) -> String {
        let sign = String(decoding: bytes[text].prefix(1), as: UTF8.self)
        return sign == "`"
            ? "a text cannot start with a backtick in YAML"
            : "a text that starts with `\(sign)` means something else in YAML"
    }

    // MARK: Texts in wrong quotes

    func rewriting(quoted text: Range<Int>, isSafe: Bool) -> Attempt? {
        let quote = bytes[text.lowerBound]
        let inner = (text.lowerBound + 1)..<max(text.lowerBound + 1, text.upperBound - 1)
        guard let second = closing(text) else {
            let sign = String(decoding: [quote], as: UTF8.self)
            return Attempt(
                range: text, text: String(decoding: bytes[text], as: UTF8.self) + sign,
                slip: YAMLSlip(
                    offset: text.lowerBound, message: "the quote that starts here is never closed",
                    help: "close it at the end of the text", fix: nil))
        }
        let isDouble = quote == UInt8(ascii: "\"")
        // Anyone who wrote these knows how YAML writes quotes.
        let isKnown =
            isDouble
            ? [Array("\\\"".utf8), Array("\\\\".utf8)].contains { bytes[text].firstRange(of: $0) != nil }
            : bytes[inner].firstRange(of: [quote, quote]) != nil
        func named(_ offset: Int, _ message: String, help: String) -> Attempt {
            Attempt(
                range: text, text: YAML.quoted(String(decoding: bytes[text], as: UTF8.self)),
                slip: YAMLSlip(offset: offset, message: message, help: help, fix: nil))
        }
        guard bytes[text.upperBound - 1] == quote else {
            return isKnown
                ? named(text.lowerBound, startMessage(text), help: "put all of the text in quotes")
                : quoting(text, in: "quotes", at: text.lowerBound, startMessage(text), isSafe: isSafe)
        }
        let (offset, message): (Int, String)
        if second < text.upperBound - 1 {
            (offset, message) = (second, "YAML reads the text only up to this quote")
        } else if isDouble, let backslash = bytes[inner].firstIndex(of: UInt8(ascii: "\\")) {
            let at = source.offset(of: failure.location) ?? backslash
            // Where the digits of a number are missing, YAML stumbles right after its letter.
            offset =
                [at, at - 2].first { inner.contains($0) && bytes[$0] == UInt8(ascii: "\\") } ?? backslash
            let name = String(decoding: bytes[offset..<text.upperBound].prefix(2), as: UTF8.self)
            message = "a backslash in double quotes starts an escape, and YAML has none like `\(name)`"
        } else {
            return nil
        }
        guard !isKnown, offset != second || isDouble ? opensInner(inner) : joinsLetters(inner) else {
            return named(
                offset, message,
                help: isDouble
                    ? "write `\\\"` for a quote and `\\\\` for a backslash within double quotes"
                    : "write `''` for a quote within single quotes")
        }
        return quoting(text, inner, in: "other quotes", at: offset, message, isSafe: isSafe)
    }

    /// The quote that ends a text in quotes for YAML.
    private func closing(_ text: Range<Int>) -> Int? {
        let quote = bytes[text.lowerBound]
        let hasEscapes = quote == UInt8(ascii: "\"")
        var at = text.lowerBound + 1
        while at < text.upperBound, bytes[at] != quote {
            at += hasEscapes && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return at < text.upperBound ? at : nil
    }

    /// Whether double quotes within a text are pairs of their own, the first of which opens: `Say "hi" to it`.
    private func opensInner(_ inner: Range<Int>) -> Bool {
        let quotes = inner.filter { bytes[$0] == UInt8(ascii: "\"") }
        guard let first = quotes.first else { return true }
        guard quotes.count.isMultiple(of: 2), first > inner.lowerBound else { return false }
        return zip(quotes, quotes.dropFirst()).enumerated().allSatisfy { number, pair in
            pair.1 > pair.0 + 1
                && (number % 2 == 1 || " (\n".utf8.contains(bytes[pair.0 - 1]) && bytes[pair.0 + 1] > 32)
        }
    }

    /// Whether each single quote within a text is an apostrophe: `It's here`.
    private func joinsLetters(_ inner: Range<Int>) -> Bool {
        func isLetter(_ index: Int) -> Bool {
            inner.contains(index) && (bytes[index].isASCIILetterOrDigit || bytes[index] >= 0x80)
        }
        return inner.allSatisfy {
            bytes[$0] != UInt8(ascii: "'") || isLetter($0 - 1) && isLetter($0 + 1)
        }
    }
}
