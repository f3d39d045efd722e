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
    /// Options of reading the site.
    package var options = AnalyzedSite.Options()
    /// Folder to publish into; nil for `Public` in the site's folder.
    package var output: String?
    /// Whether the addresses that are published are written into the history of addresses.
    package var records = false
    /// Whether the manifest of published files is written.
    package var writesManifest = false

    package init() {}

    /// The result of a build: findings and counts.
    package struct Report: Sendable {
        package var findings: [Finding] = []
        /// Things to know that are in no file.
        package var notices: [String] = []
        /// Number of guides of the site.
        package var guides = 0
        /// Number of files that were written, since they are new or differ.
        package var written = 0
        package var unchanged = 0
        /// Number of files that were removed, since their source is gone.
        package var removed = 0
        /// Numbers of guides that were parsed, and whose files were made; all others were taken from the build before.
        var parsed = 0
        var rendered = 0
        /// Number of links of the published pages.
        package var links = 0
        /// The folder that the site is published into, such as `Public`.
        package var output = ""
        /// Whether the site says where it is served.
        package var namesHosts = false
        /// Files of rules for hosts beside the output folder.
        package var rules: [String] = []
        /// Number of addresses added to the history of addresses.
        package var recorded = 0
        /// Whether errors kept the site as it was published before.
        package var hasErrors: Bool { findings.contains { $0.severity == .error } }

        init() {}

        init(_ reading: AnalyzedSite) {
            notices = reading.notices
            guides = reading.library.guides.count
            parsed = reading.parsedCount
            links = reading.library.linkCount
            namesHosts = !reading.library.site.hosts.isEmpty
        }
    }

    /// The whole way: read, link, check, write, prove, publish.
    ///
    /// - Throws: `DiskError` when the disk refuses; the published site is then as it was, or a later build repairs it.
    package func run() async throws -> Report {
        let started = Disk.now()
        let site = options.site
        let output = output ?? (site == "." ? "Public" : "\(site)/Public")
        let statePath = BuildState.path(site: site, output: output)
        // Where nothing has changed in a large site, the state and the tree take about as long as all else together.
        async let early = BuildState.Early(statePath)
        let tree = try ContentTree(site: site)
        let lock = try BuildLock("\(try OwnFolder.make(site: site))/lock")
        defer { lock.unlock() }
        try Self.refuseSources(output, site: site)
        var report = try await run(
            tree, into: output, since: await early.present, statePath, started: started)
        report.output = output
        return report
    }

    /// - Parameters:
    ///   - former: the state of the build before this one.
    ///   - statePath: where it was, and that of this build will be.
    private func run(
        _ tree: ContentTree, into output: String, since former: BuildState?, _ statePath: String,
        started: Int64
    ) async throws -> Report {
        if let former, let report = try await unchanged(former, tree, output) { return report }

        let known = knownFiles(of: former, in: output)
        let name = BuildState.name(site: options.site, output: output)
        let store = try? GuideStore(name, output: output, key: Self.tool)
        // Where the store does not give what it was given, all that was made with it may be wrong.
        let first = try await prepare(tree, output, known: known, with: store)
        let prepared: Prepared
        if let first {
            prepared = first
        } else {
            prepared = try await prepare(tree, output, known: known, nil)
        }
        if let folder = Disk.parent(of: name) { GuideStore.removeLost(in: folder) }
        var report = prepared.report
        let staged = prepared.staged
        guard let sink = prepared.sink else { return report }
        // The site is gone now.
        MallocTuning.releaseFreed(guides: report.guides)

        options.progress.start(.publishing)
        let gone = try await known.value?.without(staged.lazy.map(\.path)) ?? []
        var state = BuildState()
        state.outputs = (staged.map(\.path) + gone.map(\.path)).map { ($0, nil) }
        state.rules = former?.rules ?? []
        try state.save(statePath)
        try await sink.publish(staged, jobs: options.jobs)
        // Saved before the notices of this build alone are added.
        state.notices = report.notices.filter { !tree.notices.contains($0) }
        let removed = try sink.remove(gone)
        report.removed = removed.count
        report.notices += removed.changed.map {
            "\(output)/\($0) was removed, since its source is gone; the file had been changed by hand after it was published"
        }
        if let notice = sink.notice { report.notices.append(notice) }
        report.written = staged.count { $0.waiting != nil }
        report.unchanged = staged.count - report.written

        // Before the state says that nothing is left to do.
        if let history = prepared.addressHistory { try write(history) }
        state.rules = try prepared.rules?.write(beside: output, former: former?.rules ?? []) ?? []
        report.rules = Self.paths(of: state.rules, beside: output)
        state.key = key
        state.started = started
        state.inputs = tree.files
        state.gitFingerprint = prepared.gitFingerprint
        state.outputs = try await sink.stamps(staged, jobs: options.jobs)
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
                let reason =
                    location == "/"
                    ? "it is the root of the disk" : "it is in \(name), which holds the sources"
                throw DiskError(
                    output, "publish into", code: EINVAL, because: "\(reason). Name another folder.")
            }
        }
    }

    private func writeManifest(_ paths: [String], _ output: String) async throws {
        guard writesManifest else { return }
        try await Manifest.write(
            paths, output: output, to: "\(options.site)/\(Manifest.file)", jobs: options.jobs)
    }

    /// Looks at the files of the build before, while guides are read.
    private func knownFiles(of former: BuildState?, in output: String) -> Task<KnownFiles?, any Error> {
        let jobs = options.jobs
        return Task {
            guard let former else { return nil }
            return try await KnownFiles(former.outputs, in: output, jobs: jobs)
        }
    }

    /// The files to publish. The site itself, which takes most of the memory, is no longer needed then.
    private struct Prepared {
        var report: Report
        /// Nil where errors keep the site as it was.
        var sink: DiskSink?
        var staged: [DiskSink.Staged] = []
        var gitFingerprint: [Disk.Stamp]?
        /// What the store of guides keeps.
        var kept: GuideStore.Index?
        /// The rules of the site's hosts.
        var rules: RulesOfHosts?
        /// The history of addresses with the addresses that are new.
        var addressHistory: [UInt8]?
    }

    /// Reads, checks, writes aside and proves with a store of guides; nil where that failed.
    private func prepare(
        _ tree: ContentTree, _ output: String, known: Task<KnownFiles?, any Error>, with store: GuideStore?
    ) async throws -> Prepared? {
        do {
            let prepared = try await prepare(tree, output, known: known, store)
            guard store?.bytes.failure == nil else { return nil }
            if let index = prepared.kept { try store?.save(index) }
            return prepared
        } catch {
            if store?.bytes.failure != nil { return nil }
            throw error
        }
    }

    /// Reads, checks, writes aside and proves.
    private func prepare(
        _ tree: ContentTree, _ output: String, known: Task<KnownFiles?, any Error>, _ store: GuideStore?
    ) async throws -> Prepared {
        var options = options
        options.store = store
        let reading = try await AnalyzedSite(tree, options)
        var prepared = Prepared(
            report: Report(reading), gitFingerprint: reading.gitFingerprint, kept: reading.stored?.index)
        let found = try await reading.allChecks(jobs: options.jobs)
        prepared.report.findings = reading.apply(to: found)
        guard !prepared.report.hasErrors else { return prepared }

        let sink = try DiskSink(
            output: output, known: try await known.value,
            countsCharacters: !reading.library.site.hosts.isEmpty,
            site: options.site)
        let rendering = Rendering(
            reading, jobs: options.jobs, progress: options.progress, memo: store.map(PairMemo.init))
        let result = try await rendering.write(to: sink, keeping: OutputFindings.kept(of: reading))
        MallocTuning.releaseFreed(guides: reading.library.guides.count)
        prepared.kept?.rendered = result.forNextRun
        prepared.kept?.renderedCount = result.countForNextRun
        prepared.report.rendered = result.renderedCount
        let outputs = try await OutputFindings(reading, result, jobs: options.jobs)
        prepared.report.findings = reading.apply(to: found, outputs)
        guard !prepared.report.hasErrors else { return prepared }
        prepared.staged = result.receipts
        prepared.sink = sink
        let rules = RulesOfHosts(
            reading.library, site: options.site, output: output, files: result.receipts)
        try rules.refuseOthers(beside: output)
        for file in rules.published {
            prepared.staged.append(try sink.take(ByteWriter(Array(file.text.utf8)), as: file.name))
        }
        prepared.report.notices += rules.notices + Self.notices(reading.library)
        prepared.rules = rules
        guard records else { return prepared }
        let history = reading.library.addressHistory
        prepared.addressHistory = history.adding(reading.library.publishedAddresses)
        prepared.report.recorded =
            prepared.addressHistory.map { AddressHistory($0).entries.count - history.entries.count } ?? 0
        return prepared
    }

    private static func paths(of rules: [BuildState.Rules], beside output: String) -> [String] {
        rules.map { BuildState.Rules.path(beside: output, ending: $0.ending) }
    }

    /// A site of more small pages than this is told how to do without.
    private static let mostLeading = 1000

    /// What to know of pages that only lead to others.
    private static func notices(_ library: Library) -> [String] {
        guard library.site.hosts.isEmpty else { return [] }
        let count = library.leadingFileCount
        guard count > mostLeading else { return [] }
        return [
            "\(count) files only lead to others, for hosts that cannot redirect. Name yours in site.yml, such as `host: nginx`: builds then leave them out where rules take their place"
        ]
    }

    private func write(_ history: [UInt8]) throws(DiskError) {
        let path = "\(options.site)/\(AddressHistory.file)"
        // A link stays one.
        try Disk.replace(Disk.realPath(path) ?? path, with: history)
    }

    /// All that the output depends on besides the files.
    private var key: String {
        [
            "\(options.baseURL ?? "")", "\(options.withDrafts)", "\(records)",
            "\(options.today.map(String.init(describing:)) ?? "")", Self.tool,
        ]
        .joined(separator: "\n")
    }

    /// Tells this build of the tool from others.
    private static var tool: String {
        let stamp = Disk.status("/proc/self/exe", followsLinks: true)?.stamp
        return stamp.map { "\($0.size) \($0.modified) \($0.inode)" } ?? ""
    }

    /// The report of a build that has nothing to do; nil when anything changed since the last one, or may have.
    private func unchanged(_ former: BuildState, _ tree: ContentTree, _ output: String) async throws
        -> Report?
    {
        guard former.matches(tree, key: key) else { return nil }
        if let fingerprint = former.gitFingerprint,
            fingerprint != GitDates.fingerprint(GitDates.sources(tree, site: options.site))
        {
            return nil
        }
        let outputs = former.outputs
        let same = try await Workers.map(
            outputs.count, jobs: options.jobs, chunk: 512, makeState: { Disk.StampReader(output) }
        ) { reader, index in
            outputs[index].stamp != nil && reader.stamp(of: outputs[index].path) == outputs[index].stamp
        }
        let sameRules = former.rules.allSatisfy { $0.isUnchanged(beside: output) }
        guard sameRules, !same.contains(false) else { return nil }
        var report = Report()
        report.findings = former.findings
        report.guides = former.guides
        report.links = former.links
        report.rules = Self.paths(of: former.rules, beside: output)
        report.notices = former.notices + tree.notices
        report.unchanged = outputs.count
        try await writeManifest(outputs.map(\.path), output)
        return report
    }
}
