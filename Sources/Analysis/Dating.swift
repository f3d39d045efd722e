import Content
import Support

/// How the days of the guides' last changes are found: by git, where a guide does not name its own.
struct Dating {
    /// All that decides what the days are.
    enum Key: Hashable, Sendable {
        /// Every guide names its own.
        case none
        /// git's own files, which change with each commit, and the guides' files.
        case git(fingerprint: [Disk.Stamp], files: [String])
        /// They were given; a number of their own.
        case given(Int)
    }

    let key: Key
    /// git's own files; nil where git is not used.
    let fingerprint: [Disk.Stamp]?
    private let files: [String]
    private let sources: [GitDates.Source]
    private let given: GitDates?

    init(_ content: SiteContent, _ tree: ContentTree, _ options: AnalyzedSite.Options) {
        files = tree.guideFiles
        given = options.dates
        guard content.guides.contains(where: { $0.frontMatter.updated == nil }) else {
            (key, fingerprint, sources) = (.none, nil, [])
            return
        }
        sources = given == nil ? GitDates.sources(tree, site: options.site) : []
        let fingerprint = GitDates.fingerprint(sources)
        self.fingerprint = fingerprint
        key = given == nil ? .git(fingerprint: fingerprint, files: files) : .given(Identity.next())
    }

    func read() -> GitDates {
        switch key {
        case .none: GitDates()
        case .git: GitDates.read(files, in: sources)
        case .given: given ?? GitDates()
        }
    }
}
