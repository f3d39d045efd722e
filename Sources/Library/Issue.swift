import Content
import Markdown

/// An issue of a guide (`Document.Issue`), with what the front matter adds and the names under which it is published.
package struct Issue: Sendable {
    package var heading: Document.Heading
    /// The id of its heading on the page.
    package var anchor: String
    /// Bytes of the guide's file below its heading.
    package var body: Range<Int>
    /// Its entry in the front matter.
    package var details: FrontMatter.Issue?

    /// Whether its last step shows that the others worked, as far as words tell.
    package var hasVerifyStep: Bool

    /// Its name in the catalog: the first that it was published under, which never changes.
    package var id: String { details?.formerIDs.first?.text ?? anchor }

    /// Its id and all other names that lead to it.
    package var names: [String] { [id] + otherIDs }

    /// Names that lead to it besides: later headings, and those of issues that it took the place of.
    package var otherIDs: [String] {
        guard let details, let first = details.formerIDs.first?.text else { return [] }
        let all = details.formerIDs.dropFirst().map(\.text) + [anchor]
        return all.filter { $0 != first }
    }
}

extension Guide {
    /// The names and anchors of its issues, in order.
    package var issueNames: [(id: String, anchor: String)] {
        // Most guides name their issues by their headings alone.
        guard frontMatter.issues.isEmpty else { return issues.map { ($0.id, $0.anchor) } }
        return document.issues.map { issue in
            let anchor = document.headings[issue.heading].anchor
            return (anchor, anchor)
        }
    }

    /// Its issues, in order.
    package var issues: [Issue] {
        guard !document.issues.isEmpty else { return [] }
        let details = Dictionary(grouping: frontMatter.issues, by: \.id.text)
        return document.issues.enumerated().map { number, issue in
            let heading = document.headings[issue.heading]
            let anchor = heading.anchor
            return Issue(
                heading: heading, anchor: anchor, body: issue.body,
                details: FrontMatter.Issue(merging: details[anchor] ?? []),
                hasVerifyStep: !words.unverifiedIssues.contains(number))
        }
    }
}

extension FrontMatter.Issue {
    /// One entry of all for one issue; nil where there are none.
    init?(merging entries: [FrontMatter.Issue]) {
        guard let first = entries.first else { return nil }
        self.init(
            id: first.id, formerIDs: entries.flatMap(\.formerIDs), matches: entries.flatMap(\.matches),
            check: entries.lazy.compactMap(\.check).first,
            fixesWhere: entries.lazy.compactMap(\.fixesWhere).first)
    }
}
