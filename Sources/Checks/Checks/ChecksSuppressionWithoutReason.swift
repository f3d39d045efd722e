import Findings

/// A suppression that says nothing.
enum ChecksSuppressionWithoutReason: Check {
    static let check = CheckID.checksSuppressionWithoutReason
    static let finds =
        "A suppression without a reason. It suppresses nothing."
    static let why =
        "Without the reason, nobody can tell later whether the suppression is still needed."
    static let examples = [
        Example(
            bad: "⟦<!-- guides-disable-next links/vague-text -->\n\nSee [the TLS guide](tls.md).",
            good:
                "<!-- guides-disable-next links/vague-text: the panel uses this text -->\n\nSee [here](tls.md)."
        )
    ]
}
