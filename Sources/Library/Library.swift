import Content
import Support
import Words

/// All guides together: links resolved both ways, terms linked, related guides chosen. From it checks and pages are made.
///
/// Nothing in it ever changes; it is a class so that handing it on costs one count instead of twenty.
package final class Library: Sendable {
    package let site: Site
    package let terms: [Term]
    package let ledger: AddressHistory
    /// By slug; of two with one slug both are here, and a finding says so.
    package let guides: [Guide]
    /// Files that are published as they are, relative to `Content/guides`.
    package let files: [String]
    /// Those of `files` that can run or steer the host, and that the site does not allow.
    package let activeFiles: [String: ActiveContent]
    /// Files that can run and that the site allows.
    private let allowedToRun: Set<String>
    package let addresses: Addresses
    package let resolver: LinkResolver

    /// For each guide, where each of its document's links leads.
    package let targets: [[LinkTarget]]
    /// For each guide, its terms that become links, by place.
    package let termLinks: [[TermLink]]
    /// For each guide, those that link to it from their prose, by slug.
    package let mentionedBy: [[Int]]
    package let related: [[Related]]
    /// For each guide, the guides that its resources name, where they exist.
    package let resourceGuides: [[Int?]]

    /// For each guide, those before and after it in its category, by slug.
    package let neighbors: [Neighbors]

    package struct Neighbors: Sendable, Hashable {
        package var previous: Int?
        package var next: Int?

        package init(previous: Int? = nil, next: Int? = nil) {
            self.previous = previous
            self.next = next
        }
    }

    /// For each guide, the path of its page and the address of its twin, made once for all links that lead there.
    package let pages: [String]
    package let twins: [String]

    /// A term that becomes a link.
    package struct TermLink: Sendable {
        package var guide: Int
        package var mention: Mention
    }

    /// How many links the published pages hold in all.
    package var linkCount: Int {
        var count = 0
        for index in guides.indices {
            count += guides[index].document.links.count + termLinks[index].count + related[index].count
            count += guides[index].frontMatter.resources.count
        }
        return count
    }

    package func index(ofSlug slug: String) -> Int? { resolver.guide(named: slug) }

    /// The slug that was probably meant by `name`, as in `spff` for `spf`; nil where none is near.
    package func nearestSlug(to name: String) -> String? { nearest(to: name, among: .slugs) }

    /// The name of a list that was probably meant; nil where none is near.
    package func nearest(to name: String, among list: LibraryNames.List) -> String? {
        names.nearest(to: name, among: list, in: self)
    }

    /// Whether a guide's page has an element with this id: a heading, a former one or a footnote.
    package func hasAnchor(_ fragment: String, of index: Int) -> Bool {
        names.has(fragment, of: index, in: self)
    }

    /// The anchor of a guide that `fragment` is but for letter case.
    package func anchor(likely fragment: String, of index: Int) -> String? {
        names.anchor(likely: fragment, of: index, in: self)
    }

    /// Whether a page that the site makes besides guides has an element with this id.
    package func hasAnchor(_ fragment: String, ofPage path: String) -> Bool {
        names.has(fragment, ofPage: path, in: self)
    }

    /// The ids of such a page that lead to parts of it, in order.
    package func parts(ofPage path: String) -> [String] { names.parts(ofPage: path, in: self) }

    private let names: LibraryNames
    /// Knows what else is published.
    let directory: any OutputDirectory

    /// What to say where no guide has a slug.
    package func unknownGuide(_ slug: String) -> String {
        let near = nearestSlug(to: slug)
        return "no guide is named \(slug)\(near.map { "; did you mean \($0)?" } ?? "")"
    }

    /// The guide that once had this slug, where no guide has it now.
    package func index(ofAlias slug: String) -> Int? {
        resolver.guidesBySlug[slug] == nil ? resolver.guidesByAlias[slug] : nil
    }

    /// The issue that is published under an id or a former one: its guide, and the anchor of its heading.
    package func issue(named id: String) -> (guide: Int, anchor: String)? { names.issue(named: id, in: self) }

    /// The guide that is in a file, by its path in the site.
    package func index(ofFile file: String) -> Int? {
        resolver.guidesByFile[String(file.dropFirst(ContentTree.guides.utf8.count + 1))]
    }

    /// Links that are in no guide's text: in notes for agents, in `site.yml`, and in templates.
    package let otherLinks: [WebLink]

    /// How many related guides a guide has at least, if there are as many.
    package static let wantedRelated = RelatedLists.wanted

    /// How long a guide takes to read.
    package func readingMinutes(of index: Int) -> Int { GuideFacts(self, index).readingMinutes }

    /// The guides that a guide's twin leads to.
    package func reached(from index: Int) -> [Int] {
        var reached = related[index].map(\.guide) + termLinks[index].map(\.guide)
        reached += resourceGuides[index].compactMap { $0 }
        for target in targets[index] { if case .guide(let other, _) = target { reached.append(other) } }
        return reached
    }

    /// The guides of a category, by slug.
    package func guides(in category: String) -> [Int] {
        guides.indices.filter { guides[$0].frontMatter.category.text == category }
    }

    /// What a library has to keep so that the next one can be made from it.
    package struct Parts: Sendable {
        /// For each guide, those whose term or title it names, sorted, each once.
        package var names: [[Int]]
        package var proseLinks: [[Int]]
        package var scores: PairScores
    }

    /// Kept where the library was asked to.
    package let parts: Parts?
    /// Tells this library from all others.
    package let serial = Identity.next()
    /// The library that this one was made from.
    package let continues: Int?

    /// Whether a file that is beside the guides is published at an address, such as `/guides/img/dot.svg`.
    package func isBesideGuides(published path: String) -> Bool {
        fileBesideGuides(published: path) != nil
    }

    /// What a browser may do with a file beside the guides.
    package enum Running: Sendable {
        /// There is nothing to run in it.
        case nothing
        /// It can run, and the site allows that.
        case allowed
        /// It can run, and the site does not allow that.
        case refused
    }

    /// The same for the file that is published at an address, such as `/guides/demo.html`.
    package func running(published path: String) -> Running {
        guard let file = fileBesideGuides(published: path) else { return .nothing }
        return activeFiles[file] != nil ? .refused : allowedToRun.contains(file) ? .allowed : .nothing
    }

    private func fileBesideGuides(published path: String) -> String? {
        guard path.hasPrefix(addresses.path + "/") else { return nil }
        return resolver.files[String(path.dropFirst(addresses.path.count + 1)).composed]
    }

    /// A library to start from, and the guides that are not what they were in it. It has the same guides in the same
    /// files, the same settings and terms.
    package struct Former {
        package var library: Library
        package var parts: Parts
        package var changed: [Int]

        package init(library: Library, parts: Parts, changed: [Int]) {
            self.library = library
            self.parts = parts
            self.changed = changed
        }
    }

    /// - Parameters:
    ///   - directory: knows what else will be published.
    ///   - vectors: the strongest words of each guide, in the order of `guides`.
    ///   - former: a library that differs in a few guides alone; all else is taken over from it.
    ///   - keepsParts: whether another library will be made from this one.
    package init(
        content: SiteContent, guides: [Guide], vectors: [TermVector], jobs: Int,
        directory: any OutputDirectory,
        after former: Former? = nil, keepsParts: Bool = false
    ) async throws {
        names = LibraryNames(directory)
        self.directory = directory
        site = content.site
        terms = content.terms
        ledger = content.ledger
        self.guides = guides
        files = content.files
        activeFiles = content.activeFiles.filter { !content.site.allowedFiles.contains($0.value.kind) }
        allowedToRun = Set(content.activeFiles.keys).subtracting(activeFiles.keys)
        otherLinks = WebLink.others(content, guides)
        let addresses = Addresses(origin: content.site.baseURL, path: content.site.path)
        self.addresses = addresses
        let old = former?.library
        continues = old?.serial
        pages = old?.pages ?? guides.map { addresses.page($0.slug) }
        twins = old?.twins ?? pages.map { addresses.twin(of: $0) }
        neighbors = Self.neighbors(guides)
        let resolver = old?.resolver ?? Self.resolver(content, guides, addresses, directory)
        self.resolver = resolver

        let explainers = content.terms.map { term in
            term.guide.flatMap { resolver.guide(named: $0.text) }
        }
        let site = content.site
        let changed = former?.changed ?? Array(guides.indices)
        /// What `make` gives for changed guides; what `old` holds for the others.
        func values<Value: Sendable>(
            _ old: [Value]?, _ make: @escaping @Sendable (Int) -> Value
        ) async throws -> [Value] {
            let made = try await Workers.map(changed.count, jobs: jobs, chunk: 64, makeState: {}) {
                make(changed[$1])
            }
            guard var values = old else { return made }
            for (index, value) in zip(changed, made) { values[index] = value }
            return values
        }

        let linked = try await Workers.map(changed.count, jobs: jobs, chunk: 64, makeState: {}) { _, at in
            Self.link(changed[at], guides, site, explainers, resolver)
        }
        var (targets, termLinks) = (old?.targets ?? [], old?.termLinks ?? [])
        var proseLinks = former?.parts.proseLinks ?? []
        var mentionedBy = old?.mentionedBy ?? [[Int]](repeating: [], count: guides.count)
        if old == nil {
            targets = linked.map(\.targets)
            termLinks = linked.map(\.terms)
            proseLinks = linked.map(\.proseGuides)
            for (index, links) in proseLinks.enumerated() {
                for target in links where target != index { mentionedBy[target].append(index) }
            }
        } else {
            for (index, links) in zip(changed, linked) {
                for target in proseLinks[index] { mentionedBy[target].removeAll { $0 == index } }
                targets[index] = links.targets
                termLinks[index] = links.terms
                proseLinks[index] = links.proseGuides
                for target in links.proseGuides where target != index {
                    mentionedBy[target].insert(
                        index, at: mentionedBy[target].partitionPoint { $0 < index })
                }
            }
        }
        self.targets = targets
        self.termLinks = termLinks
        self.mentionedBy = mentionedBy

        let resources = try await values(old?.resourceGuides) { index in
            guides[index].frontMatter.resources.map { resource -> Int? in
                guard case .guide(let slug) = resource.target else { return nil }
                return resolver.guide(named: slug.text)
            }
        }
        resourceGuides = resources
        let titles = TitleIndex(guides)
        // A title that changed changes what names it, wherever that is.
        let hasSameTitles = old.map { old in
            changed.allSatisfy { old.guides[$0].titleKey == guides[$0].titleKey }
        }
        let names: [[Int]]
        if hasSameTitles == true {
            names = try await values(former?.parts.names) { index in
                Self.named(by: guides[index], explainers, titles)
            }
        } else {
            names = try await Workers.map(guides.count, jobs: jobs, chunk: 64, makeState: {}) { _, index in
                Self.named(by: guides[index], explainers, titles)
            }
        }
        let scores = try await PairScores(
            guides: guides, vectors: vectors, names: names, links: proseLinks, linkedBy: mentionedBy,
            isIndexed: former == nil, jobs: jobs)
        let stale: [Int]
        if let former, let old {
            stale = AffectedLists(old.related, of: former.parts.scores, now: scores).guides(changed: changed)
        } else {
            stale = Array(guides.indices)
        }
        let making = RelatedLists(scores)
        let lists = try await Workers.map(
            stale.count, jobs: jobs, chunk: 64, makeState: { PairScores.Scratch() }
        ) { scratch, at in
            let index = stale[at]
            var seen: Set<Int> = [index]
            let author = guides[index].frontMatter.related.compactMap { slug -> Int? in
                guard let guide = resolver.guide(named: slug.text), seen.insert(guide).inserted else {
                    return nil
                }
                return guide
            }
            return making.list(
                for: index, excluded: Set(resources[index].compactMap { $0 }), author: author,
                scratch: &scratch)
        }
        if var related = old?.related {
            for (index, list) in zip(stale, lists) { related[index] = list }
            self.related = related
        } else {
            related = lists
        }
        parts =
            keepsParts
            ? Parts(names: names, proseLinks: proseLinks, scores: scores.withoutIndex) : nil
    }

    private static func neighbors(_ guides: [Guide]) -> [Neighbors] {
        var neighbors = [Neighbors](repeating: Neighbors(), count: guides.count)
        var last: [String: Int] = [:]
        for (index, guide) in guides.enumerated() {
            if let previous = last.updateValue(index, forKey: guide.frontMatter.category.text) {
                neighbors[index].previous = previous
                neighbors[previous].next = index
            }
        }
        return neighbors
    }

    /// Guides by their titles, as texts name them.
    private struct TitleIndex: Sendable {
        private let entries: [(key: UInt64, guide: Int)]

        init(_ guides: [Guide]) {
            entries = guides.enumerated().map { ($1.titleKey, $0) }.sorted { $0 < $1 }
        }

        /// The guides that have a title with this key.
        func guides(named key: UInt64) -> [Int] {
            entries[entries.partitionPoint { $0.key < key }...].prefix { $0.key == key }.map(\.guide)
        }
    }

    /// The guides whose term or title `guide` names, sorted, each once.
    private static func named(by guide: Guide, _ explainers: [Int?], _ titles: TitleIndex) -> [Int] {
        var named = Set(guide.mentions.terms.compactMap { explainers[Int($0)] })
        for key in guide.mentions.titles { named.formUnion(titles.guides(named: key)) }
        return named.sorted()
    }

    private static func resolver(
        _ content: SiteContent, _ guides: [Guide], _ addresses: Addresses, _ directory: any OutputDirectory
    )
        -> LinkResolver
    {
        var byFile: [String: Int] = [:]
        var bySlug: [String: Int] = [:]
        var byAlias: [String: Int] = [:]
        byFile.reserveCapacity(guides.count)
        bySlug.reserveCapacity(guides.count)
        let skipped = ContentTree.guides.utf8.count + 1
        for (index, guide) in guides.enumerated() {
            byFile[String(guide.file.dropFirst(skipped))] = index
            if bySlug[guide.slug] == nil { bySlug[guide.slug] = index }
        }
        for (index, guide) in guides.enumerated() {
            for alias in guide.frontMatter.aliases
            where bySlug[alias.text] == nil && byAlias[alias.text] == nil {
                byAlias[alias.text] = index
            }
        }
        return LinkResolver(
            addresses: addresses, guidesByFile: byFile, guidesBySlug: bySlug, guidesByAlias: byAlias,
            draftFiles: Set(content.drafts.map { String($0.file.dropFirst(skipped)) }),
            drafts: Set(content.drafts.map(\.slug)),
            files: Dictionary(
                content.files.map { ($0.composed, $0) }, uniquingKeysWith: { first, _ in first }),
            categories: Set(content.site.categories.map(\.id)),
            lists: directory.lists(
                SiteShape(site: content.site, terms: content.terms, guides: guides, addresses: addresses)),
            pathsByLowerCase: Dictionary(
                (Array(byFile.keys) + content.files).map { ($0.lowercased(), $0) }, uniquingKeysWith: { $1 }))
    }

    /// What one guide's links come to.
    private struct Links: Sendable {
        var targets: [LinkTarget]
        var terms: [TermLink]
        /// The guides that the prose leads to, sorted.
        var proseGuides: [Int]
    }

    private static func link(
        _ index: Int, _ guides: [Guide], _ site: Site, _ explainers: [Int?], _ resolver: LinkResolver
    ) -> Links {
        let guide = guides[index]
        var reached: Set<Int> = []
        let targets = guide.document.links.map { link in
            let target = resolver.resolve(link.destination, own: index, folder: guide.folder)
            if case .guide(let other, _) = target, link.kind != .definition { reached.insert(other) }
            return target
        }
        var terms: [TermLink] = []
        if guide.frontMatter.termLinks ?? site.termLinks {
            for mention in guide.mentions.linkable {
                guard let explainer = explainers[mention.term], explainer != index,
                    reached.insert(explainer).inserted
                else { continue }
                terms.append(TermLink(guide: explainer, mention: mention))
            }
        }
        return Links(targets: targets, terms: terms, proseGuides: reached.sorted())
    }
}
