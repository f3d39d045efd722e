import Markdown

/// An issue whose last step verifies nothing.
package enum NoVerify: GuideCheck {
    package static let id = "issues/no-verify"
    package static let severity = Severity.note
    package static let finds =
        "An issue whose last step does not verify that the others worked."
    package static let why =
        "Without it nobody knows when the issue is fixed."
    package static let examples = [
        Example(
            bad:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Open the zone.\n2. ⟦Write the record.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add the record.\n2. Run the checker again."
        )
    ]

    /// Words by which a step tells that it verifies.
    private static let verbs = PhraseSet([
        "run", "check", "see", "confirm", "verify", "test", "send", "ask", "look", "compare", "connect",
        "query",
        "review", "monitor", "watch", "make sure", "ensure", "expect", "wait", "measure", "again", "inspect",
        "fetch",
        "resolve", "shows", "succeeds", "passes",
    ])

    package static func run(_ reading: CheckContext) -> [Finding] {
        reading.issues.compactMap { issue in
            let blocks = reading.document.blocks
            guard let list = issue.blocks.last(where: { blocks[$0].kind == .list && blocks[$0].number >= 0 }),
                let last = reading.items(of: list).last,
                let tokens = reading.prose.tokens(in: blocks[last].text), !tokens.isEmpty,
                verbs.matches(in: reading.prose, tokens).isEmpty
            else { return nil }
            return Finding(
                self, file: reading.file,
                at: reading.document.location(of: reading.prose.tokens[tokens.lowerBound]),
                "the last step of this issue verifies nothing",
                help: "end with a way to see that it worked: run the checker again, and see what")
        }
    }
}
