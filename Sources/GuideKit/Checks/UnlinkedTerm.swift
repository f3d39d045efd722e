import Markdown

/// The first mention of a term that another guide explains, without a link.
package enum UnlinkedTerm: LibraryCheck {
    package static let id = "keywords/unlinked-term"
    package static let severity = Severity.note
    package static let finds =
        "The first mention of a term that another guide explains is no link, where automatic term links are off."
    package static let why =
        "A reader who does not know the term has nowhere to go."
    package static let examples = [
        Example(.head, bad: "term-links: false", good: "term-links: true"),
    ]

    package static func run(_ library: Library) -> [Finding] {
        var findings: [Finding] = []
        for (index, guide) in library.guides.enumerated()
        where !(guide.frontMatter.termLinks ?? library.site.termLinks) {
            var reached = Set(library.targets[index].compactMap { target -> Int? in
                if case .guide(let other, _) = target { other } else { nil }
            })
            for mention in guide.subject.mentions {
                let term = library.terms[Int(mention.owner)]
                guard let slug = term.guide?.text, let other = library.index(ofSlug: slug), other != index,
                    reached.insert(other).inserted
                else { continue }
                let bytes = guide.document.source.bytes[mention.source]
                let text = String(decoding: bytes, as: UTF8.self)
                let end = Place(
                    line: Int(mention.place.line),
                    column: Int(mention.place.column) + text.unicodeScalars.count)
                findings.append(
                    Finding(
                        self, file: guide.file, at: mention.place, to: end,
                        "\(library.guides[other].slug) explains \(term.name), and nothing links there",
                        help: "link it: [\(text)](\(library.link(to: other, from: guide.folder)))",
                        fix: Fix.safe(
                            mention.place, end, "[\(text)](\(library.link(to: other, from: guide.folder)))")))
            }
        }
        return findings
    }
}
