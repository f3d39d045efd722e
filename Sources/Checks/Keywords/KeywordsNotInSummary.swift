import Findings
import Words

/// A guide whose title and summary do not name the term that it explains.
enum KeywordsNotInSummary: GuideCheck {
    static let check = CheckID.keywordsNotInSummary
    static let finds =
        "The term that a guide explains is missing from its title and summary."
    static let why =
        "Lists and search results show title and summary alone."
    static let examples = [
        Example(
            .file("Content/guides/tls.md"),
            bad:
                "---\ntitle: Private Mail\nsummary: ⟦How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n",
            good:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n"
        )
    ]

    static func run(_ reading: CheckContext) -> [Finding] {
        let own = reading.lexicon.terms.explained(by: reading.slug, aliases: reading.frontMatter.aliases)
        guard !own.isEmpty, !reading.frontMatter.title.text.isEmpty, !reading.frontMatter.summary.text.isEmpty
        else { return [] }
        let text = reading.frontMatter.title.text + " . " + reading.frontMatter.summary.text
        let words = Set(Words.all(in: text).map(\.folded))
        // One of the terms is enough: a guide that explains several has one subject.
        let isNamed = own.contains { term in
            term.forms.contains { form in Words.all(in: form).allSatisfy { words.contains($0.folded) } }
        }
        guard !isNamed else { return [] }
        return [
            Finding(
                self, file: reading.file, at: reading.frontMatter.summary.location,
                to: reading.frontMatter.summary.end,
                "neither title nor summary mentions \(own[0].name), which this guide explains",
                help: "name it in one of them")
        ]
    }
}
