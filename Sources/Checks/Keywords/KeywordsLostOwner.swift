import Findings
import Support

/// A phrase that a guide owned and none does now.
package enum KeywordsLostOwner: Check {
    package static let check = CheckID.keywordsLostOwner
    package static let finds =
        "With `--since`: a title, or a keyword from the front matter, that a guide had at that revision and that no guide has now, not even as a heading or a term."
    package static let why =
        "Readers who searched for it found the site, and no longer will."
    package static let examples = [
        Example(
            .described, bad: "A branch that renames the guide \"SPF Records\" to \"Sender Lists\".",
            good: "The same, with \"spf records\" among its keywords.")
    ]

    package static func finding(_ phrase: String, file: String, at location: SourceLocation) -> Finding {
        Finding(
            self, file: file, at: location, "no guide owns \"\(phrase)\" any more; this one did",
            help: "keep it in the title, a heading or the keywords of the guide that answers it")
    }
}
