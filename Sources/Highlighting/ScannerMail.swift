import Support

/// What mail is made of: messages and dialogues of servers. Messages of HTTP are made alike.
extension Scanner {
    // MARK: Messages

    /// A header, the line that goes on with one, or a line of a body.
    mutating func messageLine() {
        let end = lineEnd(at)
        if language.rules.lines == .http, startsHTTP(to: end) { return }
        if at == end {
            section = .body
            return
        }
        if code.holds("--", at: at), section == .body {
            take(.comment, to: end)
            section = .head
            return
        }
        guard section != .body else {
            at = end
            return
        }
        section = .head
        if !byte(at).isSpaceOrTab, !takeHeaderName(to: end) {
            at = end
            return
        }
        headerValue(to: end)
    }

    /// The name of a header with its colon. Returns false where there is none.
    private mutating func takeHeaderName(to end: Int) -> Bool {
        var colon = at
        let limit = min(at + Delimiter.mostAhead, end)
        while colon < limit, code[colon].isASCIILetterOrDigit || code[colon] == 45 || code[colon] == 95 {
            colon += 1
        }
        ahead += colon - at
        guard colon > at, colon < limit, code[colon] == UInt8(ascii: ":") else { return false }
        take(.name, to: colon)
        return true
    }

    /// Strings, addresses and `tag=` of a header's value; and the results of checks.
    private mutating func headerValue(to end: Int) {
        while at < end {
            let start = at
            let first = code[at]
            switch first {
            case UInt8(ascii: "\""), UInt8(ascii: "<"):
                let close = first == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "\"")
                at += 1
                while at < end, code[at] != close { at += code[at] == UInt8(ascii: "\\") ? 2 : 1 }
                at = min(at + 1, end)
                add(.string, start, at)
            case _ where first.isASCIILetter:
                while at < end, code[at].isASCIILetterOrDigit || "-_.".utf8.contains(code[at]) { at += 1 }
                if at < end, code[at] == UInt8(ascii: "=") {
                    add(.variable, start, at)
                    at += 1
                    tagValue(to: end)
                }
            default: at += 1
            }
        }
    }

    /// The value of a tag: a string, a word that the language knows, or other text up to a semicolon or a space.
    private mutating func tagValue(to end: Int) {
        guard at < end, code[at] != UInt8(ascii: "\"") else { return }
        let start = at
        var key = WordTable.Key()
        while at < end, code[at] > 32, code[at] != UInt8(ascii: ";"), code[at] != UInt8(ascii: ")") {
            key.append(code[at].isASCIIUppercase ? code[at] | 0x20 : code[at])
            at += 1
        }
        if let kind = Token.Kind(rawValue: language.table.value(of: key) & Language.Flags.kind),
            kind == .number
        {
            add(kind, start, at)
        }
    }

    /// `GET /guides/tls HTTP/1.1` or `HTTP/1.1 200 OK`. In a body, a sentence may start with a word in capitals too.
    private mutating func startsHTTP(to end: Int) -> Bool {
        if code.holds("HTTP/", at: at) {
            var next = at
            while next < end, code[next] > 32 { next += 1 }
            take(.keyword, to: next)
            skipSpaces()
            next = at
            while next < end, code[next].isASCIIDigit { next += 1 }
            take(.number, to: next)
        } else {
            var next = at
            while next < min(end, at + 16), code[next].isASCIIUppercase { next += 1 }
            ahead += next - at
            guard next > at, next < end, code[next] == 32,
                section != .body || byte(next + 1) == UInt8(ascii: "/")
            else { return false }
            take(.keyword, to: next)
        }
        at = end
        section = .head
        return true
    }

    // MARK: Dialogues

    /// `S: 250-mx.example.org`, `C: MAIL FROM:<anna@example.org>`, `550 5.1.1 …`.
    mutating func smtpLine() {
        let end = lineEnd(at)
        skipSpaces()
        takeSpeaker(to: end)
        skipSpaces()
        guard at < end else { return }
        if at + 3 <= end, (0..<3).allSatisfy({ code[at + $0].isASCIIDigit }),
            at + 3 == end || code[at + 3] == 32 || code[at + 3] == UInt8(ascii: "-")
        {
            take(.number, to: at + 3)
            if at < end { at += 1 }
            var next = at
            var dots = 0
            while next < end, code[next].isASCIIDigit || code[next] == UInt8(ascii: ".") {
                dots += code[next] == UInt8(ascii: ".") ? 1 : 0
                next += 1
            }
            if dots == 2 { take(.number, to: next) }
            at = max(at, next)
            replyText(to: end)
        } else if !takeVerb(to: end), takeHeaderName(to: end) {
            headerValue(to: end)
        } else {
            replyText(to: end)
        }
    }

    /// `C:`, `S:`, `Client:`, `<<<`, `>>>`, `->`, `<-`.
    private mutating func takeSpeaker(to end: Int) {
        var next = at
        while next < min(end, at + 3), "<>-~=".utf8.contains(code[next]) { next += 1 }
        if next > at + 1 || (next > at && byte(next).isSpaceOrTab) {
            take(.comment, to: next)
            return
        }
        if "CScs".utf8.contains(byte(at)), byte(at + 1) == UInt8(ascii: ":") {
            take(.comment, to: at + 2)
        } else if code.holds("Client:", at: at) || code.holds("Server:", at: at) {
            take(.comment, to: at + 7)
        }
    }

    /// A command of the client: its words in capitals or as the language has them.
    private mutating func takeVerb(to end: Int) -> Bool {
        var next = at
        var key = WordTable.Key()
        while next < end, code[next].isASCIILetter {
            key.append(code[next].isASCIIUppercase ? code[next] | 0x20 : code[next])
            next += 1
        }
        guard language.table.value(of: key) != 0, next == end || code[next] <= 32 else {
            ahead += next - at
            return false
        }
        take(.keyword, to: next)
        skipSpaces()
        next = at
        // `FROM:` and `TO:` belong to the verb.
        while next < end, code[next].isASCIILetter { next += 1 }
        if next < end, code[next] == UInt8(ascii: ":") { take(.keyword, to: next) }
        replyText(to: end)
        return true
    }

    /// Addresses in angle brackets.
    private mutating func replyText(to end: Int) {
        while at < end {
            guard let start = code.position(of: "<", in: at..<end) else {
                at = end
                return
            }
            at = start
            while at < end, code[at] != UInt8(ascii: ">") { at += 1 }
            at = min(at + 1, end)
            add(.string, start, at)
        }
    }
}
