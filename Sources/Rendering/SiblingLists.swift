import Library
import Support

/// The guides of a category as the page of each of them lists them, in which its own entry is marked.
///
/// The entries of a category are made once and copied from then on: of 1,000 guides each page lists the others.
struct SiblingLists {
    /// More guides than this are listed as the nearest ones around the page's own, behind a link to the category.
    static let mostShown = 40

    /// A category's entries, none of them marked.
    private struct Entries {
        /// The entry that leads to the category, then those of its guides, one after the other.
        var html: [UInt8] = []
        /// The end of each entry in `html`, that of the category first.
        var ends: [Int] = []
        var guides: [Int]
        /// The places of guides among `guides`.
        var places: [Int: Int]
    }

    private let library: Library
    private var made: [String: Entries] = [:]

    init(_ library: Library) { self.library = library }

    /// The list on a guide's page; none where the guide has no company.
    mutating func list(of index: Int, _ writer: TemplateFiller) -> [UInt8] {
        let id = library.guides[index].frontMatter.category.text
        if made[id] == nil { made[id] = entries(of: id, writer) }
        guard let entries = made[id], let place = entries.places[index], entries.guides.count > 1 else {
            return []
        }
        let count = entries.guides.count
        let shown = Self.shown(at: place, of: count)
        let (first, last) = (shown.lowerBound, shown.upperBound)
        // The entry of a place starts where the one before it ends.
        let start = count > Self.mostShown ? 0 : entries.ends[0]
        var html = Array(entries.html[start..<entries.ends[0]])
        html += entries.html[entries.ends[first]..<entries.ends[place]]
        html += entry(library.guides[index].title, library.pages[index], isCurrent: true, writer)
        html += entries.html[entries.ends[place + 1]..<entries.ends[last]]
        return html
    }

    /// The places of the guides that are listed with the one at a place.
    static func shown(at place: Int, of count: Int) -> Range<Int> {
        let first = max(0, min(place - mostShown / 2, count - mostShown))
        return first..<min(count, first + mostShown)
    }

    private func entries(of id: String, _ writer: TemplateFiller) -> Entries? {
        guard let (category, guides) = library.categories.first(where: { $0.category.id == id }) else {
            return nil
        }
        var entries = Entries(
            guides: guides, places: Dictionary(uniqueKeysWithValues: guides.enumerated().map { ($1, $0) }))
        entries.html = entry(
            category.title.text, library.addresses.category(id), isCurrent: false, writer)
        entries.ends = [entries.html.count]
        for guide in guides {
            entries.html += entry(library.guides[guide].title, library.pages[guide], isCurrent: false, writer)
            entries.ends.append(entries.html.count)
        }
        return entries
    }

    private func entry(_ title: String, _ url: String, isCurrent: Bool, _ writer: TemplateFiller) -> [UInt8] {
        writer.list(CollectionOfOne(title), .siblingItem) { values, title in
            values.set(.title, title)
            values.set(.url, url)
            values.set(.isCurrent, isCurrent ? "yes" : "")
        }
    }
}
