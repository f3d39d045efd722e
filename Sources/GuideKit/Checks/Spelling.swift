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
                !isQuoted(range, document), !isPartOfName(range, document)
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
                        ? Fix.safe(place, end, form + plural) : nil))
        }
        return findings
    }

    private static func isSpelled(_ written: String, _ form: String) -> Bool {
        written == form || written == form + "s" || written == form + "es"
    }

    /// Whether it is part of a file's, host's or parameter's name.
    private static func isPartOfName(_ range: Range<Int>, _ document: Document) -> Bool {
        let text = document.text
        func isIn(_ marks: String, _ index: Int) -> Bool {
            text.indices.contains(index) && marks.utf8.contains(text[index])
        }
        if isIn("./@_=#\\", range.lowerBound - 1) || isIn("/@_=", range.upperBound)
            || (isIn(":", range.upperBound) && isIn("/", range.upperBound + 1))
        {
            return true
        }
        return isIn(".", range.upperBound) && range.upperBound + 1 < text.count
            && (97...122).contains(text[range.upperBound + 1] | 0x20)
    }

    /// Whether a quotation mark that opened before it is still open.
    private static func isQuoted(_ range: Range<Int>, _ document: Document) -> Bool {
        let sentence = document.text[..<range.lowerBound].suffix(200)
        let line = sentence.reversed().prefix { $0 != 10 }
        // Marks come in pairs.
        return line.count { $0 == UInt8(ascii: "\"") } % 2 == 1
    }
}
