import Findings

/// A page of another site that answers, but probably not with what was meant.
package enum WebSuspect: Check {
    package static let check = CheckID.webSuspect
    package static let finds =
        "A soft 404: a deep link that ends on the start page or on a page that says \"not found\", several links that end on one page, or a page whose title lost every word that it had."
    package static let why =
        "It looks like a working link to a checker and like a dead one to a reader."
    package static let examples = [
        Example(
            .described, bad: "https://example.net/guide/spf, which now shows the start page.",
            good: "The current address of that guide.")
    ]
}
