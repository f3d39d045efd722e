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
    }

    init(isKept: Bool) {
        self.isKept = isKept
        lexicon = Memo(isKept: isKept)
        guides = Memo(isKept: isKept)
    }

    func run(
        _ content: SiteContent, _ dates: GitDates, _ settings: Identified<SiteSettings>,
        _ options: AnalyzedSite.Options
    ) async throws -> (guides: [ParsedGuide], memo: Parsing) {
        let sources = content.guides
        let titles = sources.map(\.frontMatter.title.text)
        var next = self
        let lexicon: Identified<Lexicon>
        (lexicon, next.lexicon) = self.lexicon.value(
            LexiconKey(titles: titles.map(ExactText.init), settings: settings.identity)
        ) { Identified(Lexicon(settings.value.terms, titles: titles, style: settings.value.style)) }

        let new = newTitles(among: titles)
        let keys = sources.map { source in
            GuideKey(
                source: source.identity, settings: settings.identity,
                includes: source.mayInclude ? content.includes.identity : 0,
                committed: dates.day(of: source.file),
                lexicon: self.lexicon(of: source, new) ?? lexicon.identity)
        }
        let isKept = isKept
        let rules = BodyRules(content)
        options.progress.start(.parsing, of: sources.count)
        let parsed: [ParsedGuide]
        (parsed, _, next.guides) = try await guides.values(
            sources.count, jobs: options.jobs, chunk: 16, key: { keys[$0] },
            makeState: { GuideReader(lexicon.value, rules, keepsWords: isKept) }
        ) { reader, index in
            defer { options.progress.advance() }
            return Self.parse(
                sources[index], committed: keys[index].committed, reader, settings.value.site, lexicon.value,
                options)
        }
        if isKept {
            next.titles = Set(titles.map(ExactText.init))
            next.parsedWith = Dictionary(
                zip(keys, parsed).map {
                    ($0.source, ParsedWith(lexicon: $0.lexicon, words: $1.vector.words))
                }, uniquingKeysWith: { first, _ in first })
        }
        return (parsed, next)
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
            findings: source.findings + parsed.findings + (context.map(Checks.findings(in:)) ?? []))
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
        guard let words = with.words else { return nil }
        return new.contains { $0.allSatisfy(words.mayContain) } ? nil : with.lexicon
    }
}
