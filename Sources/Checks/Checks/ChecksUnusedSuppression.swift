import Findings

/// A suppression for a finding that is no longer there.
package enum ChecksUnusedSuppression: Check {
    package static let check = CheckID.checksUnusedSuppression
    package static let finds =
        "A suppression that no longer suppresses anything."
    package static let why =
        "It would hide the next such finding before anyone has looked at it."
    package static let examples = [
        Example(
            bad:
                "Text.\n\n⟦<!-- guides-disable-next links/vague-text: the panel says so -->\n\nSee [TLS](tls.md).",
            good: "Text.\n\nSee [TLS](tls.md).")
    ]
}
