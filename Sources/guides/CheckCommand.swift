import Analysis
import ArgumentParser
import Comparison
import Findings
import Fixing
import FoundationEssentials
import OutputChecks
import Reports

/// `guides check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check links, keywords, structure and everything else that can go wrong.",
        discussion:
            "Exit codes: 0 no errors, 1 errors (or warnings, with --strict), 2 usage or I/O error, 130 stopped by Ctrl-C.\n\nExample: guides check --strict --since main"
    )

    @OptionGroup var options: SiteOptions
    @OptionGroup var fixing: FixOptions
    @OptionGroup var report: CheckReportOptions

    @Flag(help: "Check drafts too, as if they were published.")
    var drafts = false

    @Flag(help: "Ask other sites whether the pages that guides link to are still there.")
    var external = false

    @Flag(help: .hidden)
    var allowPrivate = false

    @Option(
        help: ArgumentHelp(
            "Report only findings that are new since this git revision, and fix only those. With --external, request only links that are new.",
            valueName: "ref"
        ), completion: .revisions)
    var since: String?

    @Argument(
        help: ArgumentHelp("Report only on these files and folders.", valueName: "file"),
        completion: .file())
    var files: [String] = []

    /// How the site is read.
    private var reading: AnalyzedSite.Options {
        var reading = options.reading
        reading.withDrafts = drafts
        return reading
    }

    func validate() throws {
        if let error = FindingSelection.error(only: report.only, site: options.site) {
            throw ValidationError(error)
        }
    }

    func run() async throws {
        let started = Date()
        let (site, reading) = (options.site, self.reading)
        let selection = try FindingSelection(only: report.only, files: files, site: site)
        (FindingSelection.notices(only: report.only) + selection.notices).forEach(Terminal.error)
        let line = report.format == .text ? Terminal.line(reading.progress) : nil
        var baseline: Baseline?
        if let since {
            baseline = try await Terminal.showing(line) { try await Baseline(since, reading) }
        }
        let otherSites =
            external
            ? OtherSites(
                reading, allowsPrivate: allowPrivate, isShown: report.format == .text,
                needsNetwork: report.strict, since: baseline) : nil
        if fixing.fix {
            let fixes = SiteFixes(
                reading, selection, since: baseline,
                otherSites: otherSites.map { sites in { try await sites.findings(of: $0) } })
            let outcome = fixing.dryRun ? try await fixes.preview() : try await fixes.apply()
            try Terminal.write(fixing.pieces(outcome, report))
            if fixing.dryRun { return try report.end(with: outcome.left) }
        }
        let now = try await Terminal.showing(line) { try await AnalyzedSite(reading) }
        let web = try await otherSites?.findings(of: now)
        var findings = try await Terminal.showing(line) { try await now.allFindings(reading, web: web) }
        var known: (revision: String, count: Int)?
        if let since, let baseline {
            let new = baseline.newFindings(among: findings, in: now, site: site)
            (findings, known) = (new.findings, (since, new.known))
        }
        findings = findings.filter(selection.covers)
        let result = CheckResult(
            findings, of: now, showsNotes: report.showsNotes, known: known, failing: report.failing,
            started: started)
        // The report as text has them itself.
        if report.format != .text { now.notices.forEach { Terminal.error("notice: \($0)") } }
        try Terminal.write(try report.reporter(site: site).report(on: result))
        try report.end(with: findings)
    }
}
