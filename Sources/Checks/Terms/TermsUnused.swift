import Content
import Findings
import Library
import Support

/// A term that no guide mentions.
enum TermsUnused: LibraryCheck {
    static let check = CheckID.termsUnused
    static let finds =
        "A term in `terms.yml` that no guide mentions."
    static let why =
        "Either nobody needs it, or the guides spell it differently."
    static let examples = [
        Example(
            .file("Content/terms.yml"),
            bad: "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n- {term: ⟦Zeppelin, guide: spf}\n",
            good: "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n")
    ]

    static func run(_ library: Library) -> [Finding] {
        // What a guide names that cannot be read is not known.
        guard library.guides.allSatisfy(\.isReadable) else { return [] }
        var isUsed = [Bool](repeating: false, count: library.terms.count)
        for guide in library.guides {
            for owner in guide.mentions.terms { isUsed[Int(owner)] = true }
        }
        let heads = isUsed.allSatisfy { $0 } ? [] : heads(of: library)
        return library.terms.indices.filter { index in
            !isUsed[index]
                && !library.terms[index].forms.contains { form in
                    heads.span.position(of: searchable(form).span, in: heads.indices) != nil
                }
        }.map { index in
            Finding(
                self, file: Term.file, at: library.terms[index].location,
                "no guide mentions \(library.terms[index].name)", help: "use it, or remove it")
        }
    }

    /// Titles and summaries of all guides, one a line.
    private static func heads(of library: Library) -> [UInt8] {
        searchable(library.guides.map { "\($0.title)\n\($0.summary)\n" }.joined())
    }

    /// A text without what neither letter case nor accents tell apart.
    private static func searchable(_ text: String) -> [UInt8] { Array(text.withoutAccents.lowercased().utf8) }
}
