import Content
import Markdown

extension Library {
    /// A term as both halves show it.
    package struct GlossaryEntry: Sendable {
        package var term: Term
        /// The id of its heading.
        package var anchor: String
        /// The guide that explains it.
        package var guide: Int?
    }

    /// The site's terms by name; of two with one anchor the first.
    package var glossary: [GlossaryEntry] {
        var seen: Set<String> = []
        return
            terms
            .map { term in
                GlossaryEntry(
                    term: term, anchor: Anchor.make(from: term.name),
                    guide: term.guide.flatMap { index(ofSlug: $0.text) })
            }
            .sorted { ($0.term.name.lowercased(), $0.term.name) < ($1.term.name.lowercased(), $1.term.name) }
            .filter { seen.insert($0.anchor).inserted }
    }
}
