import Checks
import Content
import Findings
import Library
import Support
import Theming

/// A site that has been read, linked and checked, up to the point where its pages are made.
package struct AnalyzedSite: Sendable {
    /// The site's folder.
    package let site: String
    package let content: SiteContent
    package let theme: Theme
    package let library: Library
    /// What was found in each guide by itself: when it was read, and by the checks of single guides.
    package let guideFindings: [[Finding]]
    /// What the checks of links found, for each guide.
    package let linkFindings: [[Finding]]
    /// What the next reading may take over, where it was asked for.
    package let memory: IncrementalState?
    /// Things to know that are in no file.
    package let notices: [String]
    /// git's own files, where the days of changes came from git; nil where none did.
    package let gitMark: [Disk.Stamp]?

    /// How a site is read.
    package struct Options: Sendable {
        /// The site's folder.
        package var site = "."
        /// Instead of `base-url` of site.yml.
        package var baseURL: String?
        package var withDrafts = false
        package var jobs = 2
        /// The day of the run, for what falls due; it changes findings, never the output.
        package var today: Day?
        package var progress = BuildProgress()
        /// Whether another reading will be made from this one.
        package var keepsState = false
        /// The days of changes, where the site's folder is not in the repository that knows them.
        package var dates: GitDates?

        package init() {}
    }

    /// Reads `Content/` and `Templates/` of the site.
    ///
    /// - Throws: `DiskError` when a folder of the site is not there.
    ///
    /// - Parameters:
    ///   - directory: knows what will be published with the site's templates.
    ///   - former: an earlier reading of the same folder; what did not change since is taken over from it.
    package init(
        _ tree: ContentTree, _ options: Options, after former: AnalyzedSite?,
        directory makeDirectory: (Theme) -> any OutputDirectory
    ) async throws {
        let (site, jobs) = (options.site, options.jobs)
        self.site = site
        let readAt = Disk.now()
        let memory = former?.memory
        options.progress.start(.reading, of: tree.files.count)
        var content = try await SiteContent.read(
            tree, site: site, withDrafts: options.withDrafts, jobs: jobs, after: memory?.content)
        if let baseURL = options.baseURL { content.site.baseURL = baseURL }
        let hasSameSettings =
            former.map { memory?.hasSettings(of: content, $0.content, options) ?? false } ?? false
        let needsGit = content.guides.contains { $0.frontMatter.updated == nil }
        let histories = needsGit && options.dates == nil ? GitDates.sources(tree, site: site) : []
        gitMark = needsGit ? GitDates.mark(histories) : nil
        let dates: GitDates
        if let memory, let mark = gitMark, mark == former?.gitMark,
            content.changed != nil || memory.dates.covers(tree.guideFiles)
        {
            dates = memory.dates
        } else {
            dates =
                needsGit ? options.dates ?? GitDates.read(tree.guideFiles, in: histories) : GitDates()
        }
        notices = dates.notices + tree.notices
        let hasFeed = content.guides.contains {
            $0.frontMatter.updated != nil || dates.day(of: $0.file) != nil
        }
        if let former, let memory, hasSameSettings, former.theme.hasFeed == hasFeed,
            memory.hasTemplates(of: tree)
        {
            theme = former.theme
        } else {
            theme = Theme.load(tree, site: site, content: content, hasFeed: hasFeed)
        }
        content.texts.merge(theme.sources) { $1 }
        content.templateLinks = theme.links

        let hasSameDates = memory.map { !needsGit || dates.days == $0.dates.days } ?? false
        let parsing = Parsing(content, dates, options, after: hasSameSettings && hasSameDates ? former : nil)
        let parsed = try await parsing.run()
        let guides = parsed.map(\.guide)
        let vectors = parsed.map(\.vector)
        guideFindings = parsed.map(\.findings)
        let directory = makeDirectory(theme)
        var base: Library.Former?
        if let former, let parts = former.library.parts, hasSameSettings,
            content.hasShape(of: former.library),
            former.library.resolver.lists
                == directory.lists(
                    SiteShape(
                        site: content.site, terms: content.terms, guides: guides,
                        addresses: former.library.addresses))
        {
            let changed = guides.indices.filter { guides[$0] !== former.library.guides[$0] }
            base = Library.Former(library: former.library, parts: parts, changed: changed)
        }
        let kept = SiteContent.Former(content, tree, readAt: readAt, withDrafts: options.withDrafts)
        content.guides = []  // now in `guides`
        library = try await Library(
            content: content, guides: guides, vectors: vectors, jobs: jobs, directory: directory,
            after: base,
            keepsParts: options.keepsState)
        linkFindings =
            content.hasSettings
            ? try await Self.checkLinks(
                library, jobs: jobs, after: base.flatMap { _ in former },
                hasNewTheme: former?.theme.serial != theme.serial)
            : library.guides.map { _ in [] }
        self.content = content
        self.memory =
            options.keepsState
            ? IncrementalState(
                content: kept, lexicon: parsing.lexicon, vectors: vectors,
                dates: dates, options: options) : nil
    }

    /// What the checks of links find, for each guide.
    private static func checkLinks(
        _ library: Library, jobs: Int, after former: AnalyzedSite?, hasNewTheme: Bool
    ) async throws -> [[Finding]] {
        var stale = Array(library.guides.indices)
        if let former {
            let then = former.library
            let changed = Set(stale.filter { library.guides[$0] !== then.guides[$0] })
            let moved = changed.filter { !library.guides[$0].hasAnchors(of: then.guides[$0]) }
            stale = stale.filter { index in
                changed.contains(index)
                    || (!moved.isEmpty || hasNewTheme)
                        && library.targets[index].contains { target in
                            switch target {
                            case .guide(let other, _): moved.contains(other)
                            // Any guide may have had the issue, or the only issue of a list that names them.
                            case .issue: true
                            case .page(_, let suffix): AddressText.fragment(of: suffix) != nil
                            default: false
                            }
                        }
            }
        }
        let checked = stale
        let found = try await Workers.map(checked.count, jobs: jobs, chunk: 64, makeState: {}) { _, at in
            Checks.findings(of: checked[at], in: library)
        }
        guard var findings = former?.linkFindings else { return found }
        for (index, list) in zip(checked, found) { findings[index] = list }
        return findings
    }

    /// The files that were found, where the reading keeps its memory.
    package var tree: ContentTree? { memory?.content.tree }

    /// The errors of one guide that need no look at the whole library.
    package func errors(of index: Int) -> [Finding] {
        if guideFindings[index].isEmpty, linkFindings[index].isEmpty { return [] }
        let found = guideFindings[index] + linkFindings[index]
        return errors(among: found, library.guides[index].suppressions)
    }

    /// The errors in settings, terms and templates: no page can be trusted while there are any.
    package var siteErrors: [Finding] {
        errors(among: content.findings + theme.findings, [])
    }

    private func errors(among found: [Finding], _ suppressions: [Suppression]) -> [Finding] {
        // Most guides have no finding that could be one.
        let mayBe = found.contains { finding in
            finding.severity == .error || library.site.checks[finding.id] != nil
                || library.site.checks[finding.group] != nil
        }
        guard mayBe else { return [] }
        return AppliedFindings.apply(library.site, library.site.suppressions + suppressions, to: found) { _ in
            false
        }
        .filter { $0.severity == .error }
    }

    /// What the checks find, before settings and excuses.
    package func findings(jobs: Int) async throws -> [Finding] {
        // Each guide would be found to be in no category of the site, and much more that is not so.
        guard content.hasSettings else { return content.findings }
        let library = library
        let found = try await Workers.map(Checks.ofLibrary.count, jobs: jobs, chunk: 1, makeState: {}) {
            _, index in
            Checks.ofLibrary[index].run(library)
        }
        return content.findings + theme.findings + guideFindings.flatMap { $0 }
            + linkFindings.flatMap { $0 } + Checks.findings(of: nil, in: library)
            + found.flatMap { $0 }
    }

    /// `findings` as the site wants them: with its severities, without what it excuses.
    ///
    /// - Parameter asksWeb: whether other sites were asked.
    package func apply(to findings: [Finding], asksWeb: Bool = false) -> [Finding] {
        AppliedFindings.apply(library.site, suppressions, to: findings) {
            asksWeb || !CheckID.asksOtherSites($0)
        }
    }

    /// The text of a file as it was read; nil for one that is no text of the site's.
    package func text(of file: String) -> SourceText? {
        if let text = content.texts[file] { return text }
        if file == AddressHistory.file { return content.ledger.bytes.map(SourceText.init) }
        return library.index(ofFile: file).map { index in
            let guide = library.guides[index]
            return SourceText(guide.written ?? guide.document.source.bytes)
        }
    }

    /// What the site and its guides excuse.
    package var suppressions: [Suppression] {
        // Without settings no guide was checked, so that no excuse of a guide can be called unused.
        library.site.suppressions + (content.hasSettings ? library.guides.flatMap(\.suppressions) : [])
    }
}
