import Content
import Findings
import Library
import Markdown
import Words

/// A word or phrase that the site wants to avoid.
enum LanguageWording: GuideCheck, SettingsCheck {
    static let check = CheckID.languageWording
    static let finds =
        "A word or phrase that `words` in `site.yml` says to avoid. Code, addresses and quotations are not checked."
    static let why =
        "One word for one thing helps readers, search and agents to recognize it, and writers forget what was agreed."
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
        let wordings = context.lexicon.style.wordings
        guard !wordings.isEmpty else { return [] }
        let document = context.document
        lazy var others = WordsOfOthers(document)
        var findings = context.plainTexts.flatMap { run($0, wordings) }
        for match in wordings.matches(
            in: context.prose, joins: { document.runs[$0].context.contains(.joined) })
        {
            let run = document.runs[context.prose.tokens[match.tokens.lowerBound].run]
            guard !run.context.contains(.quote), !others.hold(match.range, in: run),
                !others.holdPart(match.range, in: run)
            else { continue }
            let location = document.location(ofText: match.range.lowerBound)
            // What goes over a line end or an emphasis is left to the author.
            let isOnOneLine =
                run.text.contains(match.range.upperBound - 1) && document.isAsWritten(match.range, in: run)
            let end = isOnOneLine ? document.end(of: match.range, from: location) : nil
            let hasFix =
                isOnOneLine && match.isCertain && document.canReplace(match.range, by: match.better, in: run)
            findings.append(
                Finding(
                    self, file: context.file, at: location, to: end, message(match),
                    help: help(match)
                        + (run.context.contains(.heading) ? "; the heading's address changes with it" : ""),
                    fix: hasFix
                        ? end.map { Fix.safe(location, $0, match.better, replacing: match.written) } : nil))
        }
        return findings
    }

    static func run(_ content: SiteContent, _ style: HouseStyle) -> [Finding] {
        style.wordings.isEmpty ? [] : content.plainTexts.flatMap { run($0, style.wordings) }
    }

    private static func run(_ text: PlainText, _ wordings: Wordings) -> [Finding] {
        text.findings(self, wordings.matches(in: text.prose), range: \.range) { match in
            PlainText.Report(
                message: message(match), help: help(match), better: match.isCertain ? match.better : nil,
                isSafe: true)
        }
    }

    private static func message(_ match: Wordings.Match) -> String { "this site avoids \"\(match.written)\"" }

    private static func help(_ match: Wordings.Match) -> String {
        "write \"\(match.better)\"" + (match.isCertain ? "" : ", in the form that fits here")
    }
}
