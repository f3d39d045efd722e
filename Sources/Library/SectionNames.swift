import Markdown

extension Document {
    /// The ids that links can lead to, each with what the history of addresses keeps of its section: of a heading that is not
    /// the only one of its text, its name, see `sectionNames`; else nothing.
    var recordedIDs: [(id: String, section: String)] {
        let shared = sharedHeadings
        let names = shared.isEmpty ? [] : sectionNames
        return headings.enumerated().map { ($1.anchor, shared.contains($0) ? names[$0] : "") }
            + places.lazy.filter { !$0.isGiven && !$0.isHeading }.map { ($0.id, "") }
    }

    /// The indices of headings that are not the only ones of their text. One whose id is written is none of them.
    var sharedHeadings: Set<Int> {
        guard headings.contains(where: \.isNumbered) else { return [] }
        let bases = headings.map { $0.hasWrittenID ? nil : Anchor.make(from: $0.text) }
        let counts = Dictionary(bases.compactMap { $0.map { ($0, 1) } }, uniquingKeysWith: +)
        return Set(bases.indices.filter { bases[$0].map { counts[$0, default: 0] > 1 } ?? false })
    }

    /// Of each heading a name that tells it from all others of its text, wherever it is, such as `Linux > Setup`. Those within
    /// one section are counted: `Linux > Setup (2)`.
    package var sectionNames: [String] {
        /// The headings within which the present one is, from the outside in.
        var outer: [Heading] = []
        var seen: [String: Int] = [:]
        return headings.map { heading in
            while let last = outer.last, last.level >= heading.level { outer.removeLast() }
            let name = outer.last.map { "\($0.text) > \(heading.text)" } ?? heading.text
            outer.append(heading)
            let number = seen[name, default: 0] + 1
            seen[name] = number
            // A tab or a line end would end the name in the file.
            return (number > 1 ? "\(name) (\(number))" : name).split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
        }
    }
}
