import Markdown

/// Two issues of the site with one title.
package enum DuplicateIssue: LibraryCheck {
    package static let id = "issues/duplicate-title"
    package static let severity = Severity.error
    package static let finds =
        "Two issues with one title, anywhere on the site."
    package static let why =
        "An issue’s title is its id: a tool that reports it could not tell which section is meant."
    package static let examples = [
        Example(
            .file("Content/guides/zone.md"),
            bad:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n\n## Fix Common Issues\n\n### ⟦Missing SPF Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n",
            good:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n\n## Fix Common Issues\n\n### Missing Zone Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n"
        )
    ]

    package static func run(_ library: Library) -> [Finding] {
        var owners: [Int: Guide] = [:]
        var findings: [Finding] = []
        for guide in library.guides {
            for (heading, key) in zip(guide.document.headings.filter(\.isIssue), guide.words.issueKeys) {
                if let owner = owners[key], owner !== guide, owner.hasIssue(heading.anchor) {
                    findings.append(
                        Finding(
                            self, file: guide.file, at: heading.place,
                            "\(owner.file) has an issue with this title, and titles are ids",
                            help: "say which record, protocol or service it is about"))
                } else {
                    owners[key] = guide
                }
            }
        }
        return findings
    }
}

extension Guide {
    /// Whether one of its issues has this id.
    func hasIssue(_ id: String) -> Bool { document.headings.contains { $0.isIssue && $0.anchor == id } }
}
