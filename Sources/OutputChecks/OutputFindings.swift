import Analysis
import Checks
import Findings
import Rendering
import Search
import Support

extension AnalyzedSite {
    /// What the checks find, those of the lists for agents among them, before settings and suppressions.
    package func allChecks(jobs: Int) async throws -> [Finding] {
        try await findings(jobs: jobs) + (content.hasSettings ? AgentsUnlisted.run(library) : [])
    }

    /// Everything that is found without publishing: by the checks and, where they find no error, by the proof.
    ///
    /// As in a build, errors come first: a guide that cannot be read makes no pair, and the search cannot find it.
    package func allFindings(_ options: Options, web: [Finding]? = nil) async throws -> [Finding] {
        let found = try await allChecks(jobs: options.jobs) + (web ?? [])
        guard content.hasSettings else { return apply(to: found, asksWeb: web != nil) }
        return apply(to: found, ofPairs: try await prove(options), asksWeb: web != nil)
    }

    /// What was found and what the proofs found, as the site wants it.
    package func apply(to found: [Finding], ofPairs: [Finding], asksWeb: Bool = false) -> [Finding] {
        let applied = apply(to: found, asksWeb: asksWeb)
        guard !ofPairs.isEmpty else { return applied }
        let hasErrors = applied.contains { $0.severity == .error }
        return apply(
            to: found
                + ofPairs.filter { !hasErrors || ![PairNotEquivalent.id, SearchMissed.id].contains($0.id) },
            asksWeb: asksWeb)
    }

    /// What the proof finds against the pairs, and the search against its queries, without writing anything.
    package func prove(_ options: Options) async throws -> [Finding] {
        let (library, theme) = (library, theme)
        options.progress.start("proving", of: library.guides.count)
        let made = try await Workers.map(
            library.guides.count, jobs: options.jobs,
            makeState: { GuideRenderer(library: library, theme: theme) }
        ) { maker, index in
            defer { options.progress.advance() }
            let pair = maker.make(index)
            return (
                findings: pair.faults.map { $0.finding(library.guides[index]) }, signals: pair.issues.signals
            )
        }
        return made.flatMap(\.findings)
            + Pages.make(library, theme).compactMap(PairNotEquivalent.finding(ofList:))
            + SearchAcceptance.faults(self, made.map(\.signals)).map(SearchMissed.finding)
    }

    /// Files whose addresses the site's own pages have already.
    package func misplacedFiles(among made: Set<String>) -> [Finding] {
        library.files.filter { made.contains(library.addresses.fileOutput($0)) }
            .map(ContentDuplicateSlug.finding(ofFile:))
    }
}
