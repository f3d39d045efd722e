import Markdown

/// An excuse for a finding that is no longer there.
package enum UnusedExcuse: Check {
    package static let id = "checks/unused-excuse"
    package static let severity = Severity.warning
    package static let finds =
        "An excuse that no longer excuses anything."
    package static let why =
        "It would let the next such finding pass without anyone having looked at it."
    package static let examples = [
        Example(
            bad:
                "Text.\n\n⟦<!-- guides-disable-next links/vague-text: the panel says so -->\n\nSee [TLS](tls.md).",
            good: "Text.\n\nSee [TLS](tls.md).")
    ]

    static func finding(_ suppression: Suppression) -> Finding {
        guard Checks.named(suppression.check) != nil || Checks.groups.contains(suppression.check) else {
            let near = Nearest.match(suppression.check, among: Checks.all.map { $0.id } + Checks.groups)
            return Finding(
                self, file: suppression.file, at: suppression.location, "no check is named `\(YAML.named(suppression.check))`",
                help: near.map { "did you mean `\($0)`?" } ?? "`guides checks` lists them")
        }
        guard !Checks.alwaysErrors.contains(suppression.check) else {
            return Finding(
                self, file: suppression.file, at: suppression.location,
                "`\(suppression.check)` is an error that no excuse lets pass", help: "remove this excuse")
        }
        return Finding(
            self, file: suppression.file, at: suppression.location,
            "this excuse is no longer needed: \(suppression.check) finds nothing here",
            help: "remove the excuse",
            fix: suppression.removal)
    }
}
