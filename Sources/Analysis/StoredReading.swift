import Content
import Library
import Support

/// What the store of guides has of a reading.
package struct StoredReading: Sendable {
    /// What it keeps for the next build.
    package var index: GuideStore.Index
    /// For each guide, where it is in the store; nil where it is not.
    package let records: [GuideStore.Record?]
    /// Stands for settings, terms and templates, which the files of all guides are made from.
    package let site: [UInt8]

    /// - Parameters:
    ///   - parsed: the guides of the reading.
    ///   - readAt: when that began, in nanoseconds since 1970.
    init(
        _ parsed: [ParsedGuide], _ tree: ContentTree, _ dates: GitDates, _ options: AnalyzedSite.Options,
        _ settings: SettingsKey, _ theme: ThemeKey, _ content: SiteContent, readAt: Int64
    ) {
        let byFile = Dictionary(
            parsed.map { (ExactText($0.guide.file), $0) }, uniquingKeysWith: { first, _ in first })
        index = GuideStore.Index(
            readAt: readAt, today: options.today, settings: settings.digest,
            includes: content.includes.digest, naming: content.site.naming,
            titles: parsed.map(\.guide.frontMatter.title.text),
            entries: tree.files.compactMap { file in
                byFile[ExactText(file.path)]?.record.map { record in
                    GuideStore.Entry(file: file, committed: dates.day(of: file.path), record: record)
                }
            })
        records = parsed.map(\.record)
        site = theme.digest(settings, readAt: readAt)
    }
}

extension GuideStore {
    /// What the build before read and parsed, as a reading in memory would hand it on.
    func memo(_ options: AnalyzedSite.Options) async throws -> SiteMemo {
        var memo = SiteMemo(isKept: false)
        memo.parsing = Parsing(isKept: false, store: self)
        guard let former else { return memo }
        let entries = former.entries
        let isSameDay = former.today == options.today
        let read = try await Workers.map(entries.count, jobs: options.jobs, makeState: {}) {
            _, index -> Former? in
            guard let (source, parsed) = self.read(entries[index].record),
                isSameDay || parsed.guide.frontMatter.review == nil
            else { return nil }
            return Former(source: source, parsed: parsed, committed: entries[index].committed)
        }
        .compactMap { $0 }
        memo.content = SiteContent.Former(
            read.map(\.source), of: entries.map(\.file), former.naming, readAt: former.readAt)
        memo.parsing = Parsing(read, titles: former.titles, in: self)
        return memo
    }

    /// The memo of the library.
    ///
    /// - Parameters:
    ///   - parsed: the guides of now.
    ///   - made: indices of those that are not those of the build before.
    func memo(of parsed: [ParsedGuide], made: [Int]) -> LibraryMemo {
        guard let former, former.library != nil else {
            return LibraryMemo(nil, settings: settings, guides: [])
        }
        var guides: [Guide?] = parsed.map(\.guide)
        for index in made {
            let file = parsed[index].guide.file
            let at = former.entries.partitionPoint { $0.file.path.precedesInBytes(file) }
            let isKnown =
                former.entries.indices.contains(at)
                && former.entries[at].file.path.utf8.elementsEqual(file.utf8)
            guides[index] = isKnown ? read(former.entries[at].record)?.parsed.guide : nil
        }
        return LibraryMemo(former.library, settings: settings, guides: guides)
    }

    /// The identity of the files that guides include.
    func identity(of includes: IncludedFiles) -> Int {
        former?.includes == includes.digest ? self.includes : includes.identity
    }

    /// The identity that settings have: that of the build before where they are the same, else a new one.
    func identity(of settings: SettingsKey) -> Int? {
        former?.settings == settings.digest ? self.settings : nil
    }
}
