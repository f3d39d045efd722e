import Analysis
import Rendering
import Search
import Support

/// The issues that `guides issue` found, the best first, each with its published twin.
package struct IssueReport: Sendable {
    private struct Row: Encodable, Sendable {
        var id: String
        var title: String
        /// The share of the query that it matches, from 0 to 1, in thousandths: 0.582.
        var score: Double
        /// Its own address, the one to show.
        var url: String
        /// Its part of its guide's page, and of the guide's twin.
        var page: String
        var twin: String
        var markdown: String
    }

    private let rows: [Row]

    package init(_ hits: [IssueSearch.Hit], in reading: AnalyzedSite) {
        let library = reading.library
        let outputs = RenderedSite(reading)
        rows = hits.compactMap { hit in
            let (issue, index) = (hit.issue, hit.guide)
            let path = library.addresses.output(library.addresses.issue(issue.id), ".md")
            guard let twin = outputs.guide(index).issues.files.first(where: { $0.path == path }) else {
                return nil
            }
            return Row(
                id: issue.id, title: issue.heading.text, score: (hit.score * 1000).rounded() / 1000,
                url: library.addresses.full(library.addresses.issue(issue.id)),
                page: "\(library.addresses.full(library.pages[index]))#\(issue.anchor)",
                twin: "\(library.twins[index])#\(issue.anchor)",
                markdown: String(decoding: twin.bytes, as: UTF8.self))
        }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// The issues as one JSON array.
    package func json() throws -> String { try MachineText.json(rows, .readable) }

    /// The best issue whole, and the names and addresses of the others.
    package func text() -> String {
        guard let best = rows.first else { return "" }
        let others = rows.dropFirst().map { "see also: \($0.title)  \($0.url)\n" }
        return "\(best.markdown)\n\n\(best.url)\n\(best.page)\n" + others.joined()
    }
}
