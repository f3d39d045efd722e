import Findings

/// An issue without ordered steps.
enum IssuesNoSteps: GuideCheck {
    static let check = CheckID.issuesNoSteps
    static let finds =
        "An issue without an ordered list of steps."
    static let why =
        "Readers who come from a checker’s result want to know what to do, in order."
    static let examples = [
        Example(
            bad: "## Fix Common Issues\n\n### ⟦Missing Record\n\nThe checker found no `TXT` record.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again."
        )
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        context.issues.compactMap { issue in
            let blocks = context.document.blocks
            guard let heading = issue.heading,
                !issue.blocks.contains(where: { blocks[$0].kind == .list && blocks[$0].number >= 0 })
            else { return nil }
            return Finding(
                self, file: context.file, at: heading.location, "this issue has no steps",
                help: "write what to do as an ordered list: 1., 2., 3.")
        }
    }
}
