import Content
import Findings
import Library
import Markdown
import Words

/// A word or phrase that the site wants to avoid.
enum LanguageWording: GuideCheck, SettingsCheck {
    static let check = CheckID.languageWording
    static let finds =
        "A word or phrase that `words` of `site.yml` wants to avoid, outside code, addresses and quotes."
    static let why =
        "Writers forget what was agreed. One word for one thing lets readers, search and agents recognize it."
    static let examples = [
        Example(
            .file("Content/site.yml"),
            bad: """
                name: Example Site
                summary: How to ⟦utilize⟧ a record.
                base-url: https://example.org
                words: {utilize: use}
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """,
            good: """
                name: Example Site
                summary: How to use a record.
                base-url: https://example.org
                words: {utilize: use}
                categories:
                  - {id: basics, title: Basics, summary: The basics.}

                """)
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let style = context.lexicon.style
        guard style.hasWordings else { return [] }
        let document = context.document
        lazy var quoted = document.quotedTexts
        var findings = context.plainTexts.flatMap { run($0, style) }
        for (better, written, tokens) in wordings(in: context.prose, style) {
            let (first, last) = (
                context.prose.tokens[tokens.lowerBound], context.prose.tokens[tokens.upperBound - 1]
            )
            let run = document.runs[first.run]
            let range = first.text.lowerBound..<last.text.upperBound
            guard !run.context.contains(.quote), !quoted.hold(range),
                !document.isPartOfName(range, in: run)
            else { continue }
            let location = document.location(ofText: range.lowerBound)
            // What goes over a line end or an emphasis is left to the author.
            let isOnOneLine = first.run == last.run && document.isAsWritten(range, in: run)
            let end = isOnOneLine ? document.end(of: range, from: location) : nil
            findings.append(
                Finding(
                    self, file: context.file, at: location, to: end, message(written),
                    help: "write \"\(better)\"",
                    fix: end.map { Fix.safe(location, $0, better, replacing: written) }))
        }
        return findings
    }

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        style.hasWordings ? content.plainTexts.flatMap { run($0, style) } : []
    }

    private static func run(_ text: PlainText, _ style: HouseStyle) -> [Finding] {
        wordings(in: text.prose, style).compactMap { better, written, tokens in
            let range = text.prose.range(of: tokens)
            guard !text.isOfOthers(range) else { return nil }
            return text.finding(
                self, about: range, message(written), help: "write \"\(better)\"", better: better)
        }
    }

    private static func message(_ written: String) -> String { "this site avoids \"\(written)\"" }

    /// Where a text has a wording to avoid: the better one, in the form that the text needs, and the words as they are.
    private static func wordings(
        in prose: Prose, _ style: HouseStyle
    ) -> [(better: String, written: String, tokens: Range<Int>)] {
        style.wordingIndex.matches(in: prose).compactMap { match in
            let written = String(decoding: prose.text[prose.range(of: match.tokens)], as: UTF8.self)
            return style.better(for: written.replacing("\n", with: " ")).map { ($0, written, match.tokens) }
        }
    }
}
