import Analysis
import Checks
import Findings
import Library
import Rendering
import Search
import Support

/// Findings in the files that a build makes.
package struct OutputFindings: Sendable {
    /// Findings that hold whatever else is wrong.
    private(set) var always: [Finding] = []
    /// Findings that tell nothing new where there are errors: a guide that cannot be read makes no pair, and the search
    /// cannot find it.
    private(set) var ofErrorFreeSite: [Finding] = []

    package init() {}

    /// - Parameter site: what `result` was made of.
    package init<Receipt>(_ site: AnalyzedSite, _ result: Rendering.Result<Receipt>, jobs: Int) async throws {
        for (guide, faults) in zip(site.library.guides, result.pairFaults) { add(faults, of: guide) }
        ofErrorFreeSite += result.listFaults.map(PairNotEquivalent.finding(ofList:))
        ofErrorFreeSite += try await SearchAcceptance(site, index: result.kept, jobs: jobs).faults
            .map(SearchMissed.finding)
        // Another file at the address of a page is among the errors of the checks.
        ofErrorFreeSite += result.misplacedFiles.map(ContentDuplicateSlug.finding(ofFile:))
    }

    /// Adds what is wrong with the files of a guide.
    package mutating func add(_ faults: [PairFault], of guide: Guide) {
        for fault in faults {
            let finding = fault.finding(guide)
            if fault.isOfErrorFreeSite { ofErrorFreeSite.append(finding) } else { always.append(finding) }
        }
    }

    /// The kinds of output whose files are read again to find something in them.
    package static func kept(of site: AnalyzedSite) -> Set<String> {
        site.content.queries.isEmpty ? [] : [OutputKind.searchIndex.name]
    }
}

extension PairFault {
    /// Whether it tells nothing new where the site has other errors.
    fileprivate var isOfErrorFreeSite: Bool {
        switch self {
        case .different, .bodyMissing: true
        case .tooLong, .issuesTooLarge: false
        }
    }
}

extension AnalyzedSite {
    /// Findings of all checks, those of the lists for agents included, before settings and suppressions.
    package func allChecks(jobs: Int) async throws -> [Finding] {
        // It takes as long as most others together.
        async let unlisted = content.hasSettings ? AgentsUnlisted.run(library) : []
        return try await findings(jobs: jobs) + (await unlisted)
    }

    /// Everything that is found without publishing: by the checks and, where they find no error, by the proof.
    ///
    /// - Parameter web: findings from checking other sites; nil where none was checked.
    package func allFindings(_ options: Options, web: [Finding]? = nil) async throws -> [Finding] {
        try await allFindings(options, web: web, to: DiscardingSink(), addsFiles: false).findings
    }

    /// Everything that is found without publishing, with what a sink makes of the files that are made on the way.
    ///
    /// - Parameter addsFiles: whether the sink takes the files beside guides too.
    /// - Returns: the findings, and a receipt for each file; none where the site has no settings.
    package func allFindings<Sink: OutputSink>(
        _ options: Options, web: [Finding]? = nil, to sink: Sink, addsFiles: Bool = true
    ) async throws -> (findings: [Finding], receipts: [Sink.Receipt]) {
        let found = try await allChecks(jobs: options.jobs) + (web ?? [])
        guard content.hasSettings else { return (apply(to: found, asksWeb: web != nil), []) }
        let rendering = Rendering(self, jobs: options.jobs, progress: options.progress, as: .proving)
        let result = try await rendering.write(
            to: sink, keeping: OutputFindings.kept(of: self), addsFiles: addsFiles)
        let outputs = try await OutputFindings(self, result, jobs: options.jobs)
        return (apply(to: found, outputs, asksWeb: web != nil), result.receipts)
    }

    /// Findings of checks and in outputs, after the site's settings and suppressions.
    package func apply(to found: [Finding], _ outputs: OutputFindings, asksWeb: Bool = false) -> [Finding] {
        let applied = apply(to: found, asksWeb: asksWeb)
        guard !outputs.always.isEmpty || !outputs.ofErrorFreeSite.isEmpty else { return applied }
        let hasErrors = applied.contains { $0.severity == .error }
        return apply(
            to: found + outputs.always + (hasErrors ? [] : outputs.ofErrorFreeSite), asksWeb: asksWeb)
    }
}
