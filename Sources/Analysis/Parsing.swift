import Checks
import Content
import Findings
import Library
import Support
import Words

/// Parses every guide's body and takes its facts; those of guides that did not change are taken over.
package struct Parsing: Sendable {
    private let sources: [SiteContent.GuideSource]
    private let site: Site
    private let dates: GitDates
    private let options: AnalyzedSite.Options
    package let lexicon: Lexicon
    /// An earlier reading, where guides can be taken over from it.
    private let former: AnalyzedSite?
    /// For each guide that is to be taken over if no title is new, its place in the earlier reading.
    private let places: [Int?]

    /// - Parameter former: an earlier reading with the same settings, terms and days of commits.
    package init(
        _ content: SiteContent, _ dates: GitDates, _ options: AnalyzedSite.Options,
        after former: AnalyzedSite?
    ) {
        let sources = content.guides
        self.sources = sources
        site = content.site
        self.dates = dates
        self.options = options
        guard let former, let memory = former.memory else {
            self.former = nil
            places = []
            lexicon = Lexicon(content.terms, titles: sources.map(\.frontMatter.title.text))
            return
        }
        self.former = former
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
                then.index(ofFile: source.file).flatMap {
                    memory.content.guides[$0].isSame(as: source) ? $0 : nil
                }
            }
            hasSameTitles = false
        }
        lexicon =
            hasSameTitles
            ? memory.lexicon : Lexicon(content.terms, titles: sources.map(\.frontMatter.title.text))
        if !hasSameTitles {
            // A title that is new may be named anywhere; texts keep what they name, whichever guide has that title now.
            let formerTitles = Set(then.guides.map(\.title))
            let newTitles = zip(sources, places).filter { $1 == nil }.map(\.0.frontMatter.title.text)
                .filter { !formerTitles.contains($0) }
            /// For each new title, the keys of its words.
            let new = newTitles.map { Words.all(in: $0).map(\.key) }.filter { !$0.isEmpty }
            for index in new.isEmpty ? 0..<0 : places.indices {
                guard let position = places[index], let words = memory.vectors[position].words else {
                    continue
                }
                let isNamed = new.contains { $0.allSatisfy(words.mayContain) }
                if isNamed { places[index] = nil }
            }
        }
        self.places = places
    }

    /// One guide, with its strongest words, and what was found in it.
    package struct Parsed: Sendable {
        package var guide: Guide
        package var vector: TermVector
        /// What was found when its file was read, and by the checks of single guides.
        package var findings: [Finding]
    }

    package func run() async throws -> [Parsed] {
        let stale = former == nil ? Array(sources.indices) : places.indices.filter { places[$0] == nil }
        options.progress.start("parsing", of: stale.count)
        let (lexicon, keepsWords) = (lexicon, options.keepsState)
        let parsed = try await Workers.map(
            stale.count, jobs: options.jobs,
            makeState: { GuideReader(lexicon, keepsWords: keepsWords) }
        ) { reader, at in
            defer { options.progress.advance() }
            let source = sources[stale[at]]
            let parsed = reader.read(source, committed: dates.day(of: source.file))
            let context = parsed.text.map {
                CheckContext(parsed.guide, $0, site: site, lexicon: lexicon, today: options.today)
            }
            return Parsed(
                guide: parsed.guide, vector: parsed.vector,
                findings: source.findings + (context.map(Checks.findings(in:)) ?? []))
        }
        guard let former, let memory = former.memory else { return parsed }
        var next = parsed.makeIterator()
        return places.compactMap { position in
            guard let position else { return next.next() }
            return Parsed(
                guide: former.library.guides[position], vector: memory.vectors[position],
                findings: former.guideFindings[position])
        }
    }
}
