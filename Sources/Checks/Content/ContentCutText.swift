import Findings

/// A text that a ` #` cuts off.
enum ContentCutText: Check {
    static let check = CheckID.contentCutText
    static let finds =
        "An unquoted text in front matter or settings that is cut off at ` #` or starts with `#`, since YAML reads a comment from there on."
    static let why =
        "The rest of the text is not published: `Update #2` becomes `Update`."
    static let examples = [
        Example(
            .head, bad: "agent-notes:\n  - It is about ticket⟦ #554 and its limits.",
            good: "agent-notes:\n  - \"It is about ticket #554 and its limits.\"")
    ]
}
