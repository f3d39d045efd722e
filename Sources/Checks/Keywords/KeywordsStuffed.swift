import Findings
import Markdown
import Support
import Words

/// A keyword or title that the guide repeats too often.
enum KeywordsStuffed: GuideCheck {
    static let check = CheckID.keywordsStuffed
    static let finds =
        "A title of several words, or a keyword from the front matter, that makes up more than 4% of the words in a guide of over 300 words, or that occurs three times in one sentence. For a title it is a note."
    static let why =
        "Text written for a search engine reads like it, and search engines mark it down."
    static let examples = [
        Example(
            bad: "An example guide on the Example Guide is an ⟦example guide.",
            good: "An example guide is a guide that shows.")
    ]

    /// Fewer words than this are too few to count shares.
    static let fewest = 300
    /// Of a hundred words, how many a phrase may be.
    static let share = 4
    /// The most times that a sentence may hold a phrase.
    static let mostInSentence = 2

    static func run(_ context: CheckContext) -> [Finding] {
        guard context.keywords.count > mostInSentence else { return [] }
        // An address has the words that it has.
        let matches = context.keywords.filter { !isInAddress($0, context) }
        let phrases = [context.frontMatter.title.text] + context.frontMatter.keywords.map(\.text)
        var findings: [Finding] = []
        let total = context.prose.tokens.count
        let isOneWord = Words.all(in: context.frontMatter.title.text).count < 2
        for (phrase, own) in Dictionary(grouping: matches, by: \.phrase) {
            // A guide on Redis says Redis.
            if phrase == 0, isOneWord { continue }
            func report(_ match: TermIndex.Match, _ message: String) {
                let first = context.prose.tokens[match.tokens.lowerBound]
                findings.append(
                    Finding(
                        self, file: context.file, at: context.document.location(of: first),
                        "\"\(phrases[phrase])\" \(message)",
                        help: "say it once, then use other words for it",
                        // A guide has to name its subject.
                        severity: phrase == 0 ? min(check.severity, .note) : nil))
            }
            if total > fewest, own.count * 100 > total * share {
                report(own[0], "is \(own.count) of \(total) words, more than \(share)%")
                continue
            }
            var sentence = 0..<0
            var count = 0
            for match in own {
                if !sentence.contains(match.tokens.lowerBound) {
                    sentence = context.prose.sentence(around: match.tokens.lowerBound)
                    count = 0
                }
                count += 1
                if count == mostInSentence + 1 { report(match, "is used \(count) times in one sentence") }
            }
        }
        return findings
    }

    /// The longest address that is looked at around a phrase, to each side (200 bytes).
    private static let longestAddress = 200

    /// Whether a phrase is part of an address that is in the text, such as `https://example.org/spf`.
    private static func isInAddress(_ match: TermIndex.Match, _ context: CheckContext) -> Bool {
        let document = context.document
        let words = context.prose.range(of: match.tokens)
        let run = document.runs[context.prose.tokens[match.tokens.lowerBound].run].text
        let before = document.text[max(run.lowerBound, words.lowerBound - longestAddress)..<words.lowerBound]
        let after = document.text[
            words.lowerBound..<max(words.lowerBound, min(run.upperBound, words.lowerBound + longestAddress))]
        let start = before.lastIndex { $0 <= 32 }.map { $0 + 1 } ?? before.startIndex
        let end = after.firstIndex { $0 <= 32 } ?? after.endIndex
        let word = document.text[start..<end].span
        return word.position(of: "://", in: 0..<word.count) != nil || word.holds("www.", at: 0)
    }
}
