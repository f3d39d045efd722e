import Markdown

/// A twin longer than what agents read.
package enum TwinTooLong: Check {
    package static let id = "structure/too-long"
    package static let severity = Severity.warning
    package static let finds =
        "A twin of more than 50,000 characters."
    package static let why =
        "Agents cut a long text off without a word, and what they cut is the end."
    package static let examples = [
        Example(
            .story, bad: "A guide of 60,000 characters.",
            good: "Two guides of 30,000 characters that link to each other.")
    ]

    static let most = 50_000

    static func finding(_ count: Int, file: String, at location: SourceLocation) -> Finding {
        Finding(
            self, file: file, at: location, "the twin has \(count) characters, more than \(most)",
            help: "make it two guides that link to each other")
    }
}
