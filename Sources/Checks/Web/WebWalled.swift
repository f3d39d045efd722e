import Findings

/// A page that lets no program in.
package enum WebWalled: Check {
    package static let check = CheckID.webWalled
    package static let finds =
        "A page behind a bot wall: 403, 429 or 503 with `cf-mitigated` or a known challenge. After 90 days a person is asked to look."
    package static let why =
        "Nothing is wrong with the link as far as anyone can tell from here, and a build should not fail for it."
    package static let examples = [
        Example(
            .described, bad: "A link to a page that asks visitors to prove that they are human.",
            good: "`guides links seen URL` after a look in a browser.")
    ]
}
