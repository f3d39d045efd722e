import Markdown

/// An issue that was there and is gone.
package enum RenamedIssue: Check {
    package static let id = "issues/renamed"
    package static let severity = Severity.error
    package static let finds =
        "With `--since`: the id of an issue that was there then and is gone now, without `former-ids` that name it."
    package static let why =
        "Tools and other sites lead to issues by their ids."
    package static let examples = [
        Example(
            .story, bad: "A branch that rewords \"Missing Record\" to \"No Record Found\".",
            good:
                "The same, with `issues: [{issue: no-record-found, former-ids: [missing-record]}]` in the front matter."
        )
    ]

    static func finding(_ id: String, near heading: Document.Heading?, file: String, at place: Place)
        -> Finding
    {
        Finding(
            self, file: file, at: place, "the issue \"\(id)\" is gone",
            help: heading.map {
                "if it is \"\($0.text)\" now: `issues: [{issue: \($0.anchor), former-ids: [\(id)]}]` in the front matter"
            } ?? "keep its heading, or name it in the `former-ids` of the issue that took its place")
    }
}
