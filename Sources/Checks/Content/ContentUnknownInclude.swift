import Findings

/// An include of a file that is not there, or that cannot be put there.
enum ContentUnknownInclude: Check {
    static let check = CheckID.contentUnknownInclude
    static let finds =
        "`{{include: file}}` with a file that `Content/includes` does not have, that includes itself, or that is not on a line of its own."
    static let why =
        "Readers and agents would see the line itself instead of the text of the file."
    static let examples = [
        Example(bad: "⟦{{include: warning.md}}⟧", good: "Back up your zone first.")
    ]
}
