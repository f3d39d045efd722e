import Markdown

/// Builds a site: from `Content/` and `Templates/` to `Public/`.
package struct Build: Sendable {
    /// The site's folder.
    package var site = "."
    /// Where to publish; nil for `Public` in the site's folder.
    package var output: String?
    /// Instead of `base-url` of site.yml.
    package var baseURL: String?
    package var withDrafts = false
    package var jobs = 2
    /// The day of the run, for what falls due; it changes findings, never the output.
    package var today: Day?
    package var progress = BuildProgress()

    package init() {}

    /// What a build found and did.
    package struct Report: Sendable {
        package var findings: [Finding] = []
        /// Things to know that stand in no file.
        package var notices: [String] = []
        package var guides = 0
        package var written = 0
        package var unchanged = 0
        package var removed = 0
        package var links = 0
        /// False when errors kept the site as it was.
        package var isPublished: Bool { !findings.contains { $0.severity == .error } }
    }

    /// The whole way: read, link, check, write, prove, publish.
    ///
    /// - Throws: `DiskError` when the disk refuses; the published site is then as it was, or a later build repairs it.
    package func run() async throws -> Report {
        let started = Disk.now()
        let tree = try ContentTree(site: site)
        try Disk.makeFolder("\(site)/.guides")
        let lock = try BuildLock("\(site)/.guides/lock")
        defer { lock.unlock() }
        return try await run(tree, started: started)
    }

    private func run(_ tree: ContentTree, started: Int64) async throws -> Report {
        let output = output ?? "\(site)/Public"
        let statePath = BuildState.path(site: site, output: output)
        let former = BuildState.load(statePath)
        if let former, let report = try await unchanged(former, tree, output) { return report }

        progress.start("reading", of: tree.files.count)
        var content = try await Content.read(tree, site: site, withDrafts: withDrafts, jobs: jobs)
        if let baseURL { content.site.baseURL = baseURL }
        let needsGit = content.guides.contains { $0.frontMatter.updated == nil }
        let gitMark = needsGit ? GitDates.mark(of: site) : []
        let dates = needsGit ? GitDates.read(site: site) : GitDates()
        let theme = Theme.load(tree, site: site, content: content)

        let guides = try await parse(content, dates)
        content.guides = []  // now in `guides`
        let library = try await Library(content: content, guides: guides, jobs: jobs)
        var findings = content.findings + theme.findings + library.guides.flatMap(\.findings)
        findings += try await Workers.map(Checks.ofLibrary.count, jobs: jobs, chunk: 1, makeState: {}) {
            _, index in
            Checks.ofLibrary[index].run(library)
        }
        .flatMap { $0 }
        findings = Checks.apply(content.site.checks, to: findings)
        var report = Report(findings: findings, notices: dates.notice.map { [$0] } ?? [])
        report.guides = library.guides.count
        report.links = library.linkCount
        guard report.isPublished else { return report }

        let publisher = try Publisher(output: output)
        let (staged, faults) = try await stage(library, theme, publisher)
        report.findings = Checks.apply(content.site.checks, to: findings + faults)
        guard report.isPublished else { return report }

        progress.start("publishing", of: staged.count)
        let gone: [String]
        if let former {
            let own = Set(staged.map(\.path))
            gone = former.outputs.map(\.path).filter { !own.contains($0) }
        } else {
            gone = []
        }
        var state = BuildState()
        state.outputs = (staged.map(\.path) + gone).map { ($0, nil) }
        try state.save(statePath)
        try await publisher.publish(staged, jobs: jobs)
        report.removed = try publisher.remove(gone)
        report.written = staged.count { $0.waiting != nil }
        report.unchanged = staged.count - report.written

        state.key = key
        state.started = started
        state.inputs = tree.files
        state.usesGit = needsGit
        state.gitMark = gitMark
        state.outputs = try await publisher.stamps(staged, jobs: jobs)
        state.findings = report.findings
        state.guides = report.guides
        state.links = report.links
        try state.save(statePath)
        return report
    }

    /// All that the output depends on besides the files.
    private var key: String {
        let tool = Disk.status("/proc/self/exe", followsLinks: true)?.stamp
        return [
            "\(baseURL ?? "")", "\(withDrafts)", "\(today.map(String.init(describing:)) ?? "")",
            "\(tool.map { "\($0.size) \($0.modified) \($0.inode)" } ?? "")",
        ]
        .joined(separator: "\n")
    }

    /// The report of a build that has nothing to do; nil when anything changed since the last one, or may have.
    private func unchanged(_ former: BuildState, _ tree: ContentTree, _ output: String) async throws
        -> Report?
    {
        guard former.matches(tree, key: key), !former.usesGit || former.gitMark == GitDates.mark(of: site)
        else {
            return nil
        }
        let outputs = former.outputs
        let same = try await Workers.map(outputs.count, jobs: jobs, chunk: 256, makeState: {}) { _, index in
            outputs[index].stamp != nil
                && Disk.status("\(output)/\(outputs[index].path)")?.stamp == outputs[index].stamp
        }
        guard !same.contains(false) else { return nil }
        var report = Report(findings: former.findings)
        report.guides = former.guides
        report.links = former.links
        report.unchanged = outputs.count
        return report
    }

    /// Parses every guide's body and takes its facts.
    private func parse(_ content: Content, _ dates: GitDates) async throws -> [Guide] {
        let sources = content.guides
        let vocabulary = Library.vocabulary(
            terms: content.terms, titles: sources.map(\.frontMatter.title.text))
        let (site, today, progress) = (content.site, today, progress)
        progress.start("parsing", of: sources.count)
        return try await Workers.map(
            sources.count, jobs: jobs,
            makeState: { (Parser(), ByteBuffer(), SubjectReader(vocabulary: vocabulary)) }
        ) { state, index in
            defer { progress.advance() }
            return Guide(
                sources[index], site: site, today: today, parser: state.0, buffer: state.1, subjects: state.2,
                committed: dates.day(of: sources[index].file))
        }
    }

    /// Writes every file aside, and proves every pair.
    private func stage(
        _ library: Library, _ theme: Theme, _ publisher: Publisher
    ) async throws -> ([Publisher.Staged], [Finding]) {
        let progress = progress
        let site = site
        progress.start("writing", of: library.guides.count)
        let pairs = try await Workers.map(
            library.guides.count, jobs: jobs, makeState: { PairMaker(library: library, theme: theme) }
        ) { maker, index in
            defer { progress.advance() }
            let pair = maker.make(index)
            return (
                try publisher.stage(pair.page, as: pair.pagePath),
                try publisher.stage(pair.twin, as: pair.twinPath), pair.finding
            )
        }
        var staged: [Publisher.Staged] = []
        staged.reserveCapacity(2 * pairs.count + 64)
        for (page, twin, _) in pairs {
            staged.append(page)
            staged.append(twin)
        }
        for file in Pages.make(library, theme) { staged.append(try publisher.stage(file)) }
        let made = Set(staged.map(\.path))
        var faults = pairs.compactMap(\.2)
        for path in library.files {
            if made.contains(String(library.addresses.file(path).dropFirst())) {
                faults.append(DuplicateSlug.finding(ofFile: path))
                continue
            }
            let bytes = try Disk.read("\(site)/\(ContentTree.guides)/\(path)")
            staged.append(
                try publisher.stage(OutputFile(String(library.addresses.file(path).dropFirst()), bytes)))
        }
        return (staged, faults)
    }
}
