import Findings
import Library
import Words

/// A link that carries a guide’s own term to another guide.
enum KeywordsCompetingLink: LinkCheck {
    static let check = CheckID.keywordsCompetingLink
    static let finds =
        "A link to another page whose text is the term that this guide explains."
    static let why =
        "It tells readers that another page explains the term."
    static let examples = [
        Example(
            .file("Content/guides/tls.md"),
            bad:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name. See [TLS](⟦spf.md⟧).\n",
            good:
                "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [ssl]\n---\n\nTLS keeps a message private. DNS holds SPF.\n\n## Certificates\n\nA certificate has a name. See [SPF](spf.md).\n"
        )
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index else { return [] }
        var findings: [Finding] = []
        let guide = library.guides[index]
        let own = library.terms.explained(by: guide.slug, aliases: guide.frontMatter.aliases)
        guard !own.isEmpty else { return [] }
        let forms = Set(own.flatMap(\.forms).map { FoldedWord($0) })
        for (at, text) in guide.linkTexts.enumerated() where forms.contains(text) {
            let link = guide.document.links[at]
            if case .guide(index, _) = library.targets[index][at] { continue }
            findings.append(
                Finding(
                    self, file: guide.file, at: link.location, to: guide.end(of: link),
                    "this guide explains the term in the text of this link, but the link leads elsewhere",
                    help: "give the link a text that says where it leads"))
        }
        return findings
    }
}
