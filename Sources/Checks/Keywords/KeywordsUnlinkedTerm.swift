import Findings
import Library
import Support

/// The first mention of a term that another guide explains, without a link.
enum KeywordsUnlinkedTerm: LinkCheck {
    static let check = CheckID.keywordsUnlinkedTerm
    static let finds =
        "The first mention of a term that another guide explains, if it is not a link and automatic term links are off."
    static let why =
        "A reader who does not know the term has nowhere to go."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant by a term without a link.\ncategory: basics\nterm-links: false\n---\n\nTurn on ⟦TLS⟧.",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant by a term without a link.\ncategory: basics\nterm-links: false\n---\n\nTurn on [TLS](tls.md)."
        )
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index, !(library.guides[index].frontMatter.termLinks ?? library.site.termLinks) else {
            return []
        }
        var findings: [Finding] = []
        let guide = library.guides[index]
        var reached = Set(
            library.targets[index].compactMap { target -> Int? in
                if case .guide(let other, _) = target { other } else { nil }
            })
        for mention in guide.mentions.linkable {
            let term = library.terms[mention.term]
            guard let slug = term.guide?.text, let other = library.index(ofSlug: slug), other != index,
                reached.insert(other).inserted
            else { continue }
            let bytes = guide.document.source.bytes[mention.source]
            let text = String(decoding: bytes, as: UTF8.self)
            let end = mention.location.advanced(by: text.unicodeScalars.count)
            findings.append(
                Finding(
                    self, file: guide.file, at: mention.location, to: end,
                    "\(library.guides[other].slug) explains \(term.name), but nothing links there",
                    help: "link it: [\(text)](\(library.link(to: other, from: guide.folder)))",
                    fix: Fix.safe(
                        mention.location, end, "[\(text)](\(library.link(to: other, from: guide.folder)))",
                        replacing: text)))
        }
        return findings
    }
}
