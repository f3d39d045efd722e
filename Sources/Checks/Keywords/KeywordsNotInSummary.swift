import Findings
import Words

/// A guide whose title and summary do not name the term that it explains.
enum KeywordsNotInSummary: GuideCheck {
    static let check = CheckID.keywordsNotInSummary
    static let finds =
        "The term that a guide explains is missing from its title and summary."
    static let why =
        "Lists and search results show only the title and the summary."
    static let examples = [
        Example(
            .file("Content/guides/tls.md"),
            bad:
                "---\ntitle: Private Mail\nsummary: ⟦How mail servers keep a message private on its way.⟧\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n",
            good:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name.\n"
        )
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let own = context.lexicon.terms.explained(by: context.slug, aliases: context.frontMatter.aliases)
        guard !own.isEmpty, !context.frontMatter.title.text.isEmpty, !context.frontMatter.summary.text.isEmpty
        else { return [] }
        let text = context.frontMatter.title.text + " . " + context.frontMatter.summary.text
        let words = Set(Words.all(in: text).map(\.folded))
        // One of the terms is enough: a guide that explains several has one subject.
        let isNamed = own.contains { term in
            term.forms.contains { form in Words.all(in: form).allSatisfy { words.contains($0.folded) } }
        }
        guard !isNamed else { return [] }
        return [
            Finding(
                self, file: context.file, at: context.frontMatter.summary.location,
                to: context.frontMatter.summary.end,
                "neither the title nor the summary mentions \(own[0].name), which this guide explains",
                help: "name it in one of them")
        ]
    }
}
