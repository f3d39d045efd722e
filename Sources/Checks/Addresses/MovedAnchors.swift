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
        /// Anchors that only one section had when they were published.
        var alone: [Int: Set<String>] = [:]
        for entry in library.addressHistory.entries {
            guard let anchor = entry.anchor, entry.page.hasPrefix(start),
                let index = library.resolver.guide(named: String(entry.page.dropFirst(start.count))),
                library.guides[index].isReadable
            else { continue }
            if entry.title.isEmpty {
                alone[index, default: []].insert(String(anchor))
            } else {
                recorded[index, default: [:]][String(anchor), default: []].insert(entry.title)
            }
        }
        for (index, anchors) in alone.sorted(by: { $0.key < $1.key }) {
            addShared(library.guides[index], anchors.subtracting(recorded[index]?.keys.map { $0 } ?? []))
        }
        for (index, names) in recorded.sorted(by: { $0.key < $1.key }) {
            add(library.guides[index], names)
        }
    }

    /// Adds anchors that one of several sections has now, which one cannot be told.
    private mutating func addShared(_ guide: Guide, _ anchors: Set<String>) {
        guard guide.document.headings.contains(where: \.isNumbered) else { return }
        let headings = guide.document.headings.filter { !$0.hasWrittenID }
        let counts = Dictionary(headings.map { (Anchor.make(from: $0.text), 1) }, uniquingKeysWith: +)
        for heading in headings where !heading.isNumbered && anchors.contains(heading.anchor) {
            guard let count = counts[heading.anchor], count > 1 else { continue }
            findings.append(
                Finding(
                    .addressesLostAnchor, file: guide.file, at: heading.location,
                    "the anchor #\(heading.anchor) was published when one heading had this text; now \(count) have it, and it leads to this one",
                    help:
                        "write the id behind the heading that it named: \(heading.text) {#\(heading.anchor)}")
            )
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
