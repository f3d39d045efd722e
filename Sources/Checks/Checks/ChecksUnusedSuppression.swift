import Findings

/// A suppression for a finding that is no longer there.
enum ChecksUnusedSuppression: Check {
    static let check = CheckID.checksUnusedSuppression
    static let finds =
        "A suppression that no longer suppresses anything."
    static let why =
        "It would hide the next such finding before anyone has looked at it."
    static let examples = [
        Example(
            bad:
                "Text.\n\n⟦<!-- guides-disable-next links/vague-text: the panel says so -->\n\nSee [TLS](tls.md).",
            good: "Text.\n\nSee [TLS](tls.md).")
    ]
}
