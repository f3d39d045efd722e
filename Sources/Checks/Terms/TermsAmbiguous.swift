import Content
import Findings
import Library
import Words

/// One form that two guides explain.
enum TermsAmbiguous: LibraryCheck {
    static let check = CheckID.termsAmbiguous
    static let finds =
        "A form shared by two terms that different guides explain."
    static let why =
        "A mention can link to only one guide."
    static let examples = [
        Example(
            .file("Content/terms.yml"),
            bad: "- {term: TLS, guide: tls}\n- {term: ⟦SPF, guide: spf, synonyms: [TLS]}\n",
            good: "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n")
    ]

    static func run(_ library: Library) -> [Finding] {
        var owners: [FoldedWord: Int] = [:]
        var findings: [Finding] = []
        for (index, term) in library.terms.enumerated() {
            for form in term.forms {
                let folded = FoldedWord(form)
                guard let owner = owners[folded] else {
                    owners[folded] = index
                    continue
                }
                let other = library.terms[owner]
                guard owner != index, other.guide?.text != term.guide?.text else { continue }
                findings.append(
                    Finding(
                        self, file: Term.file, at: term.location,
                        "\"\(form)\" is already a form of \(other.name), which another guide explains",
                        help: "keep the form with one of the two terms"))
            }
        }
        return findings
    }
}
