import Findings

/// A link that another site redirects for good.
package enum WebMoved: Check {
    package static let check = CheckID.webMoved
    package static let finds =
        "A link to another site that answers with a permanent redirect."
    package static let why =
        "The detour costs readers time, and the link breaks once the other site drops the redirect."
    package static let examples = [
        Example(
            .described, bad: "http://www.example.net/old, which answers 301 to https://example.net/new.",
            good: "https://example.net/new")
    ]
}
