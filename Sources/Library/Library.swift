import Content
import Findings
import Markdown
import Support
import Words

/// All guides together: links resolved both ways, terms linked, related guides chosen. From it checks and pages are made.
///
/// Nothing in it ever changes; it is a class so that handing it on costs one count instead of twenty.
package final class Library: Sendable {
    package let site: Site
    package let terms: [Term]
    package let addressHistory: AddressHistory
    /// By slug; of two with one slug both are here, and a finding says so.
    package let guides: [Guide]
    /// Files that are published as they are, relative to `Content/guides`.
    package let files: [String]
    /// The pictures among `files`, by path.
    package let pictures: [String: Picture]
    /// Files among `files` that can run, or steer the host, and that the site does not allow.
    package let activeFiles: [String: ActiveContent]
    /// Files that can run and that the site allows.
    let allowedToRun: Set<String>
    /// The addresses of the site's pages and files.
    package let addresses: Addresses
    package let resolver: LinkResolver

    /// For each guide, where each of its document's links leads.
    package let targets: [[LinkTarget]]
    /// For each guide, its terms that become links, by location.
    package let termLinks: [[TermLink]]
    /// For each guide, those that link to it from their prose, by slug.
    package let mentionedBy: [[Int]]
    /// For each guide, its related guides, the closest first.
    package let related: [[Related]]
    /// For each guide, the guides that its resources name, where they exist.
    package let resourceGuides: [[Int?]]

    /// For each guide, the full addresses of its resources, with where they lead: one may be of this site.
    package let resourceTargets: [[(url: Located, target: LinkTarget)]]

    /// Inputs of the pages and files besides guides.
    package let shape: SiteShape
    /// For each guide, those before and after it in its category.
    package let neighbors: [Neighbors]

    /// Indices of the guides before and after a guide; nil at the ends of its category.
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

    /// How many links the published pages hold in all.
    package var linkCount: Int {
        var count = 0
        for index in guides.indices {
            count += guides[index].document.links.count + termLinks[index].count + related[index].count
            count += guides[index].frontMatter.resources.count
        }
        return count
    }

    /// The index of the guide that has this slug, or had it as an alias.
    package func index(ofSlug slug: String) -> Int? { resolver.guide(named: slug) }

    /// The only guide whose slug is a name with whatever folders before it, such as `mail/spf` for `spf`.
    package func index(ofLastName name: String) -> Int? { names.guide(lastNamed: name, in: self) }

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

    /// The heading of a guide that a fragment names, where it is one of several with the same text.
    package func sharedHeading(_ fragment: String, of index: Int) -> Document.Heading? {
        names.sharedHeading(fragment, of: index, in: self)
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
    /// Names that no guide and no file beside guides may have.
    package let reservedNames: Set<String>
    /// Knows what else is published.
    let directory: any OutputDirectory

    /// The guide that once had this slug, where no guide has it now.
    package func index(ofAlias slug: String) -> Int? {
        resolver.guidesBySlug[slug] == nil ? resolver.guidesByAlias[slug] : nil
    }

    /// The issue that is published under an id or a former one: its guide, and the anchor of its heading.
    package func issue(named id: String) -> (guide: Int, anchor: String)? { names.issue(named: id, in: self) }

    /// The guide that is in a file, by its path in the site.
    package func index(ofFile file: String) -> Int? {
        ContentTree.pathInGuides(of: file).flatMap { resolver.guidesByFile[$0] }
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
    func guides(in category: String) -> [Int] {
        guides.indices.filter { guides[$0].frontMatter.category.text == category }
    }

    /// Results that the next library of the same site may reuse; nil where none will be made.
    package let memo: LibraryMemo
    /// Equal for libraries in which links lead to the same targets: same settings, and same guides in the same files.
    package let shapeIdentity: Int
    /// Stands for the same from one run of the tool to the next; empty where no store keeps it.
    private let shapeDigest: [UInt8]

    /// - Parameters:
    ///   - settings: tells the settings and terms of `content` from all others.
    ///   - vectors: the strongest words of each guide, in the order of `guides`.
    ///   - directory: knows what else will be published.
    ///   - memo: what an earlier library of the site left.
    package init(
        content: SiteContent, settings: Int, guides: [Guide], vectors: [TermVector], jobs: Int,
        directory: any OutputDirectory, memo: LibraryMemo = LibraryMemo(isKept: false)
    ) async throws {
        (names, reservedNames) = (LibraryNames(directory), directory.reservedNames)
        self.directory = directory
        (site, terms, addressHistory) = (content.site, content.terms, content.addressHistory)
        self.guides = guides
        files = content.files
        pictures = content.pictures
        activeFiles = content.activeFiles.filter { !content.site.allowedFiles.contains($0.value.kind) }
        allowedToRun = Set(content.activeFiles.keys).subtracting(activeFiles.keys)
        otherLinks = WebLink.others(content, guides)
        let addresses = Addresses(origin: content.site.baseURL, path: content.site.path)
        self.addresses = addresses
        shape = SiteShape(
            site: site, terms: terms, guides: guides, files: content.files, addresses: addresses)
        let lists = directory.lists(shape)
        var next = memo

        let resolver: Identified<LinkResolver>
        let shapeKey = LinkResolver.Key(content, guides, lists, settings: settings)
        (resolver, next.resolver) = memo.resolver(of: shapeKey) {
            LinkResolver(content, guides, addresses, lists)
        }
        shapeDigest = memo.isStored ? shapeKey.digest : []
        self.resolver = resolver.value
        shapeIdentity = resolver.identity
        pages = guides.map { addresses.page($0.slug) }
        twins = pages.map { addresses.twin(of: $0) }
        neighbors = Self.neighbors(shape)

        let linking = GuideLinking(site, terms, guides, resolver.value)
        let links: [GuideLinks]
        (links, _, next.links) = try await memo.links.values(
            guides.count, jobs: jobs,
            key: { LibraryMemo.GuideKey(guide: guides[$0].identity, among: resolver.identity) },
            makeState: {}, make: { linking.links(of: $1) })
        targets = links.map(\.targets)
        termLinks = links.map(\.terms)
        resourceGuides = links.map(\.resources)
        resourceTargets = links.map(\.resourceTargets)
        mentionedBy = GuideLinks.reversed(links)

        let titles: Identified<TitleIndex>
        (titles, next.titles) = memo.titles.value(
            LibraryMemo.TitlesKey(titles: guides.map(\.titleKey), among: resolver.identity)
        ) { Identified(TitleIndex(guides)) }
        let named: [[Int]]
        (named, _, next.named) = try await memo.named.values(
            guides.count, jobs: jobs,
            key: { LibraryMemo.GuideKey(guide: guides[$0].identity, among: titles.identity) },
            makeState: {}, make: { linking.named(by: $1, titles.value) })

        (related, next.related) = try await memo.relatedMemo.lists(
            RelatedInputs(
                guides: guides, vectors: vectors, named: named, links: links, linkedBy: mentionedBy,
                shape: resolver.identity), jobs: jobs)
        self.memo = next
    }

    /// What the library of the next run of the tool may reuse.
    package var forNextRun: StoredLibrary { StoredLibrary(shape: shapeDigest, related: related) }

    private static func neighbors(_ shape: SiteShape) -> [Neighbors] {
        var neighbors = [Neighbors](repeating: Neighbors(), count: shape.guides.count)
        for (_, guides) in shape.categories {
            for (previous, next) in zip(guides, guides.dropFirst()) {
                neighbors[previous].next = next
                neighbors[next].previous = previous
            }
        }
        return neighbors
    }
}
