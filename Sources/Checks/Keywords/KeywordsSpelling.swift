import Findings
import Library
import Markdown
import Support

/// A term in another spelling than that of `terms.yml`.
enum KeywordsSpelling: GuideCheck {
    static let check = CheckID.keywordsSpelling
    static let finds =
        "A term from `terms.yml` in another spelling, outside code, addresses and quotes."
    static let why =
        "One thing under two names looks like two things, to readers and to search."
    static let examples = [
        Example(bad: "Turn on ⟦Tls⟧ first.", good: "Turn on TLS first.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        let lexicon = context.lexicon
        var findings: [Finding] = []
        lazy var others = WordsOfOthers(document)
        let leftOut: Document.Run.Context = [.quote, .link]
        for match in context.terms {
            let (first, last) = (
                context.prose.tokens[match.tokens.lowerBound],
                context.prose.tokens[match.tokens.upperBound - 1]
            )
            let run = document.runs[first.run]
            guard first.run == last.run, run.context.isDisjoint(with: leftOut) else { continue }
            let form = lexicon.owners[match.phrase].form
            let whole = first.text.lowerBound..<last.text.upperBound
            // A term written small may begin a sentence or be in a heading; only names have one spelling.
            for (name, range) in names(in: form, isName: lexicon.isName[match.phrase], at: whole, document) {
                let written = String(decoding: document.text[range], as: UTF8.self)
                // "mail from" is English; MAIL FROM is a command.
                let isOneWord = written.utf8.allSatisfy { $0 != 32 && $0 != UInt8(ascii: "-") }
                guard isOneWord || written != written.lowercased() else { continue }
                guard !isSpelled(written, name) else { continue }
                // HTTPS is no plural of HTTP where both are terms.
                let forms = lexicon.terms.lazy.flatMap(\.forms)
                let name = forms.first { $0.lowercased() == written.lowercased() } ?? name
                guard signs(written) == signs(name), !forms.contains(where: { isSpelled(written, $0) }),
                    !isAnotherWord(written, name),
                    !others.hold(range, in: run)
                else { continue }
                let location = document.location(ofText: range.lowerBound)
                let end = document.end(of: range, from: location)
                let plural = endsWithS(written) && !endsWithS(name) ? "s" : ""
                findings.append(
                    Finding(
                        self, file: context.file, at: location, to: end,
                        "\"\(written)\" is spelled \(name)\(plural)",
                        help: "write \(name)\(plural)",
                        fix: document.isAsWritten(range, in: run)
                            ? Fix.safe(location, end, name + plural, replacing: written) : nil))
            }
        }
        return findings
    }

    /// The names in a form of a term, each with the part of the text that stands for it: the whole, or in a longer form
    /// such as `DMARC record` the words with two capitals or more. Letters are counted, since hyphens and spaces may
    /// differ.
    private static func names(
        in form: String, isName: Bool, at text: Range<Int>, _ document: Document
    ) -> [(name: String, text: Range<Int>)] {
        if isName { return [(form, text)] }
        func isLetter(_ byte: UInt8) -> Bool { byte.isASCIILetterOrDigit }
        let letters = text.filter { isLetter(document.text[$0]) }
        guard form.utf8.allSatisfy({ $0 < 128 }), document.text[text].allSatisfy({ $0 < 128 }),
            letters.count >= form.utf8.count(where: isLetter)
        else { return [] }
        var names: [(name: String, text: Range<Int>)] = []
        var before = 0
        var wasName = false
        for word in form.split(separator: " ") {
            let count = word.utf8.count(where: isLetter)
            defer { before += count }
            let isName = Lexicon.isName(word)
            defer { wasName = isName }
            guard isName, count > 0 else { continue }
            let end = letters[before + count - 1] + 1
            if wasName, let last = names.popLast() {
                names.append(("\(last.name) \(word)", last.text.lowerBound..<end))
            } else {
                names.append((String(word), letters[before]..<end))
            }
        }
        return names
    }

    /// Signs that are neither a letter, a digit, a space nor a hyphen: with other signs, as in `TCP, IP`, it is another
    /// text than `TCP/IP`.
    private static func signs(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter {
            !$0.properties.isAlphabetic && $0.properties.numericType == nil && !$0.properties.isWhitespace
                && !"-\u{2010}\u{2011}".unicodeScalars.contains($0)
        }
    }

    private static func endsWithS(_ text: String) -> Bool { text.hasSuffix("s") || text.hasSuffix("S") }

    private static func isSpelled(_ written: String, _ form: String) -> Bool {
        written == form || written == form + "s" || written == form + "es"
    }

    /// Whether it only looks like the term: small words that join to an acronym ("So a" is no SOA), or an acronym that
    /// the term would be the plural of (HTTP is no HTTPS).
    private static func isAnotherWord(_ written: String, _ form: String) -> Bool {
        if (written + "s").lowercased() == form.lowercased() { return true }
        let capitals = form.filter(\.isLetter)
        guard capitals == capitals.uppercased() else { return false }
        guard written.contains(" "), !form.contains(where: { $0 == " " || $0 == "-" }) else { return false }
        guard written != written.uppercased() else { return false }
        return !written.split(separator: " ").contains { $0.count >= 2 && $0.uppercased() == $0 }
    }
}
