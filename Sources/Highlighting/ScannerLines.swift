import Support

/// What the start of a line means. Each of these stops where the rest of the line is read as in any language, or at its
/// end.
extension Scanner {
    /// The start of the line that comes next.
    mutating func startLine() {
        switch language.rules.lines {
        case .plain: break
        case .keys: keyLine()
        case .yaml: yamlLine()
        case .makefile: makefileLine()
        case .console: consoleLine()
        case .diff: diffLine()
        case .markdown: markdownLine()
        case .message, .http: messageLine()
        case .smtp: smtpLine()
        case .dns: dnsLine()
        }
    }

    /// `[section]`, `key = value`, `key: value`.
    private mutating func keyLine() {
        skipSpaces()
        let first = byte(at)
        if first == UInt8(ascii: "[") {
            let end = lineEnd(at)
            take(.keyword, to: end)
            return
        }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") || first == UInt8(ascii: "!") { return }
        takeKey { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
    }

    /// Takes what is before a sign of assignment in this line as a name, if the sign is not far away.
    private mutating func takeKey(_ isSign: (UInt8) -> Bool) {
        var end = at
        let limit = min(at + Delimiter.mostAhead, code.count)
        let quote = byte(at)
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            end += 1
            while end < limit, code[end] != 10, code[end] != quote { end += 1 }
        }
        // No key has a brace or a comma within.
        while end < limit, code[end] != 10, !isSign(code[end]), !"{}()#,".utf8.contains(code[end]) {
            end += 1
        }
        guard end < limit, isSign(code[end]) else {
            ahead += end - at
            return
        }
        let sign = end
        while end > at, code[end - 1].isSpaceOrTab { end -= 1 }
        add(.name, at, end)
        at = sign
    }

    /// `- `, `key: `, `"key": `; `---`. What follows is read as in any language.
    private mutating func yamlLine() {
        if code.holds("---", at: at), byte(at + 3) <= 32 {
            take(.keyword, to: min(at + 3, code.count))
            return
        }
        let start = at
        skipSpaces()
        let end = lineEnd(at)
        if let indentation = textIndentation {
            if at == end || at - start > indentation {
                at = end
                return
            }
            textIndentation = nil
        }
        let indentation = at - start
        while byte(at) == UInt8(ascii: "-"), byte(at + 1).isSpaceOrTab {
            at += 1
            skipSpaces()
        }
        if opensText(end) {
            // `- |` has its text where the next key of `- run: |` would be.
            textIndentation = "|>".utf8.contains(byte(at)) ? indentation : at - start
        }
        if "#&*!|>[{%@".utf8.contains(byte(at)) { return }
        var next = at
        let limit = min(at + 2 * Delimiter.mostAhead, end)
        while next < limit {
            if code[next] == UInt8(ascii: ":"), byte(next + 1) <= 32 {
                take(.name, to: next)
                return
            }
            if code[next] == UInt8(ascii: "#"), byte(next - 1) == 32 { break }
            next += 1
        }
        ahead += next - at
    }

    /// Whether a line of YAML ends in the sign of a text of several lines: `run: |`, `- >-`.
    private func opensText(_ end: Int) -> Bool {
        var last = end - 1
        if "-+".utf8.contains(byte(last)) { last -= 1 }
        return (byte(last) == UInt8(ascii: "|") || byte(last) == UInt8(ascii: ">")) && byte(last - 1) == 32
    }

    /// `target: sources`, `NAME = value`. Lines of recipes start with a tab.
    private mutating func makefileLine() {
        guard byte(at) != 9 else { return }
        var end = at
        let limit = min(at + Delimiter.mostAhead, code.count)
        while end < limit, code[end] != 10, code[end] != UInt8(ascii: "="), code[end] != UInt8(ascii: ":") {
            if code[end] == UInt8(ascii: "#") || code[end] == UInt8(ascii: "$") || code[end] == 9 { break }
            end += 1
        }
        let sign = byte(end)
        guard end < limit, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") else {
            ahead += end - at
            return
        }
        let isTarget = sign == UInt8(ascii: ":") && byte(end + 1) != UInt8(ascii: "=")
        let after = end
        if !isTarget, "?+!".utf8.contains(byte(end - 1)) { end -= 1 }
        while end > at, code[end - 1].isSpaceOrTab { end -= 1 }
        guard end > at, !isKeyword(at..<end) else { return }
        add(isTarget ? .name : .variable, at, end)
        at = after
    }

    /// Whether the first word of a part is one of the language's.
    private func isKeyword(_ part: Range<Int>) -> Bool {
        var key = WordTable.Key()
        for offset in part {
            guard byteClass(offset).contains(.word) else { break }
            key.append(code[offset])
        }
        return language.table.value(of: key) != 0
    }

    /// `+`, `-`, `@@` and the heads of files.
    private mutating func diffLine() {
        let end = lineEnd(at)
        switch byte(at) {
        case UInt8(ascii: "+") where code.holds("+++ ", at: at),
            UInt8(ascii: "-") where code.holds("--- ", at: at):
            take(.keyword, to: end)
        case UInt8(ascii: "+"), UInt8(ascii: ">"): take(.added, to: end)
        case UInt8(ascii: "-"), UInt8(ascii: "<"): take(.removed, to: end)
        case UInt8(ascii: "@"): take(.variable, to: end)
        case 32, 10, 0: at = end
        default: take(.keyword, to: end)
        }
    }

    /// Headings, quotes, marks of lists, fences with what is in them, and a front matter.
    private mutating func markdownLine() {
        let end = lineEnd(at)
        let isRule = end - at == 3 && code.holds("---", at: at)
        switch section {
        case .start where isRule, .head where isRule:
            section = section == .start ? .head : .body
            take(.comment, to: end)
            return
        case .head:
            yamlLine()
            at = end
            return
        case .start: section = .body
        case .body, .fence: break
        }
        skipSpaces()
        if code.holds("```", at: at) || code.holds("~~~", at: at) {
            section = section == .fence ? .body : .fence
            take(.comment, to: end)
        } else if section == .fence {
            take(.string, to: end)
        } else if byte(at) == UInt8(ascii: "#") {
            take(.keyword, to: end)
        } else if byte(at) == UInt8(ascii: ">") {
            take(.comment, to: at + 1)
        } else if "-*+".utf8.contains(byte(at)), byte(at + 1).isSpaceOrTab {
            take(.variable, to: at + 1)
        } else if byte(at).isASCIIDigit {
            var next = at
            while next < at + 9, byte(next).isASCIIDigit { next += 1 }
            if byte(next) == UInt8(ascii: "."), byte(next + 1).isSpaceOrTab { take(.variable, to: next + 1) }
        }
    }
}
