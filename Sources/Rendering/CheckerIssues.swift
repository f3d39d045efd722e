import Library
import Support
import Theming

/// What the page that checks a domain leads its results to: of each state the issue that claims it, with its steps.
package struct CheckerIssues: Codable, Sendable {
    /// By the names of states, such as `dmarc/missing`.
    package var states: [String: Issue] = [:]

    /// An issue as a result shows it.
    package struct Issue: Codable, Sendable {
        package let title: String
        /// The path of its section on the page, and that of its own twin.
        package var url: String
        package var markdown: String
        package let steps: [String]
    }

    /// An entry of the catalog of issues, as far as it is needed here.
    private struct Entry: Decodable {
        let title: String
        let steps: [String]
    }

    init(_ library: Library, _ guides: RenderedGuides) throws(DiskError) {
        for (state, issue, index) in Self.states(library) {
            guard let stored = guides.entries[index].first(where: { $0.id == issue.id }) else { continue }
            add(state, issue, index, library, json: try stored.read(.json, from: guides.store))
        }
    }

    /// The issues of a site that was read, whether it has the page or not.
    package init(_ site: RenderedSite) {
        let library = site.site.library
        for (state, issue, index) in Self.states(library) {
            let entries = site.guide(index).issues.entries
            guard let entry = entries.first(where: { $0.id == issue.id }) else { continue }
            add(state, issue, index, library, json: entry.json)
        }
    }

    private mutating func add(
        _ state: String, _ issue: (id: String, anchor: String), _ index: Int, _ library: Library,
        json: [UInt8]
    ) {
        guard let entry: Entry = try? JSON.decode(from: json) else { return }
        states[state] = Issue(
            title: entry.title, url: "\(library.pages[index])#\(issue.anchor)",
            markdown: library.addresses.issue(issue.id) + ".md", steps: entry.steps)
    }

    /// The states that issues claim, each once, sorted, with the issue and its guide.
    private static func states(_ library: Library) -> [(
        state: String, issue: (id: String, anchor: String), guide: Int
    )] {
        var seen: Set<String> = []
        return library.shape.listed.flatMap { index in
            library.guides[index].frontMatter.issues.allSatisfy { $0.check?.claimed.isEmpty ?? true }
                ? []
                : library.guides[index].issues.flatMap { issue in
                    (issue.details?.check?.claimed ?? []).filter { seen.insert($0.text).inserted }.map {
                        (state: $0.text, issue: (issue.id, issue.anchor), guide: index)
                    }
                }
        }
    }
}

extension OutputKind {
    static let checkerIssues = OutputKind(
        "checker-issues", files: { CheckerPage.data($0).map { [$0] } ?? [] },
        .ofGuides { library, guides, receiver throws(DiskError) in
            guard let path = CheckerPage.data(library.shape) else { return }
            let issues = try CheckerIssues(library, guides)
            // Texts alone, which always have a form in JSON.
            guard let bytes = try? JSON.encode(issues) else { return }
            try receiver.take(OutputFile(String(path.dropFirst()), bytes))
        })
}
