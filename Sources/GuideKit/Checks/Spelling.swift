import Markdown

/// A term in another spelling than that of `terms.yml`.
package enum Spelling: GuideCheck {
    package static let id = "keywords/spelling"
    package static let severity = Severity.warning
    package static let finds =
        "A term of `terms.yml` in another spelling, outside code, addresses and quotes."
    package static let why =
        "One thing under two names looks like two things, to readers and to search."
    package static let examples = [
        Example(bad: "Turn on ⟦Tls first.", good: "Turn on TLS first.")
    ]

    package static func run(_ reading: GuideReading) -> [Finding] {
        let document = reading.document
        let lexicon = reading.lexicon
        var findings: [Finding] = []
        for match in reading.terms {
            let (first, last) = (
                reading.prose.tokens[match.tokens.lowerBound],
                reading.prose.tokens[match.tokens.upperBound - 1]
            )
            let run = document.runs[first.run]
            guard first.run == last.run, run.context.isDisjoint(with: [.quote, .link]) else { continue }
            let (term, form) = lexicon.owners[match.phrase]
            // A term written small may begin a sentence or stand in a heading; only names have one spelling.
            guard lexicon.isName[match.phrase] else { continue }
            let range = first.text.lowerBound..<last.text.upperBound
            let written = String(decoding: document.text[range], as: UTF8.self)
            // "mail from" is English; MAIL FROM is a command.
            guard match.tokens.count == 1 || written != written.lowercased() else { continue }
            guard !isSpelled(written, form),
                !lexicon.terms[term].forms.contains(where: { isSpelled(written, $0) }),
                !isAnotherWord(written, form),
                !isQuoted(range, first.run, document), !isPartOfName(range, run, document)
            else { continue }
            let place = document.place(of: first)
            let end = document.end(of: range, from: place)
            let plural = written.hasSuffix("s") && !form.hasSuffix("s") && !form.hasSuffix("S") ? "s" : ""
            findings.append(
                Finding(
                    self, file: reading.file, at: place, to: end,
                    "\"\(written)\" is spelled \(form)\(plural)",
                    help: "write \(form)\(plural)",
                    fix: document.stands(range.lowerBound, asWrittenIn: run)
                        ? Fix.safe(place, end, form + plural, replacing: written) : nil))
        }
        return findings
    }

    private static func isSpelled(_ written: String, _ form: String) -> Bool {
        written == form || written == form + "s" || written == form + "es"
    }

    /// Whether it only looks like the term: small words that join to an acronym ("So a" is no SOA), or an acronym that
    /// the term would be the plural of (HTTP is no HTTPS).
    private static func isAnotherWord(_ written: String, _ form: String) -> Bool {
        let capitals = form.filter(\.isLetter)
        guard capitals == capitals.uppercased() else { return false }
        if written + "S" == form { return true }
        guard written.contains(" "), !form.contains(where: { $0 == " " || $0 == "-" }) else { return false }
        guard written != written.uppercased() else { return false }
        return !written.split(separator: " ").contains { $0.count >= 2 && $0.uppercased() == $0 }
    }

    /// Whether it is part of a file's, host's or parameter's name.
    private static func isPartOfName(_ range: Range<Int>, _ run: Document.Run, _ document: Document) -> Bool {
        let text = document.text
        // Where runs do not join, a line or a block ends between them, and with it any name.
        func isIn(_ marks: String, _ index: Int) -> Bool {
            guard text.indices.contains(index), marks.utf8.contains(text[index]) else { return false }
            if run.text.contains(index) { return true }
            let joint = index < run.text.lowerBound ? run : document.run(at: index)
            return joint?.context.contains(.joined) ?? false
        }
        if isIn("./@_=#\\", range.lowerBound - 1) || isIn("/@_=", range.upperBound)
            || (isIn(":", range.upperBound) && isIn("/", range.upperBound + 1))
        {
            return true
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return isIn(".", range.upperBound) && isIn(letters, range.upperBound + 1)
    }

    /// Whether a quotation mark that opened before it in its block is still open.
    private static func isQuoted(_ range: Range<Int>, _ run: Int, _ document: Document) -> Bool {
        var first = run
        let farthest = range.lowerBound - 200
        while first > 0, document.runs[first - 1].line == document.runs[run].line,
            document.runs[first].text.lowerBound > farthest
        {
            first -= 1
        }
        let start = max(document.runs[first].text.lowerBound, farthest)
        // Marks come in pairs.
        return document.text[start..<range.lowerBound].count { $0 == UInt8(ascii: "\"") } % 2 == 1
    }
}
