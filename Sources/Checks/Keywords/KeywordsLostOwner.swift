import Findings
import Support

/// A phrase that a guide owned and none does now.
package enum KeywordsLostOwner: Check {
    package static let check = CheckID.keywordsLostOwner
    package static let finds =
        "With `--since`: a title, heading or keyword of its own that a guide had then and that no guide has now."
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
            help: "keep it in title, headings or keywords of the guide that answers it")
    }
}
