import Findings

/// A page of another site that no longer exists.
package enum WebGone: Check {
    package static let check = CheckID.webGone
    package static let finds =
        "A link to another site that answers 404 or 410, or whose host no longer exists: on every try and in two runs at least a day apart, or at once for a link that was never seen to work. Also an address that cannot be requested, such as one with the port 99999."
    package static let why =
        "The reader gets an error instead of the source."
    package static let examples = [
        Example(
            .described, bad: "A link to a page that answers 404 today and did so yesterday.",
            good: "A link to the page that took its place.")
    ]
}
