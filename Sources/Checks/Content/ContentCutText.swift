import Findings

/// A text that a ` #` cuts off.
package enum ContentCutText: Check {
    package static let check = CheckID.contentCutText
    package static let finds =
        "A text without quotes in front matter or settings that ` #` cuts off, or that starts with `#`, since YAML reads a comment from there on."
    package static let why =
        "The text after it is published nowhere: `Update #2` becomes `Update`."
    package static let examples = [
        Example(
            .head, bad: "agent-notes:\n  - It is about ticket⟦ #554 and its limits.",
            good: "agent-notes:\n  - \"It is about ticket #554 and its limits.\"")
    ]
}
