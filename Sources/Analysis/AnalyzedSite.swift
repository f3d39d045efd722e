import Checks
import Content
import Findings
import Library
import Support
import Theming
import Words

/// A site that has been read, linked and checked, up to the point where its pages are made.
package struct AnalyzedSite: Sendable {
    /// The site's folder.
    package let site: String
    package let content: SiteContent
    package let theme: Theme
    package let library: Library
    /// The words that its texts may use.
    let style: HouseStyle
    /// Findings in each guide by itself: from reading it, and of the checks of single guides.
    let guideFindings: [[Finding]]
    /// Findings of the checks of links, for each guide.
    let linkFindings: [[Finding]]
    /// Results of the stages, for the next reading of the same folder; nil where none will be made.
    let memo: SiteMemo?
    /// What the store of guides has of it; nil where there is no store.
    package let stored: StoredReading?
    /// Number of guides that were parsed; the others are those of an earlier reading.
    package let parsedCount: Int
    /// Things to know that are in no file.
    package let notices: [String]
    /// git's own files, where the days of changes came from git; nil where none did.
    package let gitFingerprint: [Disk.Stamp]?
    /// The days of the guides' last changes, as git knows them.
    let dates: GitDates

    /// How a site is read.
    package struct Options: Sendable {
        /// The site's folder.
        package var site = "."
        /// Instead of `base-url` of site.yml.
        package var baseURL: String?
        package var withDrafts = false
        /// How much is done at a time; the command line gives the number of cores.
        package var jobs = 2
        /// The day of the run, for what falls due; it changes findings, never the output.
        package var today: Day?
        package var progress = BuildProgress()
        /// Whether another reading will be made from this one.
        package var keepsState = false
        /// The days of changes, where the site's folder is not in the repository that knows them.
        package var dates: GitDates?
        /// Keeps the guides from one run of the tool to the next; nil where none are kept.
        package var store: GuideStore?

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
        let kept = try await options.store?.memo(options)
        let memo = former?.memo ?? kept ?? SiteMemo(isKept: options.keepsState)
        var next = memo
        options.progress.start(.reading)
        var content = try await SiteContent.read(
            tree, site: site, withDrafts: options.withDrafts, jobs: jobs, after: memo.content)
        if let baseURL = options.baseURL { content.site.baseURL = baseURL }
        next.content = options.keepsState ? SiteContent.Former(content, tree, readAt: readAt) : nil
        let (settings, settingsKey, dictionary) = next.readSettings(content, options)
        style = settings.value.style
        // It is read while the days of changes and the theme are.
        async let opened: Void? = dictionary?.open()

        let dating = Dating(content, tree, options)
        gitFingerprint = dating.fingerprint
        let dates: GitDates
        (dates, next.dates) = memo.dates.value(dating.key, dating.read)
        self.dates = dates
        let hasFeed = content.guides.contains {
            $0.frontMatter.updated != nil || dates.day(of: $0.file) != nil
        }
        let themeKey = ThemeKey(tree, memo.content, settings: settings.identity, hasFeed: hasFeed)
        (theme, next.theme) = memo.theme.value(themeKey) {
            Theme.load(tree, site: site, content: content, hasFeed: hasFeed)
        }
        content.texts.merge(theme.sources) { $1 }
        content.templateLinks = theme.links
        await opened

        let (parsed, made): ([ParsedGuide], [Int])
        (parsed, made, next.parsing) = try await memo.parsing.run(content, dates, settings, options)
        var stored = options.store.map { _ in
            StoredReading(
                parsed, tree, dates, options, settingsKey, themeKey, content, readAt: readAt)
        }
        parsedCount = made.count
        guideFindings = parsed.map(\.findings)
        content.guides = []  // now in `parsed`
        library = try await Library(
            content: content, settings: settings.identity, guides: parsed.map(\.guide),
            vectors: parsed.map(\.vector), jobs: jobs, directory: makeDirectory(theme),
            memo: options.store?.memo(of: parsed, made: made) ?? memo.library)
        stored?.index.library = library.forNextRun
        self.stored = stored
        next.library = library.memo
        notices = dates.notices + tree.notices + Self.notices(library)
        (linkFindings, next.links) =
            content.hasSettings
            ? try await Self.checkLinks(library, memo.links, jobs: jobs)
            : (library.guides.map { _ in [] }, memo.links)
        self.content = content
        self.memo = options.keepsState ? next : nil
    }

    /// What to know of the site's own pages.
    private static func notices(_ library: Library) -> [String] {
        let pages = [
            (library.shape.issuesPath, "list of all issues"),
            (library.shape.checkerPath, "page that checks a domain"),
        ]
        return pages.compactMap { path, page in
            guard let path, let holder = path.holder else { return nil }
            let name = library.addresses.page(path.name)
            return "\(holder) has the address \(name), so the \(page) is at \(path.path)"
        }
    }

    /// Findings of the checks of links, for each guide.
    private static func checkLinks(
        _ library: Library, _ memo: Memo<LinkCheckKey, [Finding]>, jobs: Int
    ) async throws -> ([[Finding]], Memo<LinkCheckKey, [Finding]>) {
        let (findings, _, next) = try await memo.values(
            library.guides.count, jobs: jobs, key: { LinkCheckKey(of: $0, in: library) },
            makeState: {}, make: { Checks.findings(of: $1, in: library) })
        return (findings, next)
    }

    /// The files that were found, where another reading will be made from this one.
    package var tree: ContentTree? { memo?.content?.tree }

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

    /// Findings of the checks, before settings and suppressions.
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
            + Checks.findings(ofSettings: content, style)
            + found.flatMap { $0 }.map(inFile)
    }

    /// A finding of a check of the library in the file that its location names: a guide may be put together from several.
    private func inFile(_ finding: Finding) -> Finding {
        guard finding.location.file > 0, let index = library.index(ofFile: finding.file) else {
            return finding
        }
        return finding.inFile(of: library.guides[index].composition?.files ?? [])
    }

    /// `findings` as the site wants them: with its severities, without what it suppresses.
    ///
    /// - Parameter asksWeb: whether other sites were checked.
    package func apply(to findings: [Finding], asksWeb: Bool = false) -> [Finding] {
        AppliedFindings.apply(library.site, suppressions, to: findings) {
            asksWeb || !CheckID.asksOtherSites($0)
        }
    }

    /// The text of a file as it was read; nil for one that is no text of the site's.
    package func text(of file: String) -> SourceText? {
        if let text = content.texts[file] { return text }
        if file == AddressHistory.file { return content.addressHistory.bytes.map(SourceText.init) }
        return library.index(ofFile: file).map { library.guides[$0].written }
    }

    /// Suppressions that are comments in guides and in what they include, each once.
    private var ofGuides: [Suppression] {
        var seen: Set<Suppression> = []
        return library.guides.flatMap { guide in
            guide.composition == nil ? [] : guide.suppressions.filter { seen.insert($0).inserted }
        }
    }

    /// Suppressions of the site and of its guides.
    package var suppressions: [Suppression] {
        // Without settings no guide was checked, so that no suppression of a guide can be called unused.
        library.site.suppressions + (content.hasSettings ? ofGuides : [])
    }
}
