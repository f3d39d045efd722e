import Findings

/// A suppression that says nothing.
package enum ChecksSuppressionWithoutReason: Check {
    package static let check = CheckID.checksSuppressionWithoutReason
    package static let finds =
        "A suppression without its reason; it suppresses nothing."
    package static let why =
        "Nobody can tell later whether it still holds."
    package static let examples = [
        Example(
            bad: "⟦<!-- guides-disable-next links/vague-text -->\n\nSee [the TLS guide](tls.md).",
            good:
                "<!-- guides-disable-next links/vague-text: the panel names its link so -->\n\nSee [here](tls.md)."
        )
    ]
}
