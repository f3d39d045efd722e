import ArgumentParser
import Fixing
import Reports

/// Options of `guides check` about fixing.
struct FixOptions: ParsableArguments {
    @Flag(help: "Apply safe fixes; with --only, also the ones that these checks suggest.")
    var fix = false

    @Flag(help: "With --fix: print the changes as a diff instead of making them.")
    var dryRun = false

    func validate() throws {
        if dryRun, !fix { throw ValidationError("--dry-run needs --fix") }
    }

    /// A report on fixes that were made or tried.
    func pieces(_ outcome: SiteFixes.Outcome, _ report: CheckReportOptions) -> [ReportPiece] {
        var pieces = outcome.diffs.map { ReportPiece.diff($0) }
        pieces += outcome.failures.map { .aside($0) }
        guard report.format == .text else { return pieces }
        pieces.append(
            .aside(
                outcome.count == 0
                    ? report.only.isEmpty
                        ? "nothing has a safe fix; to apply suggestions too, name a check with --only"
                        : "nothing has a fix"
                    : "\(dryRun ? "would fix" : "fixed") \(outcome.count, "finding") in \(outcome.files, "file")"
            ))
        if report.isFailing(outcome.left) {
            pieces.append(
                .aside("would leave \(FindingText.count(outcome.left)); guides check shows them"))
        }
        return pieces
    }
}
