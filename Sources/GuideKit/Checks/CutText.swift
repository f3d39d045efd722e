import Markdown

/// A text that a ` #` cuts off.
package enum CutText: Check {
    package static let id = "content/cut-text"
    package static let severity = Severity.warning
    package static let finds =
        "A text without quotes in front matter or settings that ` #` cuts off, or that starts with `#`, since YAML reads a comment from there on."
    package static let why =
        "The text after it is published nowhere: `Update #2` becomes `Update`."
    package static let examples = [
        Example(
            .head, bad: "agent-notes:\n  - It is about ticket⟦ #554 and its limits.",
            good: "agent-notes:\n  - \"It is about ticket #554 and its limits.\"")
    ]

    static func finding(_ scalar: YAML.Scalar, _ cut: YAML.Cut, file: String) -> Finding {
        Finding(
            self, file: file, at: cut.location,
            scalar.text.isEmpty
                ? "no text is read here: ` #` starts a comment"
                : "only \"\(YAML.named(scalar.text))\" is read; the rest of the line is a comment",
            help: scalar.text.isEmpty
                ? "put the text in quotes\(YAML.shown(cut.quoted))"
                : "put the text in quotes, or write two spaces before the comment",
            fix: cut.fix)
    }
}
