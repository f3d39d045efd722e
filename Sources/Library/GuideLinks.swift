import Content
import Findings

/// The targets of all links of one guide.
struct GuideLinks: Sendable {
    /// For each of the document's links.
    let targets: [LinkTarget]
    /// Its terms that become links, by location.
    let terms: [TermLink]
    /// For each of its resources the guide that it names, where that exists.
    let resources: [Int?]
    /// The full addresses of its resources, with where they lead: one may be of this site.
    let resourceTargets: [(url: Located, target: LinkTarget)]
    /// The guides that its prose leads to, sorted, each once.
    let reached: [Int]
    /// The guides that its author named as related, in the author's order, each once.
    let author: [Int]

    /// For each guide, those whose prose leads to it, sorted.
    static func reversed(_ links: [GuideLinks]) -> [[Int]] {
        var reversed = [[Int]](repeating: [], count: links.count)
        for (index, links) in links.enumerated() {
            for target in links.reached where target != index { reversed[target].append(index) }
        }
        return reversed
    }
}

/// Finds where the links of guides lead, and whom guides name.
struct GuideLinking: Sendable {
    private let site: Site
    private let guides: [Guide]
    private let resolver: LinkResolver
    /// For each term the guide that explains it.
    private let explainingGuides: [Int?]

    init(_ site: Site, _ terms: [Term], _ guides: [Guide], _ resolver: LinkResolver) {
        self.site = site
        self.guides = guides
        self.resolver = resolver
        explainingGuides = terms.map { term in term.guide.flatMap { resolver.guide(named: $0.text) } }
    }

    func links(of index: Int) -> GuideLinks {
        let guide = guides[index]
        var reached: Set<Int> = []
        let targets = guide.document.links.map { link in
            let target = resolver.resolve(link.destination, own: index, folder: guide.folder)
            if case .guide(let other, _) = target, link.kind != .definition { reached.insert(other) }
            return target
        }
        let terms = termLinks(of: index, &reached)
        let resources = guide.frontMatter.resources.map { resource -> Int? in
            guard case .guide(let slug) = resource.target else { return nil }
            return resolver.guide(named: slug.text)
        }
        let resourceTargets = guide.frontMatter.resources.compactMap {
            resource -> (url: Located, target: LinkTarget)? in
            guard case .page(_, let url) = resource.target,
                ["http", "https"].contains(AddressText.scheme(of: url.text))
            else { return nil }
            return (url, resolver.resolve(url.text, own: index, folder: guide.folder))
        }
        var seen: Set<Int> = [index]
        let author = guide.frontMatter.related.compactMap { slug -> Int? in
            guard let other = resolver.guide(named: slug.text), seen.insert(other).inserted else {
                return nil
            }
            return other
        }
        return GuideLinks(
            targets: targets, terms: terms, resources: resources, resourceTargets: resourceTargets,
            reached: reached.sorted(), author: author)
    }

    /// The first mention of each term that another guide explains, where the guide does not link there already.
    private func termLinks(of index: Int, _ reached: inout Set<Int>) -> [TermLink] {
        let guide = guides[index]
        guard guide.frontMatter.termLinks ?? site.termLinks else { return [] }
        var links: [TermLink] = []
        for mention in guide.mentions.linkable {
            guard let guide = explainingGuides[mention.term], guide != index,
                reached.insert(guide).inserted
            else { continue }
            links.append(TermLink(guide: guide, mention: mention))
        }
        return links
    }

    /// The guides whose term or title a guide names, sorted, each once.
    func named(by index: Int, _ titles: TitleIndex) -> [Int] {
        let mentions = guides[index].mentions
        var named = Set(mentions.terms.compactMap { explainingGuides[Int($0)] })
        for key in mentions.titles { named.formUnion(titles.guides(named: key)) }
        return named.sorted()
    }
}
