import Markdown

/// A guide that does not soon name the term that it explains.
package enum NotInOpening: GuideCheck {
    package static let id = "keywords/not-in-opening"
    package static let severity = Severity.note
    package static let finds =
        "The term that a guide explains is missing from its first 60 words."
    package static let why =
        "A reader decides in the first lines whether this is the right page."
    package static let examples = [
        Example(
            .story, bad: "A guide on TLS that comes to it in its fourth paragraph.",
            good: "A guide on TLS whose first sentence says what TLS is.")
    ]

    static let opening = 60

    package static func run(_ reading: GuideReading) -> [Finding] {
        let own = reading.lexicon.terms(of: reading.slug, aliases: reading.frontMatter.aliases)
        guard !own.isEmpty, reading.prose.tokens.count > opening else { return [] }
        let phrases = PhraseSet(own.flatMap(\.forms))
        let first = phrases.matches(in: reading.prose).first
        guard first.map({ $0.tokens.lowerBound >= opening }) ?? true else { return [] }
        return [
            Finding(
                self, file: reading.file, at: reading.document.place(of: reading.prose.tokens[0]),
                "the first \(opening) words do not say \(own[0].name), which this guide explains",
                help: "name it in the opening paragraph")
        ]
    }
}
