import Content
import Findings
import Library

/// A term that no guide explains.
enum TermsNoGuide: LibraryCheck {
    static let check = CheckID.termsNoGuide
    static let finds =
        "A term in `terms.yml` that names no guide to explain it."
    static let why =
        "Its mentions cannot link anywhere. `guide: none` says that this is intentional."
    static let examples = [
        Example(
            .file("Content/terms.yml"),
            bad: "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n- {term: ⟦DNS}\n",
            good: "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n- {term: DNS, guide: none}\n")
    ]

    static func run(_ library: Library) -> [Finding] {
        library.terms.filter { $0.guide == nil && !$0.isGeneral }.map { term in
            Finding(
                self, file: Term.file, at: term.location, "no guide explains \(term.name)",
                help: "name one with `guide:`, or write `guide: none` if none should")
        }
    }
}
