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
    private let allowedToRun: Set<String>
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
    /// Knows what else is published.
    let directory: any OutputDirectory

    /// The message where no guide has a slug, such as `no guide is named "tsl"; did you mean tls?`.
    package func unknownGuide(_ slug: String) -> String {
        let near = nearestSlug(to: slug).map { "did you mean \($0)?" }
        return "no guide is named \(slug); \(near ?? "slugs are the names of the files in Content/guides")"
    }

    /// Why no guide can get a slug, with what to do; nil where one can.
    ///
    /// - Parameter guide: the guide that is to have it; nil for a new one.
    package func refusal(ofName slug: String, for guide: Guide? = nil) -> String? {
        let isReserved = isReserved(slug)
        guard site.naming.isValid(slug), !isReserved else {
            let finding = Slug.finding(
                Located(text: slug, location: .start), in: "", what: "the new name", site.naming,
                isReserved: isReserved)
            return "\(finding.message); \(finding.help)"
        }
        if resolver.guidesBySlug[slug] != nil {
            return "a guide is already named \(slug); choose another name"
        }
        guard let other = index(ofAlias: slug), guides[other] !== guide else { return nil }
        return
            "\(guides[other].file) was once named \(slug), and readers still follow that name; choose another one"
    }

    /// Whether the site itself needs a name that is to be a slug or an alias, or the folder of one.
    package func isReserved(_ slug: String) -> Bool {
        let parts = slug.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        let reserved = reservedNames
        guard let first = parts.first, !reserved.contains(first), !reserved.contains(first.lowercased())
        else {
            return true
        }
        // The file of such a page would be the index of its folder.
        if parts.count > 1, parts.last == "index" { return true }
        guard slug.utf8.contains(UInt8(ascii: ".")) else { return false }
        var path = addresses.path
        return parts.contains { part in
            path += "/" + part
            return resolver.lists.files.contains(path)
        }
    }

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

    /// The full addresses of a guide's resources, with where they lead: one may be of this site.
    package func resourceTargets(of index: Int) -> [(url: Located, target: LinkTarget)] {
        let guide = guides[index]
        return guide.frontMatter.resources.compactMap { resource in
            guard case .page(_, let url) = resource.target,
                ["http", "https"].contains(AddressText.scheme(of: url.text))
            else { return nil }
            return (url, resolver.resolve(url.text, own: index, folder: guide.folder))
        }
    }

    /// The guides of a category, by slug.
    func guides(in category: String) -> [Int] {
        guides.indices.filter { guides[$0].frontMatter.category.text == category }
    }

    /// Results that the next library of the same site may reuse; nil where none will be made.
    package let memo: LibraryMemo
    /// Equal for libraries in which links lead to the same targets: same settings, and same guides in the same files.
    package let shapeIdentity: Int

    /// The picture that the dark theme shows instead of another one, such as `img/panel.dark.png` for `img/panel.png`; nil
    /// where there is none.
    package func darkPicture(of file: String) -> String? {
        guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let dark = "\(file[..<dot]).dark\(file[dot...])"
        return pictures[dark] == nil ? nil : dark
    }

    /// A picture that a link leads to, and the one that the dark theme shows instead of it.
    package func pictures(of target: LinkTarget) -> [(file: String, picture: Picture)] {
        guard case .file(let path, _) = target, pictures[path] != nil else { return [] }
        return [path, darkPicture(of: path)].compactMap { file in
            file.flatMap { file in pictures[file].map { (file, $0) } }
        }
    }

    /// The paths of the files that a guide's page shows as pictures.
    package func picturesShown(in index: Int) -> Set<String> {
        var paths: Set<String> = []
        for (link, target) in zip(guides[index].document.links, targets[index]) where link.isImage {
            if case .file(let path, _) = target { paths.insert(path) }
        }
        return paths
    }

    /// Whether a file that is beside the guides is published at an address, such as `/guides/img/dot.svg`.
    package func isBesideGuides(published path: String) -> Bool {
        fileBesideGuides(published: path) != nil
    }

    /// The rights of a file beside the guides in a browser.
    package enum Running: Sendable {
        /// There is nothing to run in it.
        case nothing
        /// It can run, and the site allows that.
        case allowed
        /// It can run, and the site does not allow that.
        case refused
    }

    /// The rights of the file that is published at an address, such as `/guides/demo.html`.
    package func running(published path: String) -> Running {
        guard let file = fileBesideGuides(published: path) else { return .nothing }
        return activeFiles[file] != nil ? .refused : allowedToRun.contains(file) ? .allowed : .nothing
    }

    private func fileBesideGuides(published path: String) -> String? {
        guard path.hasPrefix(addresses.path + "/") else { return nil }
        return resolver.files[String(path.dropFirst(addresses.path.count + 1)).composed]
    }

    /// - Parameters:
    ///   - settings: tells the settings and terms of `content` from all others.
    ///   - vectors: the strongest words of each guide, in the order of `guides`.
    ///   - directory: knows what else will be published.
    ///   - memo: what an earlier library of the site left.
    package init(
        content: SiteContent, settings: Int, guides: [Guide], vectors: [TermVector], jobs: Int,
        directory: any OutputDirectory, memo: LibraryMemo = LibraryMemo(isKept: false)
    ) async throws {
        names = LibraryNames(directory)
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
        shape = SiteShape(site: site, terms: terms, guides: guides, addresses: addresses)
        let lists = directory.lists(shape)
        var next = memo

        let resolver: Identified<LinkResolver>
        (resolver, next.resolver) = memo.resolver.value(
            LinkResolver.Key(content, guides, lists, settings: settings)
        ) { Identified(LinkResolver(content, guides, addresses, lists)) }
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

        (related, next.related) = try await memo.related.lists(
            RelatedInputs(
                guides: guides, vectors: vectors, named: named, links: links, linkedBy: mentionedBy,
                shape: resolver.identity), jobs: jobs)
        self.memo = next
    }

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
