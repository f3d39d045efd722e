import Support

/// The link cache: what is known of each page from run to run. `LinkCacheFile.swift` reads and
/// writes it.
///
/// It and `ExternalCheck` know guides; the rest of this target knows pages alone.
package struct LinkCache: Codable, Sendable, Equatable {
    var version = 1
    /// By address: `WebAddress.page`.
    var links: [String: Entry] = [:]

    init() {}

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
    static let trust = 7

    /// Whether a page need not be requested today.
    func isTrusted(_ page: ProbePage, today: Day) -> Bool {
        guard let entry = links[page.url], entry.state.isGood,
            let day = entry.lastGood.flatMap({ Day($0) })
        else { return false }
        return today.number - day.number < Self.trust && page.anchors.isSubset(of: entry.anchors ?? [])
    }

    /// Takes in what a page answered.
    mutating func record(_ page: ProbePage, _ answer: ProbeResult, today: Day) {
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
    mutating func keep(only pages: [ProbePage]) {
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
}
