import Content
import Findings
import Library

/// A term that no guide mentions.
enum TermsUnused: LibraryCheck {
    static let check = CheckID.termsUnused
    static let finds =
        "A term of `terms.yml` that no guide mentions."
    static let why =
        "It links nothing and explains nothing, or the guides spell it differently."
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
        return library.terms.indices.filter { !isUsed[$0] && !isInHeads($0, library) }.map { index in
            Finding(
                self, file: Term.file, at: library.terms[index].location,
                "no guide mentions \(library.terms[index].name)", help: "use it, or take it out")
        }
    }

    private static func isInHeads(_ term: Int, _ library: Library) -> Bool {
        let forms = library.terms[term].forms
        return library.guides.contains { guide in
            let text = guide.title + " . " + guide.summary
            return forms.contains { form in text.localizedStandardContains(form) }
        }
    }
}
