import Checks
import Content
import Findings
import Library
import Support
import Words

/// The stage that parses every guide's body, takes its facts and runs the checks of single guides, with what it made for the
/// reading before.
struct Parsing: Sendable {
    private let isKept: Bool
    private var lexicon: Memo<LexiconKey, Identified<Lexicon>>
    private var guides: Memo<GuideKey, ParsedGuide>
    /// The titles of all guides.
    private var titles: Set<ExactText> = []
    /// For each file that was read, by its identity, what it was parsed with.
    private var parsedWith: [Int: ParsedWith] = [:]
    /// Where guides are kept for the next run of the tool; nil where they are not.
    private let store: GuideStore?
    /// The key of the lexicon that the guides of the store were parsed with.
    private var storedLexicon: LexiconKey?

    private struct LexiconKey: Hashable, Sendable {
        let titles: [ExactText]
        let settings: Int
    }

    /// All that decides what is made of a guide.
    private struct GuideKey: Hashable, Sendable {
        /// The identities of its file as it was read, and of settings and terms.
        let source: Int
        let settings: Int
        /// The identity of the files that guides include, where it may include any.
        let includes: Int
        let committed: Day?
        /// The identity of the lexicon that has all titles which the text may name.
        let lexicon: Int
    }

    private struct ParsedWith: Sendable {
        let lexicon: Int
        /// Tells which words the text has.
        let words: WordFilter?
        /// Where they are in the store of guides, if they are not held.
        var record: GuideStore.Record?
    }

    init(isKept: Bool, store: GuideStore? = nil) {
        self.isKept = isKept
        self.store = store
        lexicon = Memo(isKept: isKept)
        guides = Memo(isKept: isKept)
    }

    /// - Parameters:
    ///   - former: the guides of the build before.
    ///   - titles: those of all guides that it had.
    init(_ former: [GuideStore.Former], titles: [String], in store: GuideStore) {
        self.init(isKept: false, store: store)
        self.titles = Set(titles.map(ExactText.init))
        storedLexicon = LexiconKey(titles: titles.map(ExactText.init), settings: store.settings)
        guides = Memo(
            former.map { guide in
                let key = GuideKey(
                    source: guide.source.identity, settings: store.settings,
                    includes: guide.source.mayInclude ? store.includes : 0,
                    committed: guide.committed, lexicon: store.lexicon)
                return (key, guide.parsed)
            })
        parsedWith = Dictionary(
            former.map {
                let with = ParsedWith(lexicon: store.lexicon, words: nil, record: $0.parsed.record)
                return ($0.source.identity, with)
            }, uniquingKeysWith: { first, _ in first })
    }

    func run(
        _ content: SiteContent, _ dates: GitDates, _ settings: Identified<SiteSettings>,
        _ options: AnalyzedSite.Options
    ) async throws -> (guides: [ParsedGuide], made: [Int], memo: Parsing) {
        let (isKept, store) = (isKept, store)
        let sources = content.guides
        let titles = sources.map(\.frontMatter.title.text)
        var next = self
        let lexicon: Identified<Lexicon>
        let lexiconKey = LexiconKey(titles: titles.map(ExactText.init), settings: settings.identity)
        (lexicon, next.lexicon) = self.lexicon.value(lexiconKey) {
            Identified(
                Lexicon(settings.value.terms, titles: titles, style: settings.value.style),
                identity: lexiconKey == storedLexicon ? store?.lexicon : nil)
        }

        let new = newTitles(among: titles)
        let includes = store?.identity(of: content.includes) ?? content.includes.identity
        let keys = sources.map { source in
            GuideKey(
                source: source.identity, settings: settings.identity,
                includes: source.mayInclude ? includes : 0,
                committed: dates.day(of: source.file),
                lexicon: self.lexicon(of: source, new) ?? lexicon.identity)
        }
        let rules = BodyRules(content)
        options.progress.start(.parsing, of: sources.count)
        let (parsed, made): ([ParsedGuide], [Int])
        (parsed, made, next.guides) = try await guides.values(
            sources.count, jobs: options.jobs, chunk: 16, key: { keys[$0] },
            makeState: {
                GuideReader(
                    lexicon.value, rules, keepsWords: isKept || store != nil, store: store?.bytes)
            }
        ) { reader, index in
            defer { options.progress.advance() }
            var parsed = Self.parse(
                sources[index], committed: keys[index].committed, reader, settings.value.site, lexicon.value,
                options)
            if let store {
                parsed.record = store.add(parsed, from: sources[index])
                if !isKept { parsed.vector = parsed.vector.withoutWords }
            }
            return parsed
        }
        if isKept {
            next.titles = Set(titles.map(ExactText.init))
            next.parsedWith = Dictionary(
                zip(keys, parsed).map {
                    ($0.source, ParsedWith(lexicon: $0.lexicon, words: $1.vector.words))
                }, uniquingKeysWith: { first, _ in first })
        }
        return (parsed, made, next)
    }

    private static func parse(
        _ source: SiteContent.GuideSource, committed: Day?, _ reader: GuideReader, _ site: Site,
        _ lexicon: Lexicon, _ options: AnalyzedSite.Options
    ) -> ParsedGuide {
        let parsed = reader.read(source, committed: committed)
        let context = parsed.text.map {
            CheckContext(parsed.guide, $0, site: site, lexicon: lexicon, today: options.today)
        }
        return ParsedGuide(
            guide: parsed.guide, vector: parsed.vector,
            findings: source.findings + parsed.findings + (context.map(Checks.findings(in:)) ?? []),
            record: nil)
    }

    /// The words of titles that no guide had before. One may be named anywhere; texts keep what they name, whichever guide has
    /// that title now.
    private func newTitles(among titles: [String]) -> [[UInt64]] {
        guard !parsedWith.isEmpty else { return [] }
        return titles.filter { !self.titles.contains(ExactText($0)) }.map { Words.all(in: $0).map(\.key) }
            .filter {
                !$0.isEmpty
            }
    }

    /// The lexicon that a file was parsed with, where it has all titles that the text may name; nil where there is none.
    private func lexicon(of source: SiteContent.GuideSource, _ new: [[UInt64]]) -> Int? {
        guard let with = parsedWith[source.identity] else { return nil }
        guard !new.isEmpty else { return with.lexicon }
        let stored = with.record.flatMap { record in store?.words(record) }
        guard let words = with.words ?? stored else { return nil }
        return new.contains { $0.allSatisfy(words.mayContain) } ? nil : with.lexicon
    }
}
