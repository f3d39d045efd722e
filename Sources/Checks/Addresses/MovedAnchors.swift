import Content
import Findings
import Library
import Markdown

/// Anchors of headings with the same text that lead to another section than they did when they were published.
struct MovedAnchors {
    private(set) var findings: [Finding] = []

    init(_ library: Library) {
        let start = library.addresses.page("")
        var recorded: [Int: [String: Set<String>]] = [:]
        for entry in library.addressHistory.entries where !entry.title.isEmpty {
            guard let anchor = entry.anchor, entry.page.hasPrefix(start),
                let index = library.resolver.guide(named: String(entry.page.dropFirst(start.count))),
                library.guides[index].isReadable
            else { continue }
            recorded[index, default: [:]][String(anchor), default: []].insert(entry.title)
        }
        for (index, names) in recorded.sorted(by: { $0.key < $1.key }) {
            add(library.guides[index], names)
        }
    }

    /// - Parameter recorded: for each anchor the names of the sections that it was published for.
    private mutating func add(_ guide: Guide, _ recorded: [String: Set<String>]) {
        let headings = guide.document.headings
        let names = guide.document.sectionNames
        let known = Set(recorded.values.flatMap(\.self))
        let byName = Dictionary(
            names.indices.map { (names[$0], $0) }, uniquingKeysWith: { first, _ in first })
        for (index, heading) in headings.enumerated() where !heading.hasWrittenID {
            guard let sections = recorded[heading.anchor], !sections.contains(names[index]) else { continue }
            // A section with another name may be the same one, whose outer heading was reworded.
            let former = sections.sorted().lazy.compactMap { byName[$0] }.first
            guard former != nil || known.contains(names[index]) else { continue }
            let now = "now leads to the section \"\(names[index])\""
            let was = sections.sorted().first ?? ""
            findings.append(
                Finding(
                    .addressesLostAnchor, file: guide.file, at: heading.location,
                    "the anchor #\(heading.anchor) was published for the section \"\(was)\", and \(now)",
                    help: former.map {
                        "write the id behind that heading: \(headings[$0].text) {#\(heading.anchor)}"
                    }
                        ?? "give this heading an id of its own, so that the anchor no longer leads here",
                    fix: former.flatMap { Fix.giving(heading.anchor, to: headings[$0], of: guide) }
                        ?? ownID(of: names[index], recorded).flatMap {
                            Fix.giving($0, to: heading, of: guide)
                        }))
        }
    }

    /// The anchor that a section was published with.
    private func ownID(of section: String, _ recorded: [String: Set<String>]) -> String? {
        recorded.filter { $0.value.contains(section) }.map(\.key).sorted().first
    }
}
