import Findings

/// An issue whose last step verifies nothing.
enum IssuesNoVerify: GuideCheck {
    static let check = CheckID.issuesNoVerify
    static let finds =
        "An issue whose last step does not verify that the others worked."
    static let why =
        "Without such a step, nobody knows when the issue is fixed."
    static let examples = [
        Example(
            bad:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Open the zone.\n2. ⟦Write the record.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add the record.\n2. Run the checker again."
        )
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        context.unverifiedSteps.compactMap { $0 }.map { word in
            Finding(
                self, file: context.file, at: context.document.location(of: context.prose.tokens[word]),
                "the last step of this issue verifies nothing",
                help:
                    "end with a step that confirms the fix: run the checker again, and say what it should show"
            )
        }
    }
}
