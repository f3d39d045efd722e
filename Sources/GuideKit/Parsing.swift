import Markdown

/// Parses every guide's body and takes its facts; those of guides that did not change are taken over.
struct Parsing: Sendable {
    private let sources: [Content.GuideSource]
    private let site: Site
    private let dates: GitDates
    private let options: SiteReading.Options
    let lexicon: Lexicon
    let vocabulary: Vocabulary
    /// For each guide, the same guide of an earlier reading, where it is what it would be now.
    private let known: [(guide: Guide, likeness: Likeness)?]

    /// - Parameter former: an earlier reading with the same settings and terms.
    init(_ content: Content, _ dates: GitDates, _ options: SiteReading.Options, after former: SiteReading?) {
        sources = content.guides
        site = content.site
        self.dates = dates
        self.options = options
        let titles = sources.map(\.frontMatter.title.text)
        guard let former, let memory = former.memory else {
            lexicon = Lexicon(content.terms)
            vocabulary = Library.vocabulary(terms: content.terms, titles: titles)
            known = [(guide: Guide, likeness: Likeness)?](repeating: nil, count: sources.count)
            return
        }
        lexicon = memory.lexicon
        let then = former.library
        let places = sources.enumerated().map { index, source -> Int? in
            let place =
                index < then.guides.count && then.guides[index].file == source.file
                ? index : then.index(ofFile: source.file)
            guard let place, let old = memory.sources[source.file], old.isSame(as: source),
                then.guides[place].updated == source.frontMatter.updated ?? dates.day(of: source.file)
            else { return nil }
            return place
        }
        // A title that is new may be named anywhere; texts keep what they name, whoever has that title now.
        let formerTitles = Set(then.guides.map(\.title))
        let new = zip(sources, places).filter { $1 == nil }.map(\.0.frontMatter.title.text)
            .filter { !formerTitles.contains($0) && !Words.all(in: $0).isEmpty }
        let hasSameTitles = then.guides.count == titles.count && zip(then.guides, titles).allSatisfy { $0.title == $1 }
        vocabulary =
            hasSameTitles
            ? memory.vocabulary : Library.vocabulary(terms: content.terms, titles: titles)
        known = places.map { place in
            guard let place else { return nil }
            let likeness = memory.likeness[place]
            let mayName = new.contains { likeness.words?.mayContainWords(of: $0) ?? true }
            return mayName ? nil : (then.guides[place], likeness)
        }
    }

    func run() async throws -> ([Guide], [Likeness]) {
        let stale = known.indices.filter { known[$0] == nil }
        options.progress.start("parsing", of: stale.count)
        let (vocabulary, keepsWords) = (vocabulary, options.keepsMemory)
        let parsed = try await Workers.map(
            stale.count, jobs: options.jobs,
            makeState: {
                (Parser(), ByteBuffer(), SubjectReader(vocabulary: vocabulary, keepsWords: keepsWords))
            }
        ) { state, at in
            defer { options.progress.advance() }
            var likeness = Likeness()
            let source = sources[stale[at]]
            let guide = Guide(
                source, site: site, lexicon: lexicon, today: options.today, parser: state.0,
                buffer: state.1, subjects: state.2, committed: dates.day(of: source.file),
                likeness: &likeness)
            return (guide, likeness)
        }
        guard stale.count < known.count else { return (parsed.map(\.0), parsed.map(\.1)) }
        var next = parsed.makeIterator()
        let all = known.compactMap { $0 ?? next.next() }
        return (all.map { $0.0 }, all.map { $0.1 })
    }
}

extension Content.GuideSource {
    /// Whether another reading of the same file found the same.
    func isSame(as other: Content.GuideSource) -> Bool {
        source.bytes == other.source.bytes && findings == other.findings
    }
}
