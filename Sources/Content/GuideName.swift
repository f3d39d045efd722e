import Findings
import Support

extension Slug {
    /// Why a guide's own name cannot be in an address, and the command that gives it another one.
    static func finding(ofGuide slug: String, in file: String, _ naming: Naming) -> Finding {
        var finding = finding(
            Located(text: slug, location: .start), in: file, what: "the guide's name", naming)
        guard let better = suggestion(for: slug, naming),
            Alias.text(forFormer: slug, Addresses(origin: "", path: ""), naming) != nil
        else { return finding }
        finding.fix = Fix(renamingTo: better)
        finding.help =
            "run `guides rename \(ShellWord.path(slug)) \(better)`, which corrects links to it and keeps its old address"
        if Naming(form: naming.form, letters: .kept).isValid(slug) {
            finding.help += "; or write `names: kept` into site.yml"
        }
        return finding
    }
}
