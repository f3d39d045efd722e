import Analysis
import Checks
import Content
import Findings
import Glibc
import Library
import OutputChecks
import Rendering
import Search
import Support
import Synchronization
import Theming

/// Builds a site: from `Content/` and `Templates/` to `Public/`.
package struct Build: Sendable {
    /// How the site is read.
    package var options = AnalyzedSite.Options()
    /// Where to publish; nil for `Public` in the site's folder.
    package var output: String?
    /// Whether the addresses that are published are written into the ledger.
    package var records = false
    /// Whether the manifest of published files is written.
    package var writesManifest = false

    package init() {}

    /// What a build found and did.
    package struct Report: Sendable {
        package var findings: [Finding] = []
        /// Things to know that are in no file.
        package var notices: [String] = []
        package var guides = 0
        package var written = 0
        package var unchanged = 0
        package var removed = 0
        package var links = 0
        /// Addresses that the ledger did not have.
        package var recorded = 0
        /// False when errors kept the site as it was.
        package var isPublished: Bool { !findings.contains { $0.severity == .error } }

        package init() {}

        package init(_ reading: AnalyzedSite) {
            notices = reading.notices
            guides = reading.library.guides.count
            links = reading.library.linkCount
        }
    }

    /// The whole way: read, link, check, write, prove, publish.
    ///
    /// - Throws: `DiskError` when the disk refuses; the published site is then as it was, or a later build repairs it.
    package func run() async throws -> Report {
        let started = Disk.now()
        let site = options.site
        let tree = try ContentTree(site: site)
        let lock = try BuildLock("\(try OwnFolder.make(site: site))/lock")
        defer { lock.unlock() }
        return try await run(tree, started: started)
    }

    /// The same as `run` without the publishing: what is wrong with the site.
    package func check() async throws -> Report {
        let reading = try await AnalyzedSite(options)
        var report = Report(reading)
        report.findings = try await reading.allFindings(options)
        return report
    }

    private func run(_ tree: ContentTree, started: Int64) async throws -> Report {
        let output = output ?? "\(options.site)/Public"
        try Self.refuseSources(output, site: options.site)
        let statePath = BuildState.path(site: options.site, output: output)
        let former = BuildState.load(statePath)
        if let former, let report = try await unchanged(former, tree, output) { return report }

        let prepared = try await prepare(tree, output, known: former.map { Set($0.outputs.map(\.path)) })
        var report = prepared.report
        let staged = prepared.staged
        guard let publisher = prepared.publisher else { return report }
        // The site is gone now; what comes next wants long lists.
        if report.guides > 4000 { MallocTuning.releaseFreed() }

        options.progress.start("publishing", of: staged.count)
        let own = Set(staged.map(\.path))
        let gone = (former?.outputs ?? []).filter { !own.contains($0.path) }
        var state = BuildState()
        state.outputs = (staged.map(\.path) + gone.map(\.path)).map { ($0, nil) }
        try state.save(statePath)
        try await publisher.publish(staged, jobs: options.jobs)
        // Saved before the notices of this build alone are added.
        state.notices = report.notices.filter { !tree.notices.contains($0) }
        let removed = try publisher.remove(gone)
        report.removed = removed.count
        report.notices += removed.changed.map {
            "\(output)/\($0) was removed, since its source is gone; the file had been changed by hand after it was published"
        }
        if let notice = publisher.notice { report.notices.append(notice) }
        report.written = staged.count { $0.waiting != nil }
        report.unchanged = staged.count - report.written

        // Before the state says that nothing is left to do.
        if let ledger = prepared.ledger { try write(ledger) }
        state.key = key
        state.started = started
        state.inputs = tree.files
        state.usesGit = prepared.gitMark != nil
        state.gitMark = prepared.gitMark ?? []
        state.outputs = try await publisher.stamps(staged, jobs: options.jobs)
        state.findings = report.findings
        state.guides = report.guides
        state.links = report.links
        try state.save(statePath)
        try await writeManifest(staged.map(\.path), output)
        return report
    }

    /// An output in a folder of the sources, or one that holds such a folder, would write over them.
    private static func refuseSources(_ output: String, site: String) throws(DiskError) {
        // Also of a folder that is not there yet, in any spelling: `new/../Content` is where the guides are.
        let location = Disk.canonicalPath(output)
        for name in ["Content", ContentTree.templates, ".guides", ".git"] {
            guard let source = Disk.realPath("\(site)/\(name)") else { continue }
            if (location + "/").hasPrefix(source + "/") || location == "/" {
                throw DiskError(
                    output, "publish into \(name), which holds the sources; name another folder:",
                    code: EINVAL)
            }
        }
    }

    private func writeManifest(_ paths: [String], _ output: String) async throws {
        guard writesManifest else { return }
        try await Manifest.write(
            paths, output: output, to: "\(options.site)/\(Manifest.file)", jobs: options.jobs)
    }

    /// What is to be published, once the site itself is no longer needed: of a large one it takes most of the memory.
    private struct Prepared {
        var report: Report
        /// Nil where errors keep the site as it was.
        var publisher: Publisher?
        var staged: [Publisher.Staged] = []
        var gitMark: [Disk.Stamp]?
        /// The ledger with the addresses that are new.
        var ledger: [UInt8]?
    }

    /// Reads, checks, writes aside and proves.
    private func prepare(_ tree: ContentTree, _ output: String, known: Set<String>?) async throws -> Prepared
    {
        let reading = try await AnalyzedSite(tree, options)
        var prepared = Prepared(report: Report(reading), gitMark: reading.gitMark)
        let found = try await reading.allChecks(jobs: options.jobs)
        prepared.report.findings = reading.apply(to: found)
        guard prepared.report.isPublished else { return prepared }

        let publisher = try Publisher(output: output, known: known, site: options.site)
        let (staged, faults) = try await stage(reading, publisher)
        prepared.report.findings = reading.apply(to: found + faults)
        guard prepared.report.isPublished else { return prepared }
        prepared.staged = staged
        prepared.publisher = publisher
        guard records else { return prepared }
        let ledger = reading.library.ledger
        prepared.ledger = ledger.adding(reading.library.publishedAddresses)
        prepared.report.recorded =
            prepared.ledger.map { AddressHistory($0).entries.count - ledger.entries.count } ?? 0
        return prepared
    }

    private func write(_ ledger: [UInt8]) throws(DiskError) {
        let path = "\(options.site)/\(AddressHistory.file)"
        // A link stays one.
        try Disk.replace(Disk.realPath(path) ?? path, with: ledger)
    }

    /// All that the output depends on besides the files.
    private var key: String {
        let tool = Disk.status("/proc/self/exe", followsLinks: true)?.stamp
        return [
            "\(options.baseURL ?? "")", "\(options.withDrafts)", "\(records)",
            "\(options.today.map(String.init(describing:)) ?? "")",
            "\(tool.map { "\($0.size) \($0.modified) \($0.inode)" } ?? "")",
        ]
        .joined(separator: "\n")
    }

    /// The report of a build that has nothing to do; nil when anything changed since the last one, or may have.
    private func unchanged(_ former: BuildState, _ tree: ContentTree, _ output: String) async throws
        -> Report?
    {
        guard former.matches(tree, key: key),
            !former.usesGit || former.gitMark == GitDates.mark(GitDates.sources(tree, site: options.site))
        else {
            return nil
        }
        let outputs = former.outputs
        let same = try await Workers.map(
            outputs.count, jobs: options.jobs, chunk: 512, makeState: { Disk.StampReader(output) }
        ) { lookout, index in
            outputs[index].stamp != nil && lookout.stamp(of: outputs[index].path) == outputs[index].stamp
        }
        guard !same.contains(false) else { return nil }
        var report = Report()
        report.findings = former.findings
        report.guides = former.guides
        report.links = former.links
        report.notices = former.notices + tree.notices
        report.unchanged = outputs.count
        try await writeManifest(outputs.map(\.path), output)
        return report
    }

    /// What is left of a pair once its files are aside.
    private struct Made: Sendable {
        var page: Publisher.Staged
        var twin: Publisher.Staged
        var issues: [Publisher.Staged]
        var entries: [Spooled]
        var signals: [String]
        var findings: [Finding]
        /// Of the twin.
        var characters: Int
        /// The twin itself, where lists need it.
        var text: [UInt8]
    }

    /// An entry of the catalogs of issues that waits in a spool.
    private struct Spooled: Sendable {
        var id: String
        var json: Range<Int>
        var taxon: Range<Int>
    }

    /// Writes every file aside, and proves every pair.
    private func stage(
        _ reading: AnalyzedSite, _ publisher: Publisher
    ) async throws -> ([Publisher.Staged], [Finding]) {
        let (library, theme) = (reading.library, reading.theme)
        let progress = options.progress
        let keepsTwins = Twins.mayFit(library)
        let spool = try publisher.spool()
        progress.start("writing", of: library.guides.count)
        var pairs = try await Workers.map(
            library.guides.count, jobs: options.jobs,
            makeState: { GuideRenderer(library: library, theme: theme) }
        ) { maker, index in
            defer { progress.advance() }
            let pair = maker.make(index)
            return Made(
                page: try publisher.stage(pair.page, as: pair.pagePath),
                twin: try publisher.stage(pair.twin, as: pair.twinPath),
                issues: try pair.issues.files.map { try publisher.stage($0) },
                entries: try pair.issues.entries.map {
                    Spooled(id: $0.id, json: try spool.append($0.json), taxon: try spool.append($0.taxon))
                }, signals: pair.issues.signals,
                findings: pair.faults.map { $0.finding(library.guides[index]) },
                characters: pair.twin.characters, text: keepsTwins ? pair.twin.bytes : [])
        }
        let twins = Twins(
            characters: pairs.map(\.characters),
            kept: keepsTwins ? pairs.map(\.text) : nil)
        var faults = pairs.flatMap(\.findings)
        var staged: [Publisher.Staged] = []
        staged.reserveCapacity(pairs.reduce(64) { $0 + 2 + $1.issues.count })
        var entries: [Spooled] = []
        // Those of one folder together, so that the next build looks at one folder after the other.
        for pair in pairs { staged += [pair.page, pair.twin] }
        for index in pairs.indices {
            staged += pairs[index].issues
            entries += pairs[index].entries
            (pairs[index].issues, pairs[index].entries) = ([], [])
        }
        let signals = pairs.map(\.signals)
        pairs = []
        let catalog = entries
        entries = []
        // What takes longest comes first, so that no worker is left waiting.
        var lists: [@Sendable () throws -> [Publisher.Staged]] = [
            { try Self.stageSearch(library, signals, publisher) },
            { try Self.stageCatalogs(of: library, catalog, spool, publisher) },
        ]
        lists += Pages.ofTwins.map { make in { try make(library, twins).map { try publisher.stage($0) } } }
        let differences = Mutex<[Finding]>([])
        lists += Pages.ofLibrary.map { make in
            {
                let files = make(library, theme)
                let found = files.compactMap(PairNotEquivalent.finding(ofList:))
                differences.withLock { $0 += found }
                return try files.map { try publisher.stage($0) }
            }
        }
        let jobs = lists
        for part in try await Workers.map(
            jobs.count, jobs: options.jobs, chunk: 1, makeState: {}, { try jobs[$1]() })
        {
            staged += part
        }
        faults +=
            differences.withLock { $0 } + SearchAcceptance.faults(reading, signals).map(SearchMissed.finding)
        if !library.files.isEmpty { faults += reading.misplacedFiles(among: Set(staged.map(\.path))) }
        guard faults.allSatisfy({ $0.id != ContentDuplicateSlug.id }) else { return (staged, faults) }
        for path in library.files {
            let bytes = try Disk.read("\(options.site)/\(ContentTree.guides)/\(path)")
            staged.append(
                try publisher.stage(OutputFile(library.addresses.fileOutput(path), bytes)))
        }
        return (staged, faults)
    }

    private static func stageSearch(
        _ library: Library, _ signals: [[String]], _ publisher: Publisher
    ) throws(DiskError) -> [Publisher.Staged] {
        var staged: [Publisher.Staged] = []
        var seen: Set<String> = []
        try SearchIndex.write(library, signals) { (file) throws(DiskError) in
            if seen.insert(file.path).inserted { staged.append(try publisher.stage(file)) }
        }
        return staged
    }

    /// Puts the catalogs of issues together from what waits in the spool.
    private static func stageCatalogs(
        of library: Library, _ entries: [Spooled], _ spool: Spool, _ publisher: Publisher
    ) throws(DiskError) -> [Publisher.Staged] {
        var staged: [Publisher.Staged] = []
        let order = IssueCatalog.order(entries.map(\.id))
        for frame in IssueCatalog.frames(library) {
            staged.append(
                try publisher.stage(frame.path) { (append) throws(DiskError) in
                    try append(frame.head[...])
                    for (number, index) in order.enumerated() where frame.part != .nothing {
                        try append(frame.separator(isFirst: number == 0)[...])
                        let entry = frame.part == .json ? entries[index].json : entries[index].taxon
                        try append(try spool.read(entry)[...])
                    }
                    try append(frame.tail[...])
                })
        }
        return staged
    }
}
