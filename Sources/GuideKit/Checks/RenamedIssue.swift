import Markdown

/// An issue that was there and is gone.
package enum RenamedIssue: Check {
    package static let id = "issues/renamed"
    package static let severity = Severity.error
    package static let finds =
        "With `--since`: the id of an issue that was there then and is gone now, without `former-ids` that name it."
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

    /// An entry more in the front matter; none where the issue has an entry, or the list is not one of lines.
    private static func fix(_ id: String, _ guide: Guide, _ issue: Document.Heading) -> Fix? {
        guard !guide.frontMatter.issues.contains(where: { $0.id.text == issue.anchor }) else { return nil }
        let source = SourceText(guide.document.source.bytes)
        guard let yaml = FrontMatterSplit(source).yaml else { return nil }
        let closing = source.lineIndex(of: yaml.upperBound)
        let list = (1..<closing).first { source.bytes[source.line($0)].starts(with: "issues".utf8) }
        guard let list else {
            let place = Place(line: closing + 1, column: 1)
            return Fix.offered(place, place, "issues:\n  - \(entry(issue, id))\n")
        }
        let first = source.bytes[source.line(list + 1)]
        let indent = first.prefix { $0 == 32 }
        guard source.bytes[source.line(list)].elementsEqual("issues:".utf8),
            first.dropFirst(indent.count).starts(with: "- ".utf8)
        else { return nil }
        let place = Place(line: list + 2, column: 1)
        return Fix.offered(place, place, String(decoding: indent, as: UTF8.self) + "- \(entry(issue, id))\n")
    }
}
