import Findings

/// An encrypted link that ends on an unencrypted page.
package enum WebDowngraded: Check {
    package static let check = CheckID.webDowngraded
    package static let finds =
        "A link that starts on `https:` and ends on `http:`."
    package static let why =
        "Anyone on the way can read and change what the reader ends up seeing."
    package static let examples = [
        Example(
            .described, bad: "https://example.net, which redirects to http://example.net/start.",
            good: "A page of that site that stays on https.")
    ]
}
