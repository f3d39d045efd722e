import Markdown

/// All guides together: links resolved both ways, terms linked, related guides chosen. From it checks and pages are made.
///
/// Nothing in it ever changes; it is a class so that handing it on costs one count instead of twenty.
package final class Library: Sendable {
    package let site: Site
    package let terms: [Term]
    /// By slug; of two with one slug both are here, and a finding says so.
    package let guides: [Guide]
    /// Files that are published as they are, relative to `Content/guides`.
    package let files: [String]
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

    /// For each guide, the path of its page and the address of its twin, made once for all links that lead there.
    package let pages: [String]
    package let twins: [String]

    /// A term that becomes a link.
    package struct TermLink: Sendable {
        package var guide: Int
        package var mention: Subject.Mention
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

    /// The guide that lies in a file, by its path in the site.
    package func index(ofFile file: String) -> Int? {
        resolver.guidesByFile[String(file.dropFirst(ContentTree.guides.utf8.count + 1))]
    }

    /// Links that stand in no guide's text: in notes for agents, in `site.yml`, and in templates.
    package let otherLinks: [WebLink]

    /// The owners of the phrases that stand for a guide: the terms that it explains, and its title.
    func names(of index: Int) -> [Int] {
        let explained = terms.indices.filter { terms[$0].guide.map { self.index(ofSlug: $0.text) } == index }
        return explained + [terms.count + index]
    }

    /// The guides that a guide's twin leads to.
    func reached(from index: Int) -> [Int] {
        var reached = related[index].map(\.guide) + termLinks[index].map(\.guide)
        reached += resourceGuides[index].compactMap { $0 }
        for target in targets[index] { if case .guide(let other, _) = target { reached.append(other) } }
        return reached
    }

    /// The guides of a category, by slug.
    package func guides(in category: String) -> [Int] {
        guides.indices.filter { guides[$0].frontMatter.category.text == category }
    }

    /// The phrases that guides are searched for: each term's forms, then each guide's title.
    static func vocabulary(terms: [Term], titles: [String]) -> Vocabulary {
        var vocabulary = Vocabulary(expecting: titles.count + 4 * terms.count)
        for (index, term) in terms.enumerated() {
            for form in term.forms { vocabulary.add(form, owner: Int32(index), isTerm: true) }
        }
        for (index, title) in titles.enumerated() {
            vocabulary.add(title, owner: Int32(terms.count + index), isTerm: false)
        }
        return vocabulary
    }

    /// - Parameter likeness: what tells each guide from others, in the order of `guides`.
    package init(content: Content, guides: [Guide], likeness: [Likeness], jobs: Int) async throws {
        site = content.site
        terms = content.terms
        self.guides = guides
        files = content.files
        otherLinks = WebLink.others(content, guides)
        let addresses = Addresses(origin: content.site.baseURL, path: content.site.path)
        self.addresses = addresses
        pages = guides.map { addresses.page($0.slug) }
        twins = pages.map { addresses.twin(of: $0) }
        let resolver = Self.resolver(content, guides, addresses)
        self.resolver = resolver

        let explainers = content.terms.map { term in
            term.guide.flatMap { resolver.guide(named: $0.text) }
        }
        let site = content.site
        let linked = try await Workers.map(guides.count, jobs: jobs, chunk: 64, makeState: {}) { _, index in
            Self.link(index, guides, site, explainers, resolver)
        }
        targets = linked.map(\.targets)
        termLinks = linked.map(\.terms)
        var mentionedBy = [[Int]](repeating: [], count: guides.count)
        for (index, links) in linked.enumerated() {
            for target in links.proseGuides where target != index { mentionedBy[target].append(index) }
        }
        self.mentionedBy = mentionedBy

        let resources = guides.map { guide in
            guide.frontMatter.resources.map { resource -> Int? in
                guard case .guide(let slug) = resource.target else { return nil }
                return resolver.guide(named: slug.text)
            }
        }
        resourceGuides = resources
        let terms = content.terms
        let names = try await Workers.map(guides.count, jobs: jobs, chunk: 64, makeState: {}) { _, index in
            Self.names(guides[index], guides, terms, explainers)
        }
        let scores = try await RelatedGuides(
            guides: guides, likeness: likeness, names: names, links: linked.map(\.proseGuides), jobs: jobs)
        related = try await Workers.map(
            guides.count, jobs: jobs, chunk: 64, makeState: { RelatedGuides.Scratch() }
        ) { scratch, index in
            var seen: Set<Int> = [index]
            let author = guides[index].frontMatter.related.compactMap { slug -> Int? in
                guard let guide = resolver.guide(named: slug.text), seen.insert(guide).inserted else {
                    return nil
                }
                return guide
            }
            return scores.list(
                for: index, excluded: Set(resources[index].compactMap { $0 }), author: author,
                scratch: &scratch)
        }
    }

    /// The guides whose term or title `guide` names, sorted, each once: by its term where it has one.
    private static func names(
        _ guide: Guide, _ guides: [Guide], _ terms: [Term], _ explainers: [Int?]
    ) -> [RelatedGuides.Name] {
        var names: [RelatedGuides.Name] = []
        for owner in guide.subject.named.map(Int.init) {
            // Owners are sorted, and terms come before titles.
            if owner >= terms.count {
                names.append(
                    RelatedGuides.Name(guide: owner - terms.count, name: guides[owner - terms.count].title))
            } else if let explainer = explainers[owner] {
                names.append(RelatedGuides.Name(guide: explainer, name: terms[owner].name))
            }
        }
        var seen: Set<Int> = []
        return names.filter { seen.insert($0.guide).inserted }.sorted { $0.guide < $1.guide }
    }

    private static func resolver(_ content: Content, _ guides: [Guide], _ addresses: Addresses)
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
            drafts: Set(content.drafts.map(\.slug)), files: Set(content.files),
            categories: Set(content.site.categories.map(\.id)),
            pathsByLowerCase: Dictionary(
                (Array(byFile.keys) + content.files).map { ($0.lowercased(), $0) }, uniquingKeysWith: { $1 }))
    }

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
            for mention in guide.subject.mentions {
                guard let explainer = explainers[Int(mention.owner)], explainer != index,
                    reached.insert(explainer).inserted
                else { continue }
                terms.append(TermLink(guide: explainer, mention: mention))
            }
        }
        return Links(targets: targets, terms: terms, proseGuides: reached.sorted())
    }
}
