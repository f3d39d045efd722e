import Findings

/// A site whose certificate does not hold.
package enum WebCertificate: Check {
    package static let check = CheckID.webCertificate
    package static let finds =
        "A link to a site whose certificate is for another name or has expired."
    package static let why =
        "Browsers warn the reader away from the page."
    package static let examples = [
        Example(
            .described, bad: "A link to a host whose certificate ran out last week.",
            good: "A link to a host with a valid certificate.")
    ]
}
