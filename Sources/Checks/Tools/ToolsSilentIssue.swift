import Findings
import Library

/// An issue that a lookup shows, and that no result of the site's own checks leads to.
enum ToolsSilentIssue: LibraryCheck {
    static let check = CheckID.toolsSilentIssue
    static let finds =
        "An issue with `check` and without `states`, on a site that has a page to check domains."
    static let why =
        "The lookup shows the issue, but the page that checks domains never names it."
    static let examples = [
        Example(
            .described,
            bad: "`check: {record: TXT, name: _dmarc, found: many}`",
            good: "`check: {record: TXT, name: _dmarc, found: many, states: [dmarc/multiple]}`")
    ]

    static func run(_ library: Library) -> [Finding] {
        guard library.site.checker != nil else { return [] }
        return library.shape.listed.flatMap { index in
            library.guides[index].frontMatter.issues.filter { $0.check?.states.isEmpty == true }.map {
                Finding(
                    self, file: library.guides[index].file, at: $0.id.location, to: $0.id.end,
                    "no result of the checker leads to this issue",
                    help: "add `states` to its `check`, or `states: [none]` if no result is meant to")
            }
        }
    }
}
