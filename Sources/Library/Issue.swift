import Content
import Markdown

/// An issue of a guide: one of the headings under "Fix Common Issues", with what is below it.
package struct Issue: Sendable {
    package var heading: Document.Heading
    /// The id of its heading on the page.
    package var anchor: String
    /// The bytes of the guide's file that are below its heading, without the guide's closing quote and footnotes.
    package var body: Range<Int>
    /// What the front matter tells of it.
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
    /// Its issues, in order.
    package var issues: [Issue] {
        guard !issueBodies.isEmpty else { return [] }
        let details = Dictionary(grouping: frontMatter.issues, by: \.id.text)
        return zip(document.headings.filter(\.isIssue), issueBodies).enumerated().map { number, issue in
            let (heading, body) = issue
            return Issue(
                heading: heading, anchor: heading.anchor,
                body: Int(body.lowerBound)..<Int(body.upperBound),
                details: FrontMatter.Issue(merging: details[heading.anchor] ?? []),
                hasVerifyStep: !words.unverifiedIssues.contains(number))
        }
    }
}

extension FrontMatter.Issue {
    /// What several entries say of one issue; nil where there are none.
    package init?(merging entries: [FrontMatter.Issue]) {
        guard let first = entries.first else { return nil }
        self.init(
            id: first.id, formerIDs: entries.flatMap(\.formerIDs), matches: entries.flatMap(\.matches),
            check: entries.lazy.compactMap(\.check).first,
            fixesWhere: entries.lazy.compactMap(\.fixesWhere).first)
    }
}

extension Document {
    /// For each issue the bytes below its heading, up to the end of its last block.
    package func issueBodies() -> [Range<UInt32>] {
        guard headings.contains(where: \.isIssue) else { return [] }
        var bodies: [Range<UInt32>] = []
        let top = blocks.indices.filter { blocks[$0].parent == nil && blocks[$0].kind != .footnote }
        let closing = closingQuote
        // Headings are among blocks in the order of `headings`, wherever they are.
        var number = 0
        var numbers: [Int: Int] = [:]
        for (index, block) in blocks.enumerated() where block.kind == .heading {
            numbers[index] = number
            number += 1
        }
        var open: (start: Int, end: Int)?
        func close() {
            if let open { bodies.append(UInt32(open.start)..<UInt32(open.end)) }
            open = nil
        }
        for index in top {
            let block = blocks[index]
            let end = source.line(block.lines.upperBound - 1).upperBound
            if let heading = numbers[index].map({ headings[$0] }) {
                if heading.level <= 3 { close() }
                if heading.isIssue {
                    open = (end, end)
                    continue
                }
            }
            if index != closing, open != nil { open?.end = end }
        }
        close()
        return bodies
    }
}
