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

        fileprivate init(_ rounds: FixRounds, _ left: [String]) {
            count = rounds.count
            files = rounds.originals.count
            failures = rounds.failures.map(FixRounds.text) + left
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
    package func apply() async throws -> Outcome {
        let (rounds, left) = try await rounds(options)
        return Outcome(rounds, left)
    }

    /// Fixes a copy of the site, and changes nothing in the site itself.
    package func preview() async throws -> Outcome {
        try await SiteCopy.with(of: options.site) { folder in
            var options = options
            options.site = folder
            let (rounds, left) = try await rounds(options)
            var outcome = Outcome(rounds, left)
            let reading = try await AnalyzedSite(options)
            let all = try await reading.allFindings(options, web: try await otherSites?(reading))
            outcome.left = new(all, reading, site: folder).filter(selection.covers)
            for (file, before) in rounds.originals.sorted(by: { $0.key < $1.key }) {
                let after = try Disk.read("\(folder)/\(file)")
                let former = rounds.formerPaths[file]
                outcome.diffs.append(UnifiedDiff.text(before, after, name: file, formerly: former))
            }
            return outcome
        }
    }

    /// Fixes what may be fixed, names of guides first. The second value is lines that say what was not corrected.
    private func rounds(_ options: AnalyzedSite.Options) async throws -> (FixRounds, [String]) {
        var rounds = FixRounds(site: options.site)
        let (found, slugs) = try await fixable(options, round: 0)
        let named = found.filter { $0.fix?.name != nil }
        let left = named.isEmpty ? [] : try await rounds.rename(named, slugs: slugs, options)
        try await rounds.runAll { round in
            round == 0 && named.isEmpty ? found : try await fixable(options, round: max(round, 1)).findings
        }
        return (rounds, left)
    }

    /// The findings that may be fixed in the site as it is now, and the slug of the guide in each file.
    private func fixable(_ options: AnalyzedSite.Options, round: Int) async throws -> (
        findings: [Finding], slugs: [String: String]
    ) {
        let reading = try await AnalyzedSite(options)
        // Other sites are asked once: what they say of an address does not change from round to round.
        let web = round == 0 ? try await otherSites?(reading) : nil
        let found = try await reading.findings(jobs: options.jobs)
        let all = reading.apply(to: found + (web ?? []), asksWeb: web != nil)
        let slugs = Dictionary(
            reading.library.guides.map { ($0.file, $0.slug) }, uniquingKeysWith: { first, _ in first })
        return (new(all, reading, site: options.site).filter(selection.mayFix), slugs)
    }

    private func new(_ findings: [Finding], _ reading: AnalyzedSite, site: String) -> [Finding] {
        guard let baseline else { return findings }
        return baseline.newFindings(among: findings, in: reading, site: site).findings
    }
}
