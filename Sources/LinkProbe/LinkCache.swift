import Foundation
import GuideKit

/// What is known of links to other sites, from run to run: `.guides/links.json`, readable and sorted.
package struct LinkCache: Codable, Sendable, Equatable {
    /// What came of a page. The raw values are those of the file, and end the ids of the checks that tell of them.
    package enum State: String, Codable, Sendable {
        case ok, moved, gone
        /// It lets no program in.
        case blocked = "walled"
        /// It did not answer, or not in a way that says whether the page is there.
        case inconclusive = "unsure"
        /// It answers, but probably with something else than what was meant.
        case soft404 = "suspect"

        /// Whether the page was there, and was what was meant.
        var isGood: Bool { self == .ok || self == .moved }
    }

    /// What is known of one page. Days are those of UTC, as `2026-11-24`.
    package struct Entry: Codable, Sendable, Equatable {
        package var state: State
        package var status: Int
        /// Where redirects led, if somewhere else: `WebAddress.text`.
        package var finalURL: String?
        package var lastGood: String?
        package var lastTried: String
        /// Since when it has failed on every run; nil while it does not.
        package var firstFailed: String?
        /// When it was first not there, since it was last well; nil while it never was. What only failed is not gone.
        package var firstGone: String?
        /// Anchors that the page was seen to have.
        package var anchors: [String]?
        package var title: String?
        /// When a person looked.
        package var seen: String?
    }

    package var version = 1
    /// By address: `WebAddress.page`.
    package var links: [String: Entry] = [:]

    package init() {}

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        version = try values.decode(Int.self, forKey: .version)
        links = try values.decode([String: Readable].self, forKey: .links).compactMapValues(\.entry)
    }

    /// An entry, where this program could have written it.
    private struct Readable: Decodable {
        var entry: Entry?
        init(from decoder: any Decoder) { entry = try? Entry(from: decoder) }
    }

    /// For how many days a good answer is trusted.
    package static let trust = 7

    package static func path(site: String) -> String { "\(OwnFolder.path(site: site))/links.json" }

    /// One that cannot be read costs requests, never a false answer.
    package static func load(site: String) -> LinkCache {
        guard let bytes = try? Disk.read(path(site: site)),
            let cache = try? JSONDecoder().decode(LinkCache.self, from: Data(bytes)), cache.version == 1
        else { return LinkCache() }
        return cache.checked
    }

    /// The cache with that alone which the tool itself could have written. A pull request or the storage of CI may have brought it,
    /// and it is printed, and written into guides.
    private var checked: LinkCache {
        func day(_ text: String?) -> String? { text.flatMap { Day($0) }?.description }
        var cache = LinkCache()
        for (url, entry) in links.sorted(by: { $0.key < $1.key }) {
            guard let address = WebAddress(url), let lastTried = day(entry.lastTried)
            else { continue }
            var entry = entry
            entry.finalURL = entry.finalURL.flatMap { WebAddress($0)?.text }
            entry.lastTried = lastTried
            (entry.lastGood, entry.firstFailed) = (day(entry.lastGood), day(entry.firstFailed))
            (entry.firstGone, entry.seen) = (day(entry.firstGone), day(entry.seen))
            entry.title = entry.title.map { ForeignText.line($0) }
            // Earlier versions knew some pages by several spellings.
            if let other = cache.links[address.page], other.lastTried >= lastTried { continue }
            cache.links[address.page] = entry
        }
        return cache
    }

    /// Writes the cache whole, or leaves it as it was.
    package func save(site: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let path = Self.path(site: site)
        try OwnFolder.make(site: site)
        try Disk.removeFile(path + ".new")
        try Disk.writeNew(Array(try encoder.encode(self)) + [10], to: path + ".new")
        try Disk.move(path + ".new", to: path)
    }

    /// Whether a page need not be asked for today.
    package func isTrusted(_ page: LinkProbe.Page, today: Day) -> Bool {
        guard let entry = links[page.url], entry.state.isGood,
            let day = entry.lastGood.flatMap({ Day($0) })
        else { return false }
        return today.number - day.number < Self.trust && page.anchors.isSubset(of: entry.anchors ?? [])
    }

    /// Takes in what a page answered.
    package mutating func learn(_ page: LinkProbe.Page, _ answer: ProbeResult, today: Day) {
        var entry = links[page.url] ?? Entry(state: .inconclusive, status: 0, lastTried: today.description)
        let isSame = answer.finalURL == WebAddress(page.url)?.text
        entry.status = answer.status
        entry.finalURL = isSame ? nil : answer.finalURL
        entry.lastTried = today.description
        switch answer.kind {
        case .ok:
            let hadTitle = entry.title
            entry.state = answer.hasMoved && !isSame ? .moved : .ok
            if let title = answer.title, let former = hadTitle, Self.hasLostEveryWord(former, title) {
                entry.state = .soft404
            } else {
                entry.lastGood = today.description
                entry.title = answer.title ?? hadTitle
            }
            if let missing = answer.missingAnchors {
                entry.anchors = page.anchors.subtracting(missing).sorted()
                if entry.anchors?.isEmpty == true { entry.anchors = nil }
            }
        case .soft404: entry.state = .soft404
        case .blocked: entry.state = .blocked
        case .refused: return
        case .inconclusive, .badCertificate: entry.state = .inconclusive
        case .gone: entry.state = .gone
        }
        switch answer.kind {
        case .gone, .inconclusive, .badCertificate: entry.firstFailed = entry.firstFailed ?? today.description
        case .ok, .blocked, .soft404:
            entry.firstFailed = nil
            entry.firstGone = nil
        case .refused: break
        }
        if case .gone = answer.kind { entry.firstGone = entry.firstGone ?? today.description }
        links[page.url] = entry
    }

    /// Whether a title has no word of the one that it had.
    static func hasLostEveryWord(_ former: String, _ now: String) -> Bool {
        func words(_ text: String) -> Set<String> {
            Set(
                text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }.map(
                    String.init))
        }
        let (a, b) = (words(former), words(now))
        return !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
    }

    /// Forgets pages that nothing links to any more.
    package mutating func keep(only pages: [LinkProbe.Page]) {
        let known = Set(pages.map(\.url))
        links = links.filter { known.contains($0.key) }
    }

    /// Notes that a person looked at a page and found it well. Returns false for a page that is not known.
    package mutating func see(_ url: String, today: Day) -> Bool {
        guard let address = WebAddress(url),
            let page = links[address.page] != nil
                ? address.page : links.keys.first(where: { WebAddress($0)?.text == address.text })
        else { return false }
        links[page]?.seen = today.description
        links[page]?.lastGood = today.description
        links[page]?.firstFailed = nil
        links[page]?.firstGone = nil
        return true
    }

    /// The cache as a table.
    package var table: String {
        guard !links.isEmpty else {
            return "no link has been asked for yet; `guides check --external` does\n"
        }
        let rows = links.sorted { $0.key < $1.key }.map { url, entry in
            [
                entry.state.rawValue, entry.status == 0 ? "–" : String(entry.status),
                entry.lastGood ?? "never",
                entry.lastTried,
                entry.firstFailed ?? "–", entry.seen ?? "–", entry.finalURL.map { "\(url) → \($0)" } ?? url,
            ]
        }
        let head = ["state", "status", "last good", "last tried", "failing since", "seen", "page"]
        let widths = head.indices.dropLast().map { column in
            ([head] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([head] + rows).map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                + "  "
                + row[row.count - 1] + "\n"
        }
        .joined()
    }
}
