import Findings

/// A text that a ` #` cuts off.
enum ContentCutText: Check {
    static let check = CheckID.contentCutText
    static let finds =
        "A text without quotes in front matter or settings that ` #` cuts off, or that starts with `#`, since YAML reads a comment from there on."
    static let why =
        "The text after it is published nowhere: `Update #2` becomes `Update`."
    static let examples = [
        Example(
            .head, bad: "agent-notes:\n  - It is about ticket⟦ #554 and its limits.",
            good: "agent-notes:\n  - \"It is about ticket #554 and its limits.\"")
    ]
}
