import Markdown

/// An excuse that says nothing.
package enum ExcuseWithoutReason: Check {
    package static let id = "checks/excuse-without-reason"
    package static let severity = Severity.warning
    package static let finds =
        "An excuse without its reason; it excuses nothing."
    package static let why =
        "Nobody who reads it later can tell whether it still holds."
    package static let examples = [
        Example(
            bad: "⟦<!-- guides-disable-next links/vague-text -->\n\nSee [the TLS guide](tls.md).",
            good:
                "<!-- guides-disable-next links/vague-text: the panel names its link so -->\n\nSee [here](tls.md)."
        )
    ]

    // It has no fix: the author meant something by it, which only the author can write down.
    static func finding(_ suppression: Suppression) -> Finding {
        Finding(
            self, file: suppression.file, at: suppression.location, "this excuse gives no reason, so it excuses nothing",
            help: suppression.lines == nil
                ? "add why it may pass: `reason: …`" : "write why after a colon: \(suppression.check): …")
    }
}
