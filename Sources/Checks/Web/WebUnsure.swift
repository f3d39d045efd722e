import Findings

/// A page that did not answer this time.
package enum WebUnsure: Check {
    package static let check = CheckID.webUnsure
    package static let finds =
        "A link that answered with a server error, timed out, or failed in TLS; a warning once that has lasted 14 days."
    package static let why =
        "It may be back in a minute or gone for good; only time will tell."
    package static let examples = [
        Example(
            .described, bad: "A link to a server that answers 503 today.",
            good: "The same link, when the server is back.")
    ]
}
