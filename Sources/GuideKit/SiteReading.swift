import Markdown

/// A site that has been read, linked and checked, up to the point where its pages are made.
package struct SiteReading: Sendable {
    package let content: Content
    package let theme: Theme
    package let library: Library
    /// What the checks found so far, before settings and excuses.
    package let findings: [Finding]
    /// Things to know that stand in no file.
    package let notices: [String]
    /// git's own files, where the days of changes came from git; nil where none did.
    let gitMark: [Disk.Stamp]?

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

        package init() {}
    }

    /// Reads `Content/` and `Templates/` of the site.
    ///
    /// - Throws: `DiskError` when a folder of the site is not there.
    package init(_ options: Options) async throws {
        try await self.init(try ContentTree(site: options.site), options)
    }

    init(_ tree: ContentTree, _ options: Options) async throws {
        let (site, jobs) = (options.site, options.jobs)
        options.progress.start("reading", of: tree.files.count)
        var content = try await Content.read(tree, site: site, withDrafts: options.withDrafts, jobs: jobs)
        if let baseURL = options.baseURL { content.site.baseURL = baseURL }
        let needsGit = content.guides.contains { $0.frontMatter.updated == nil }
        gitMark = needsGit ? GitDates.mark(of: site) : nil
        let dates = needsGit ? GitDates.read(site: site) : GitDates()
        notices = dates.notice.map { [$0] } ?? []
        theme = Theme.load(tree, site: site, content: content)
        content.texts.merge(theme.sources) { $1 }
        content.templateLinks = theme.links

        let (guides, likeness) = try await Self.parse(content, dates, options)
        content.guides = []  // now in `guides`
        let library = try await Library(content: content, guides: guides, likeness: likeness, jobs: jobs)
        let found = try await Workers.map(Checks.ofLibrary.count, jobs: jobs, chunk: 1, makeState: {}) {
            _, index in
            Checks.ofLibrary[index].run(library)
        }
        findings =
            content.findings + theme.findings + library.guides.flatMap(\.findings) + found.flatMap { $0 }
        self.content = content
        self.library = library
    }

    /// Parses every guide's body and takes its facts.
    private static func parse(
        _ content: Content, _ dates: GitDates, _ options: Options
    ) async throws -> ([Guide], [Likeness]) {
        let sources = content.guides
        let vocabulary = Library.vocabulary(
            terms: content.terms, titles: sources.map(\.frontMatter.title.text))
        let lexicon = Lexicon(content.terms)
        let site = content.site
        options.progress.start("parsing", of: sources.count)
        let parsed = try await Workers.map(
            sources.count, jobs: options.jobs,
            makeState: { (Parser(), ByteBuffer(), SubjectReader(vocabulary: vocabulary)) }
        ) { state, index in
            defer { options.progress.advance() }
            var likeness = Likeness()
            let guide = Guide(
                sources[index], site: site, lexicon: lexicon, today: options.today, parser: state.0,
                buffer: state.1, subjects: state.2, committed: dates.day(of: sources[index].file),
                likeness: &likeness)
            return (guide, likeness)
        }
        return (parsed.map(\.0), parsed.map(\.1))
    }

    /// `findings` as the site wants them: with its severities, without what it excuses.
    ///
    /// - Parameter asksWeb: whether other sites were asked.
    package func apply(to findings: [Finding], asksWeb: Bool = false) -> [Finding] {
        Checks.apply(library.site, excuses, to: findings) { asksWeb || !$0.hasPrefix("web") }
    }

    /// The text of a file as it was read; nil for one that is no text of the site's.
    package func text(of file: String) -> SourceText? {
        if let text = content.texts[file] { return text }
        return library.index(ofFile: file).map { index in
            let guide = library.guides[index]
            return SourceText(guide.written ?? guide.document.source.bytes)
        }
    }

    /// What the site and its guides excuse.
    package var excuses: [Excuse] { library.site.excuses + library.guides.flatMap(\.excuses) }

    /// Everything that is found without publishing: by the checks and, where they find no error, by the proof.
    ///
    /// As in a build, errors come first: a guide that cannot be read makes no pair.
    package func allFindings(_ options: Options, web: [Finding]? = nil) async throws -> [Finding] {
        let found = findings + (web ?? [])
        let applied = apply(to: found, asksWeb: web != nil)
        let ofPairs = try await prove(options)
        guard applied.contains(where: { $0.severity == .error }) else {
            return apply(to: found + ofPairs, asksWeb: web != nil)
        }
        return apply(to: found + ofPairs.filter { $0.id != NotEquivalent.id }, asksWeb: web != nil)
    }

    /// What the proof finds against the pairs, without writing anything.
    package func prove(_ options: Options) async throws -> [Finding] {
        let (library, theme) = (library, theme)
        options.progress.start("proving", of: library.guides.count)
        return try await Workers.map(
            library.guides.count, jobs: options.jobs, makeState: { PairMaker(library: library, theme: theme) }
        ) { maker, index in
            defer { options.progress.advance() }
            return maker.make(index).findings
        }
        .flatMap { $0 }
    }

    /// Files that would lie where the site's own files lie.
    func misplacedFiles(among made: Set<String>) -> [Finding] {
        library.files.filter { made.contains(String(library.addresses.file($0).dropFirst())) }
            .map(DuplicateSlug.finding(ofFile:))
    }
}
