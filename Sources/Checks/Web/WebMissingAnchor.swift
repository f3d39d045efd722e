import Findings

/// A link to a part of another page that the page does not have.
package enum WebMissingAnchor: Check {
    package static let check = CheckID.webMissingAnchor
    package static let finds =
        "A link with an anchor that the page of the other site does not have."
    package static let why =
        "The reader lands at the top of a long page and has to search."
    package static let examples = [
        Example(.described, bad: "https://example.net/page#gone", good: "https://example.net/page#section-2")
    ]
}
