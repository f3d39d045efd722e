import Analysis
import Content
import Findings
import Rendering

/// The site at one moment, as the preview shows it: of each guide the last good version.
struct Snapshot: Sendable {
    /// The most changed guides whose pairs are proven before the page is shown again: proving one takes about a
    /// millisecond.
    private static let mostProvenAtOnce = 8
    /// The most guides without a file that are still shown; each keeps a whole former site in memory.
    private static let mostSitesHeld = 8

    /// Counts changes, from 1.
    let number: Int
    /// The site as it is, errors and all.
    let reading: AnalyzedSite
    /// The site that is shown: as it is, or as it last was without an error in settings, terms or templates; nil before
    /// there was one.
    let shown: RenderedSite?
    /// For each guide with errors, by slug, the site as it was when the guide was good for the last time.
    let held: [String: RenderedSite]
    /// For each guide whose file is missing, by slug, the site as it was when the file was last there: programs that
    /// save by moving files remove it for a moment.
    let missing: [String: RenderedSite]
    /// The errors that are known at once.
    let errors: [Finding]
    /// Those of the guides of the site that is shown.
    private let shownErrors: [Finding]
    /// Everything that the checks find; nil until they are through.
    let findings: [Finding]?
    /// The reason why the site's folders could not be read, so that everything here was read before; nil where they
    /// could.
    let failure: String?

    /// The outputs from which the guide with this slug is shown.
    func outputs(of slug: String) -> RenderedSite? { held[slug] ?? shown }

    /// The findings that are known by now.
    var known: [Finding] { findings ?? errors }

    /// The site as it is shown, or as it is before anything can be shown.
    var site: AnalyzedSite { shown?.site ?? reading }

    /// Findings, the worst first, and causes before what follows from them: settings and templates, then the files of
    /// `first`, then all others.
    func byCause(_ findings: [Finding], first: [String] = []) -> [Finding] {
        let causes = Set(reading.siteErrors.map(\.file))
        let ranks = Dictionary(grouping: findings) { finding in
            if finding.file == Site.file { return 0 }
            if causes.contains(finding.file) { return 1 }
            return first.contains(finding.file) ? 2 : 3
        }
        return Severity.allCases.reversed().flatMap { severity in
            (0...3).flatMap { (ranks[$0] ?? []).filter { $0.severity == severity } }
        }
    }

    /// Whether there is no page to show of a guide: it has no title, and had none since the preview was started.
    func lacksPage(_ slug: String) -> Bool {
        guard held[slug] == nil, let library = shown?.site.library,
            let index = library.resolver.guidesBySlug[slug]
        else { return false }
        return library.guides[index].frontMatter.title.text.isEmpty
    }

    /// The site as it now is, after an earlier moment.
    init(_ reading: AnalyzedSite, after former: Snapshot?) {
        number = (former?.number ?? 0) + 1
        self.reading = reading
        failure = nil
        findings = nil
        let outputs = RenderedSite(reading)
        var errors = reading.siteErrors
        guard errors.isEmpty else {
            shown = former?.shown
            held = former?.held ?? [:]
            missing = former?.missing ?? [:]
            shownErrors = former?.shownErrors ?? []
            self.errors = errors
            return
        }
        shown = outputs
        let library = reading.library
        var held: [String: RenderedSite] = [:]
        // A pair is proven at once where few guides changed, and with all others later.
        let changedPairs = former.flatMap { reading.changedPairs(since: $0.reading) }
        let changed = changedPairs ?? []
        for (index, guide) in library.guides.enumerated() {
            var own = reading.errors(of: index)
            if own.isEmpty, changed.count <= Self.mostProvenAtOnce, changed.contains(index) {
                own = outputs.guide(index).faults.map { $0.finding(guide) }.filter { $0.severity == .error }
            }
            if own.isEmpty, let former, changedPairs != nil, !changed.contains(index),
                former.held[guide.slug] != nil
            {
                own = former.shownErrors.filter { $0.file == guide.file }
            }
            guard !own.isEmpty else { continue }
            errors += own
            let last = former.flatMap { former in
                former.held[guide.slug]
                    ?? former.shown.flatMap {
                        $0.hasGuide(guide.slug) && !former.hasErrors(guide.file) ? $0 : nil
                    } ?? former.missing[guide.slug]
            }
            if let last { held[guide.slug] = last }
        }
        self.held = held
        missing =
            former.map { changedPairs == nil ? $0.lastVersions(ofGuidesNotIn: outputs) : $0.missing } ?? [:]
        self.errors = errors.sorted()
        shownErrors = self.errors
    }

    /// The same moment, once the checks are through, or the folders cannot be read.
    init(_ former: Snapshot, findings: [Finding]?, failure: String?, number: Int) {
        self.number = number
        reading = former.reading
        shown = former.shown
        held = former.held
        missing = former.missing
        errors = former.errors
        shownErrors = former.shownErrors
        self.findings = findings
        self.failure = failure
    }

    /// Of guides that a later moment does not have, the last good versions; of a few alone, since each keeps a site
    /// alive.
    private func lastVersions(ofGuidesNotIn outputs: RenderedSite) -> [String: RenderedSite] {
        var gone = missing.merging(held) { $1 }.filter { !outputs.hasGuide($0.key) }
        for guide in shown?.site.library.guides ?? []
        where !outputs.hasGuide(guide.slug) && gone[guide.slug] == nil && !hasErrors(guide.file) {
            gone[guide.slug] = shown
        }
        return gone.count <= Self.mostSitesHeld ? gone : [:]
    }

    private func hasErrors(_ file: String) -> Bool { shownErrors.contains { $0.file == file } }
}
