import Findings
import Words

/// A guide that does not soon name the term that it explains.
enum KeywordsNotInOpening: GuideCheck {
    static let check = CheckID.keywordsNotInOpening
    static let finds =
        "The term that a guide explains is missing from its first 60 words."
    static let why =
        "A reader decides in the first lines whether this is the right page."
    static let examples = [
        Example(
            .file("Content/guides/tls.md"),
            bad:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\n⟦Mail passes through several hands before it is read, and each of them is a computer that belongs to somebody else, and each of them is a computer that belongs to somebody else, and each of them is a computer that belongs to somebody else, and each of them is a computer that belongs to somebody else, and each of them is a computer that belongs to somebody else, and each of them is a computer that belongs to somebody else, so it is kept private.\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n",
            good:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n"
        )
    ]

    static let opening = 60

    static func run(_ context: CheckContext) -> [Finding] {
        let own = context.lexicon.terms.explained(by: context.slug, aliases: context.frontMatter.aliases)
        guard !own.isEmpty, context.prose.tokens.count > opening else { return [] }
        let phrases = TermIndex(own.flatMap(\.forms))
        let first = phrases.matches(in: context.prose).first
        guard first.map({ $0.tokens.lowerBound >= opening }) ?? true else { return [] }
        return [
            Finding(
                self, file: context.file, at: context.document.location(of: context.prose.tokens[0]),
                "the first \(opening) words do not mention \(own[0].name), which this guide explains",
                help: "name it in the opening paragraph")
        ]
    }
}
