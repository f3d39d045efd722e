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

    static func finding(_ excuse: Excuse) -> Finding {
        guard Checks.named(excuse.check) != nil || Checks.groups.contains(excuse.check) else {
            let near = Nearest.match(excuse.check, among: Checks.all.map { $0.id } + Checks.groups)
            return Finding(
                self, file: excuse.file, at: excuse.place, "no check is named `\(YAML.named(excuse.check))`",
                help: near.map { "did you mean `\($0)`?" } ?? "`guides checks` lists them")
        }
        guard !Checks.alwaysErrors.contains(excuse.check) else {
            return Finding(
                self, file: excuse.file, at: excuse.place,
                "`\(excuse.check)` is an error that no excuse lets pass", help: "remove this excuse")
        }
        return Finding(
            self, file: excuse.file, at: excuse.place,
            "this excuse is no longer needed: \(excuse.check) finds nothing here",
            help: "remove the excuse",
            fix: excuse.removal)
    }
}
