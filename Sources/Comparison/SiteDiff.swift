import Analysis
import Content
import Findings
import Library
import OutputChecks
import Rendering
import Support

/// The differences between the site as it was at a revision of git and as it is now: in what is published, and in what
/// is found. `SiteDiffText` and `SiteDiffMarkdown` print them.
package struct SiteDiff: Sendable {
    /// A guide whose page or twin differs.
    package struct Guide: Sendable {
        package enum Kind: String, Sendable { case added, changed, moved, removed }

        package var kind: Kind
        /// The address of its page.
        package var page: String
        /// The address that its page had, where it moved.
        package var formerPage: String?
        package var title: String
        /// The difference of the twins, as a unified diff; empty where only the page does.
        package var diff: String
        /// The slugs of its related guides, before and now, where they differ.
        package var related: (before: [String], now: [String])?

        /// The address of its page, and the one that it had where it moved: `/guides/ssl → /guides/tls`.
        package var address: String { (formerPage.map { $0 + " → " } ?? "") + page }

        /// Whether its twin is the same.
        package var isPageAlone: Bool { kind == .changed && diff.isEmpty }
    }

    /// By slug.
    package var guides: [Guide] = []
    /// Other published files that came, differ or are gone, by path.
    package var files: [String] = []
    /// New findings, and those of the old revision that are gone.
    package var new: [Finding] = []
    package var fixed: [Finding] = []

    /// Guides whose page differs and whose twin does not: many of them where a template changed.
    package var pagesAlone: [Guide] { guides.filter(\.isPageAlone) }

    /// Whether what is published is the same, byte for byte.
    package var isEmpty: Bool { guides.isEmpty && files.isEmpty }

    /// Compares a reading of the site with the site as it was.
    ///
    /// - Throws: `GitSnapshot.Failure` where git has no such revision, `DiskError` when the disk refuses.
    package init(since revision: String, _ now: AnalyzedSite, _ options: AnalyzedSite.Options) async throws {
        self = try await Baseline.withSite(at: revision, options) { old in
            let tree = try ContentTree(site: old.site)
            let base = try await AnalyzedSite(tree, old, after: now)
            return try await SiteDiff(from: base, old, to: now, options)
        }
    }

    init(
        from base: AnalyzedSite, _ old: AnalyzedSite.Options, to now: AnalyzedSite,
        _ options: AnalyzedSite.Options
    ) async throws {
        let (baseFindings, before) = try await Self.findingsAndDigests(base, old)
        let (found, after) = try await Self.findingsAndDigests(now, options)
        var different = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        let moves = GuideMoves(from: base.library, to: now.library)
        let former = moves.formerSlugs
        let slugs = Set(now.library.guides.map(\.slug))
        let keptSlugs = base.library.guides.map(\.slug).filter { moves.slugs[$0] == nil }
        for slug in slugs.union(keptSlugs).sorted() {
            let page = (slugs.contains(slug) ? now : base).library.addresses.page(slug)
            let addresses = now.library.addresses
            let paths = [page, base.library.addresses.page(former[slug] ?? slug)].flatMap {
                [addresses.output($0, ".html"), addresses.output($0, ".md")]
            }
            guard paths.contains(where: different.contains) else { continue }
            different.subtract(paths)
            guides.append(Self.guide(slug, former[slug], base, now, moves, path: paths[1]))
        }
        files = different.sorted()
        new = Baseline(base, baseFindings, site: old.site)
            .unknown(among: found, in: now, site: options.site, moves, files: moves.files)
        fixed = Baseline(now, found, site: options.site)
            .unknown(among: baseFindings, in: base, site: old.site, moves, files: moves.formerFiles)
    }

    /// All findings, and the SHA-256 of each published file, by path.
    private static func findingsAndDigests(
        _ site: AnalyzedSite, _ options: AnalyzedSite.Options
    ) async throws -> (findings: [Finding], digests: [String: [UInt8]]) {
        let (findings, receipts) = try await site.allFindings(options, to: DigestSink())
        // A broken template makes no pages, but it makes findings.
        guard site.siteErrors.isEmpty else { return (findings, [:]) }
        return (
            findings,
            Dictionary(receipts.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
        )
    }

    /// - Parameter former: the slug that the guide had, where it moved.
    private static func guide(
        _ slug: String, _ former: String?, _ base: AnalyzedSite, _ now: AnalyzedSite, _ moves: GuideMoves,
        path: String
    ) -> Guide {
        let (old, new) = (base.library.guide(former ?? slug), now.library.guide(slug))
        let kind: Guide.Kind = old == nil ? .added : new == nil ? .removed : former == nil ? .changed : .moved
        func twin(_ reading: AnalyzedSite, _ index: Int?) -> [UInt8] {
            index.map { RenderedSite(reading).guide($0).twin.bytes } ?? []
        }
        func related(_ library: Library, _ index: Int?) -> [String] {
            index.map { library.related[$0].map { library.guides[$0.guide].slug } } ?? []
        }
        let lists = (related(base.library, old), related(now.library, new))
        let isSame = lists.0.map { moves.slugs[$0] ?? $0 } == lists.1
        let title =
            new.map { now.library.guides[$0].title } ?? old.map { base.library.guides[$0].title } ?? slug
        return Guide(
            kind: kind, page: (new == nil ? base : now).library.addresses.page(slug),
            formerPage: former.map { base.library.addresses.page($0) }, title: title,
            diff: UnifiedDiff.text(twin(base, old), twin(now, new), name: path),
            related: old != nil && new != nil && !isSame ? lists : nil)
    }
}

extension Library {
    /// The guide with this very slug.
    fileprivate func guide(_ slug: String) -> Int? {
        index(ofSlug: slug).flatMap { guides[$0].slug == slug ? $0 : nil }
    }
}
