import Findings

/// A link that another site redirects for good.
package enum WebMoved: Check {
    package static let check = CheckID.webMoved
    package static let finds =
        "A link to another site that answers with a permanent redirect."
    package static let why =
        "The detour costs the reader time and ends when the other site forgets it."
    package static let examples = [
        Example(
            .described, bad: "http://www.example.net/old, which answers 301 to https://example.net/new.",
            good: "https://example.net/new")
    ]
}
