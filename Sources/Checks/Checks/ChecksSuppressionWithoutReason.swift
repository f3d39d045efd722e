import Findings

/// A suppression that says nothing.
enum ChecksSuppressionWithoutReason: Check {
    static let check = CheckID.checksSuppressionWithoutReason
    static let finds =
        "A suppression without its reason; it suppresses nothing."
    static let why =
        "Nobody can tell later whether it still holds."
    static let examples = [
        Example(
            bad: "⟦<!-- guides-disable-next links/vague-text -->\n\nSee [the TLS guide](tls.md).",
            good:
                "<!-- guides-disable-next links/vague-text: the panel names its link so -->\n\nSee [here](tls.md)."
        )
    ]
}
