import Markdown

/// Parses every guide's body and takes its facts; those of guides that did not change are taken over.
struct Parsing: Sendable {
    private let sources: [SiteContent.GuideSource]
    private let site: Site
    private let dates: GitDates
    private let options: AnalyzedSite.Options
    let lexicon: Lexicon
    let vocabulary: Vocabulary
    /// An earlier reading, where guides can be taken over from it.
    private let former: AnalyzedSite?
    /// For each guide that is to be taken over if no title is new, its place in the earlier reading.
    private let places: [Int?]

    /// - Parameter former: an earlier reading with the same settings, terms and days of commits.
    init(_ content: SiteContent, _ dates: GitDates, _ options: AnalyzedSite.Options, after former: AnalyzedSite?) {
        let sources = content.guides
        self.sources = sources
        site = content.site
        self.dates = dates
        self.options = options
        guard let former, let memory = former.memory else {
            self.former = nil
            places = []
            lexicon = Lexicon(content.terms)
            vocabulary = Library.vocabulary(
                terms: content.terms, titles: sources.map(\.frontMatter.title.text))
            return
        }
        self.former = former
        lexicon = memory.lexicon
        let then = former.library
        var places: [Int?]
        let hasSameTitles: Bool
        if let changed = content.changed {
            places = sources.indices.map { $0 }
            for index in changed { places[index] = nil }
            hasSameTitles = changed.allSatisfy {
                sources[$0].frontMatter.title.text == then.guides[$0].title
            }
        } else {
            places = sources.map { source in
                then.index(ofFile: source.file).flatMap { memory.guides[$0].isSame(as: source) ? $0 : nil }
            }
            hasSameTitles = false
        }
        vocabulary =
            hasSameTitles
            ? memory.vocabulary
            : Library.vocabulary(terms: content.terms, titles: sources.map(\.frontMatter.title.text))
        if !hasSameTitles {
            // A title that is new may be named anywhere; texts keep what they name, whichever guide has that title now.
            let formerTitles = Set(then.guides.map(\.title))
            let new = zip(sources, places).filter { $1 == nil }.map(\.0.frontMatter.title.text)
                .filter { !formerTitles.contains($0) && !Words.all(in: $0).isEmpty }
            for index in new.isEmpty ? 0..<0 : places.indices {
                guard let location = places[index], let words = memory.likeness[location].words else { continue }
                if new.contains(where: words.mayContainWords) { places[index] = nil }
            }
        }
        self.places = places
    }

    func run() async throws -> ([Guide], [TermVector]) {
        let stale = former == nil ? Array(sources.indices) : places.indices.filter { places[$0] == nil }
        options.progress.start("parsing", of: stale.count)
        let (vocabulary, keepsWords) = (vocabulary, options.keepsState)
        let parsed = try await Workers.map(
            stale.count, jobs: options.jobs,
            makeState: {
                (Parser(), ByteWriter(), TermCounter(vocabulary: vocabulary, keepsWords: keepsWords))
            }
        ) { state, at in
            defer { options.progress.advance() }
            var likeness = TermVector()
            let source = sources[stale[at]]
            let guide = Guide(
                source, site: site, lexicon: lexicon, today: options.today, parser: state.0,
                buffer: state.1, subjects: state.2, committed: dates.day(of: source.file),
                likeness: &likeness)
            return (guide, likeness)
        }
        guard let former, let memory = former.memory else { return (parsed.map(\.0), parsed.map(\.1)) }
        var next = parsed.makeIterator()
        var guides: [Guide] = []
        var likeness: [TermVector] = []
        guides.reserveCapacity(places.count)
        likeness.reserveCapacity(places.count)
        for location in places {
            if let location {
                guides.append(former.library.guides[location])
                likeness.append(memory.likeness[location])
            } else if let made = next.next() {
                guides.append(made.0)
                likeness.append(made.1)
            }
        }
        return (guides, likeness)
    }
}

extension SiteContent.GuideSource {
    /// Whether another reading of the same file found the same.
    func isSame(as other: SiteContent.GuideSource) -> Bool {
        source.bytes == other.source.bytes && findings == other.findings
    }
}
