import Analysis
import Comparison
import Findings
import OutputChecks
import Support

/// Fixes what `guides check --fix` may fix, in a site or on trial in a copy of it.
package struct SiteFixes {
    /// The result of fixing.
    package struct Outcome: Sendable {
        /// The number of findings that were fixed, and of files that changed.
        package var count: Int
        /// Number of files that changed.
        package var files: Int
        /// A line for each finding that was not fixed though it has a fix, see `FixRounds.text`.
        package var failures: [String]
        /// Of a trial, what changes in each file, as unified diffs.
        package var diffs: [String] = []
        /// Of a trial, the findings of the selection that no fix takes away.
        package var left: [Finding] = []

        fileprivate init(_ rounds: FixRounds) {
            count = rounds.count
            files = rounds.originals.count
            failures = rounds.failures.map(FixRounds.text)
        }
    }

    private let options: AnalyzedSite.Options
    private let selection: FindingSelection
    private let baseline: Baseline?
    private let otherSites: ((AnalyzedSite) async throws -> [Finding]?)?

    /// - Parameters:
    ///   - options: those of reading the site.
    ///   - selection: the findings that may be fixed.
    ///   - baseline: where it is given, what was found then already is not fixed.
    ///   - otherSites: finds what is wrong with links to other sites; nil where they are not checked, and its result is
    ///     nil where none could be reached.
    package init(
        _ options: AnalyzedSite.Options, _ selection: FindingSelection, since baseline: Baseline?,
        otherSites: ((AnalyzedSite) async throws -> [Finding]?)?
    ) {
        self.options = options
        self.selection = selection
        self.baseline = baseline
        self.otherSites = otherSites
    }

    /// Fixes the site.
    package func apply() async throws -> Outcome { Outcome(try await rounds(options)) }

    /// Fixes a copy of the site, and changes nothing in the site itself.
    package func preview() async throws -> Outcome {
        try await SiteCopy.with(of: options.site) { folder in
            var options = options
            options.site = folder
            let rounds = try await rounds(options)
            var outcome = Outcome(rounds)
            let reading = try await AnalyzedSite(options)
            let all = try await reading.allFindings(options, web: try await otherSites?(reading))
            outcome.left = new(all, reading, site: folder).filter(selection.covers)
            for (file, before) in rounds.originals.sorted(by: { $0.key < $1.key }) {
                let after = try Disk.read("\(folder)/\(file)")
                outcome.diffs.append(UnifiedDiff.text(before, after, name: file))
            }
            return outcome
        }
    }

    private func rounds(_ options: AnalyzedSite.Options) async throws -> FixRounds {
        var rounds = FixRounds(site: options.site)
        try await rounds.runAll { round in
            let reading = try await AnalyzedSite(options)
            // Other sites are asked once: what they say of an address does not change from round to round.
            let web = round == 0 ? try await otherSites?(reading) : nil
            let found = try await reading.findings(jobs: options.jobs)
            let all = reading.apply(to: found + (web ?? []), asksWeb: web != nil)
            return new(all, reading, site: options.site).filter(selection.mayFix)
        }
        return rounds
    }

    private func new(_ findings: [Finding], _ reading: AnalyzedSite, site: String) -> [Finding] {
        guard let baseline else { return findings }
        return baseline.newFindings(among: findings, in: reading, site: site).findings
    }
}
