import Analysis
import Content
import Library
import Support

/// Makes the keys of the pairs of a library: of each guide its record in the store of guides, where its links lead, and what is
/// shown of other guides.
struct PairKeys: Sendable {
    private let ofSite: InputKey
    private let library: Library
    private let records: [GuideStore.Record?]
    /// Stand for what other guides' pages show of each guide: title and address alone, and with its summary.
    private let names: [InputKey]
    private let cards: [InputKey]
    /// For each guide, the number of its category, and its place there.
    private let places: [(category: Int, place: Int)?]
    /// The forms of terms that guides explain.
    private let words: SearchWords?

    init(_ site: AnalyzedSite, _ records: [GuideStore.Record?], _ words: SearchWords?) {
        let library = site.library
        self.library = library
        self.records = records
        self.words = words
        ofSite = Self.site(site)
        names = library.guides.indices.map { index in
            var writer = BinaryWriter()
            writer.write(library.pages[index])
            writer.write(library.guides[index].title)
            writer.write(library.guides[index].isListed)
            return InputKey(of: writer.bytes)
        }
        let names = names
        cards = library.guides.indices.map { index in
            var writer = BinaryWriter()
            writer.write(names[index])
            writer.write(library.guides[index].summary)
            return InputKey(of: writer.bytes)
        }
        var places = [(category: Int, place: Int)?](repeating: nil, count: library.guides.count)
        for (number, (_, guides)) in library.categories.enumerated() {
            for (place, guide) in guides.enumerated() { places[guide] = (number, place) }
        }
        self.places = places
    }

    /// Stands for what the files of all guides are made from: settings, terms, templates, and whether hosts lead people on from
    /// issues' addresses, which the number of redirects decides too.
    static func site(_ site: AnalyzedSite) -> InputKey {
        var writer = BinaryWriter()
        writer.write(bytes: site.stored?.site ?? [])
        writer.write(site.library.hostsRedirect)
        return InputKey(of: writer.bytes)
    }

    /// The key of a guide; nil where it has no record, so that its files are made each time.
    func key(of index: Int) -> InputKey? {
        guard let record = records[index] else { return nil }
        let guide = library.guides[index]
        var writer = BinaryWriter()
        writer.reserve(2048)
        writer.write(ofSite)
        record.writeContent(to: &writer)
        writer.write(names[index])
        addTargets(of: index, to: &writer)
        writer.write(small: library.termLinks[index].count)
        for link in library.termLinks[index] {
            writer.write(names[link.guide])
            writer.write(small: link.mention.term)
        }
        writer.write(small: library.related[index].count)
        for related in library.related[index] { writer.write(cards[related.guide]) }
        writer.write(small: library.mentionedBy[index].count)
        for other in library.mentionedBy[index] { writer.write(names[other]) }
        writer.write(small: library.resourceGuides[index].count)
        for other in library.resourceGuides[index] { writer.write(other.map { cards[$0] }) }
        addCategory(of: index, to: &writer)
        for issue in guide.issues {
            writer.write(library.addressHistory.titles(ofIssues: issue.names, library.addresses))
        }
        writer.write(words?.forms(of: index) ?? [])
        return InputKey(of: writer.bytes)
    }

    /// Where links and resources lead.
    private func addTargets(of index: Int, to writer: inout BinaryWriter) {
        let guide = library.guides[index]
        let resources = guide.frontMatter.resources.compactMap { resource -> LinkTarget? in
            guard case .page(_, let url) = resource.target else { return nil }
            return library.resolver.resolve(url.text, own: index, folder: guide.folder)
        }
        writer.write(small: resources.count)
        for target in library.targets[index] + resources {
            switch target {
            case .guide(let other, let suffix):
                writer.write(small: 0)
                writer.write(names[other])
                writer.write(suffix)
            case .page(let path, let suffix): writer.write([path, suffix], 1)
            case .issue(let id, let suffix): writer.write([id, suffix], 2)
            case .file(let path, let suffix):
                writer.write([path, suffix], 3)
                for (file, picture) in library.pictures(of: target) {
                    writer.write(file)
                    writer.write(picture.size?.width)
                    writer.write(picture.size?.height)
                }
            case .ownSite(let path): writer.write([path], 4)
            case .elsewhere(let url): writer.write([url], 5)
            case .unknownGuide(let name): writer.write([name], 6)
            case .draft(let name): writer.write([name], 7)
            case .unknownFile(let path): writer.write([path], 8)
            case .malformed(let meant): writer.write([meant ?? ""], 9)
            case .dangerous(let scheme): writer.write([scheme], 10)
            }
        }
    }

    /// The category, and the guides that the page lists with it.
    private func addCategory(of index: Int, to writer: inout BinaryWriter) {
        writer.write(library.categoryWithPage(of: library.guides[index]) != nil)
        let neighbors = library.neighbors[index]
        for other in [neighbors.previous, neighbors.next] { writer.write(other.map { names[$0] }) }
        guard let (category, place) = places[index] else { return }
        let guides = library.categories[category].guides
        let shown = SiblingLists.shown(at: place, of: guides.count)
        writer.write(small: guides.count)
        writer.write(small: place - shown.lowerBound)
        writer.write(guides[shown].map { names[$0] })
    }
}

extension BinaryWriter {
    fileprivate mutating func write(_ texts: [String], _ kind: Int) {
        write(small: kind)
        write(texts)
    }
}
