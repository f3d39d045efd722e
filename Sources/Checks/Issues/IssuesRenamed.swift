import Content
import Findings
import Library
import Markdown
import Support

/// An issue that was there and is gone.
package enum IssuesRenamed: LibraryCheck {
    package static let check = CheckID.issuesRenamed
    package static let finds =
        "The id of an issue that is in the history of addresses, or existed at the revision of `--since`, and is now gone without being named in `former-ids`."
    package static let why =
        "Tools and other sites lead to issues by their ids."
    package static let examples = [
        Example(
            .described, bad: "A branch that rewords \"Missing Record\" to \"No Record Found\".",
            good:
                "The same, with `issues: [{issue: no-record-found, former-ids: [missing-record]}]` in the front matter."
        )
    ]

    /// - Parameter successor: the guide as it is now, and the issue that seems to have taken the place of the lost one.
    package static func finding(
        _ id: String, _ successor: (guide: Guide, issue: Document.Heading)?, file: String,
        at location: SourceLocation
    )
        -> Finding
    {
        Finding(
            self, file: file, at: successor?.issue.location ?? location, "the issue \"\(id)\" is gone",
            help: successor.map {
                "if it is \"\($0.issue.text)\" now: `issues: [\(entry($0.issue, id))]` in the front matter"
            } ?? "keep its heading, or name it in the `former-ids` of the issue that took its place",
            fix: successor.flatMap { fix(id, $0.guide, $0.issue) })
    }

    private static func entry(_ issue: Document.Heading, _ id: String) -> String {
        "{issue: \(issue.anchor), former-ids: [\(id)]}"
    }

    private static func fix(_ id: String, _ guide: Guide, _ issue: Document.Heading) -> Fix? {
        Fix.following(
            id, to: issue.anchor, entries: guide.frontMatter.issues.map { ($0.id, $0.formerIDs) },
            key: "issues",
            name: "issue", of: guide)
    }

    package static func run(_ library: Library) -> [Finding] {
        let history = library.addressHistory
        let folder = library.addresses.issue("")
        let published = Set(history.entries.lazy.map(\.address).filter { $0.hasPrefix(folder) })
        guard !published.isEmpty else { return [] }
        let known = Set(library.guides.flatMap { $0.issues.flatMap(\.names) })
        let recorded = Set(history.entries.lazy.filter { $0.anchor == nil }.map(\.address))
        let pagePath = library.addresses.page("")
        /// Whether another finding reports the page: `addresses/lost-page`, which needs the page's own line in the
        /// history of addresses, or one about a guide that cannot be read.
        func isNamed(_ page: String) -> Bool {
            guard let index = library.resolver.guide(named: String(page.dropFirst(pagePath.count))) else {
                return recorded.contains(page)
            }
            return !library.guides[index].isReadable
        }
        var reported: Set<String> = []
        var successors: [Int: Successors] = [:]
        return history.entries.filter { $0.address.hasPrefix(folder) }.compactMap { entry in
            let id = String(entry.address.dropFirst(folder.count))
            guard !known.contains(id), reported.insert(id).inserted else { return nil }
            // Successors are looked for only for findings that are shown.
            let pages = reported.count > AppliedFindings.most ? [] : history.pages(with: id)
            let guides = pages.compactMap { page in
                library.resolver.guide(named: String(page.dropFirst(pagePath.count)))
            }
            // Where its page is gone or its guide cannot be read, another finding names that cause.
            if !pages.isEmpty, pages.allSatisfy({ isNamed($0) }) { return nil }
            for index in guides {
                let guide = library.guides[index]
                let present = successors[index] ?? Successors(guide, published, library.addresses)
                successors[index] = present
                if let successor = present.successor(of: id) {
                    return finding(
                        id, (guide, successor), file: guide.file, at: guide.frontMatter.title.location)
                }
            }
            return finding(
                id, nil, file: AddressHistory.file, at: SourceLocation(line: entry.line, column: 1))
        }
    }

    /// The issues of a guide that may have taken the place of a lost one: those that were never published.
    private struct Successors {
        private let headings: [Document.Heading]
        private let names: Nearest.Names

        init(_ guide: Guide, _ published: Set<String>, _ addresses: Addresses) {
            headings = guide.issues.filter { !published.contains(addresses.issue($0.id)) }.map(\.heading)
            names = Nearest.Names(headings.map(\.anchor))
        }

        /// The one whose id is near, or the only one.
        func successor(of id: String) -> Document.Heading? {
            let near = names.match(id)
            return headings.first { $0.anchor == near } ?? (headings.count == 1 ? headings[0] : nil)
        }
    }
}
