import Analysis
import Findings
import FoundationEssentials

/// The result of `guides check`, as reporters are given it.
package struct CheckResult: Sendable {
    /// The findings that were asked for and are shown, sorted.
    var findings: [Finding]
    /// The number of notes that were found and are not shown.
    var hiddenNotes: Int
    /// The site in which they were found.
    var reading: AnalyzedSite
    /// The revision that the site was compared with, and how many findings it had already; nil without a comparison.
    var known: (revision: String, count: Int)?
    /// Findings of this severity and above make the check fail.
    var failing: Severity
    /// The time at which the check began, and the seconds that it took.
    var started: Date
    var seconds: Double

    /// - Parameters:
    ///   - findings: those that were asked for, notes among them.
    ///   - showsNotes: false where notes are only counted.
    package init(
        _ findings: [Finding], of reading: AnalyzedSite, showsNotes: Bool,
        known: (revision: String, count: Int)?, failing: Severity, started: Date
    ) {
        self.findings = findings.filter { showsNotes || $0.severity > .note }
        hiddenNotes = findings.count - self.findings.count
        self.reading = reading
        self.known = known
        self.failing = failing
        self.started = started
        seconds = Date().timeIntervalSince(started)
    }
}
