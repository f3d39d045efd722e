import Markdown

/// An issue that was there and is gone.
package enum RenamedIssue: LibraryCheck {
    package static let id = "issues/renamed"
    package static let severity = Severity.error
    package static let finds =
        "The id of an issue that was published, says the ledger, or that was there with `--since`, and that is gone now, without `former-ids` that name it."
    package static let why =
        "Tools and other sites lead to issues by their ids."
    package static let examples = [
        Example(
            .story, bad: "A branch that rewords \"Missing Record\" to \"No Record Found\".",
            good:
                "The same, with `issues: [{issue: no-record-found, former-ids: [missing-record]}]` in the front matter."
        )
    ]

    /// - Parameter heir: the guide as it is now, and the issue that seems to have taken the place of the lost one.
    static func finding(
        _ id: String, _ heir: (guide: Guide, issue: Document.Heading)?, file: String, at place: Place
    )
        -> Finding
    {
        Finding(
            self, file: file, at: heir?.issue.place ?? place, "the issue \"\(id)\" is gone",
            help: heir.map {
                "if it is \"\($0.issue.text)\" now: `issues: [\(entry($0.issue, id))]` in the front matter"
            } ?? "keep its heading, or name it in the `former-ids` of the issue that took its place",
            fix: heir.flatMap { fix(id, $0.guide, $0.issue) })
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
        let ledger = library.ledger
        let folder = library.addresses.issue("")
        let published = Set(ledger.entries.lazy.map(\.address).filter { $0.hasPrefix(folder) })
        guard !published.isEmpty else { return [] }
        let known = Set(library.guides.flatMap { $0.issues.flatMap(\.names) })
        var told: Set<String> = []
        return ledger.entries.filter { $0.address.hasPrefix(folder) }.compactMap { entry in
            let id = String(entry.address.dropFirst(folder.count))
            guard !known.contains(id), told.insert(id).inserted else { return nil }
            let guides = ledger.pages(with: id).compactMap { page in
                library.resolver.guide(named: String(page.dropFirst(library.addresses.page("").count)))
            }
            for guide in guides.map({ library.guides[$0] }) {
                // An issue that was never published is the likeliest.
                let new = guide.issues.filter { !published.contains(library.addresses.issue($0.id)) }
                let near =
                    Nearest.match(id, among: new.map(\.anchor)) ?? (new.count == 1 ? new[0].anchor : nil)
                if let heir = new.first(where: { $0.anchor == near }) {
                    return finding(
                        id, (guide, heir.heading), file: guide.file, at: guide.frontMatter.title.place)
                }
            }
            return finding(id, nil, file: Ledger.file, at: Place(line: entry.line, column: 1))
        }
    }
}
