import Findings
import Markdown
import Support
import Words

/// A link whose text does not say where it leads.
enum LinksVagueText: GuideCheck {
    static let check = CheckID.linksVagueText
    static let finds =
        "A link whose text says nothing: \"here\", \"click here\", \"read more\", or, as a note, a bare address that is not in angle brackets."
    static let why =
        "People who use a screen reader often hear only the links of a page, and an agent quotes a link by its text."
    static let examples = [
        Example(
            bad: "For certificates, click [⟦here⟧](tls.md#certificates).",
            good: "Read about [certificates](tls.md#certificates).")
    ]

    private static let phrases = [
        "here", "click here", "this", "link", "this link", "this page", "this guide", "this article",
        "page",
        "more", "read more", "learn more", "find out more", "see more", "see here", "read this", "details",
        "more details", "more info", "more information", "info", "website", "this site", "continue",
    ]
    private static let vague = TermIndex(phrases)
    private static let folded = Set(phrases.map { FoldedWord(Array($0.utf8)[...]) })

    /// Whether a link's text says nothing. The plural of a word that does, such as "Pages", is a name.
    private static func isVague(_ text: String) -> Bool {
        guard let phrase = vague.phrase(text) else { return false }
        return text.utf8.last { $0.isASCIILetter } != UInt8(ascii: "s") || phrases[phrase].hasSuffix("s")
    }

    /// Whether a link's words say nothing.
    static func isVague(_ text: FoldedWord) -> Bool { folded.contains(text) }

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings: [Finding] = []
        for (index, text) in document.linkTexts.enumerated() where text.alternative == nil && !text.isEmpty {
            let link = document.links[index]
            let letters = String(decoding: document.text[text.letters], as: UTF8.self)
            // One that goes on too far is a finding of its own.
            // Angle brackets say that the address itself is meant.
            if link.kind == .autolink, isBracketed(text, in: document) { continue }
            // Code is a name.
            if document.run(at: text.letters.lowerBound)?.context.contains(.code) == true { continue }
            let isBare = isAddress(letters) && LinksBareEnd.swallowed(document.text[text.letters]) == nil
            guard isBare || isVague(letters) else { continue }
            let location =
                text.letters.isEmpty ? link.location : document.location(ofText: text.letters.lowerBound)
            // Readers see where a bare address leads; those who hear it have to wait for its end.
            findings.append(
                Finding(
                    self, file: context.file, at: location,
                    to: document.end(of: text.letters, from: location),
                    isBare
                        ? "this link shows its address"
                        : "\"\(shown(text.letters, in: document))\" does not say where the link leads",
                    help: isBare
                        ? "write where it leads: [text](address); if readers are to type the address, put it between backticks"
                        : "say where it leads, such as the title of the page",
                    severity: isBare ? min(check.severity, .note) : nil))
        }
        return findings
    }

    /// A link's text as it reads, with a space where it goes on on another line.
    private static func shown(_ letters: Range<Int>, in document: Document) -> String {
        var shown = ""
        var line: Int?
        let runs = document.runs[document.firstRun(endingAfter: letters.lowerBound)...]
        for run in runs.prefix(while: { $0.text.lowerBound < letters.upperBound }) {
            let own = Int(document.location(of: 0, in: run).line)
            if let line, line != own { shown += " " }
            line = own
            shown += String(decoding: document.text[run.text.clamped(to: letters)], as: UTF8.self)
        }
        return shown
    }

    private static func isBracketed(_ text: Document.LinkText, in document: Document) -> Bool {
        guard let run = document.run(at: text.letters.lowerBound), let start = run.source else {
            return false
        }
        return start > 0 && document.source.bytes[start - 1] == UInt8(ascii: "<")
    }

    private static func isAddress(_ text: String) -> Bool {
        let lower = text.lowercased()
        return !lower.contains(" ")
            && (lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("www."))
    }
}
