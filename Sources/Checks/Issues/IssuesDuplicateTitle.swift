import Findings
import Library

/// Two issues of the site with one title.
enum IssuesDuplicateTitle: LibraryCheck {
    static let check = CheckID.issuesDuplicateTitle
    static let finds =
        "Two issues with the same title or id, current or former, anywhere on the site."
    static let why =
        "An issue’s title becomes its id, so a tool that reports it could not tell which section is meant."
    static let examples = [
        Example(
            .file("Content/guides/zone.md"),
            bad:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n\n## Fix Common Issues\n\n### ⟦Missing SPF Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n",
            good:
                "---\ntitle: Zone Basics\nsummary: A guide on zones, whose issue has the title of another one.\ncategory: basics\n---\n\nZones hold records.\n\n## Fix Common Issues\n\n### Missing Zone Record\n\nThe checker found no `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n"
        )
    ]

    static func run(_ library: Library) -> [Finding] {
        var owners: [UInt64: (guide: Guide, number: Int)] = [:]
        // Those of guides that were asked for, since an owner may be asked for often.
        var known: [ObjectIdentifier: [Issue]] = [:]
        func issues(of guide: Guide) -> [Issue] {
            if let issues = known[ObjectIdentifier(guide)] { return issues }
            let issues = guide.issues
            known[ObjectIdentifier(guide)] = issues
            return issues
        }
        var findings: [Finding] = []
        for guide in library.guides where !guide.document.issues.isEmpty {
            let hasFormer = guide.frontMatter.issues.contains { !$0.formerIDs.isEmpty }
            let own = hasFormer ? issues(of: guide) : []
            for (number, key) in guide.words.issueKeys.enumerated() {
                var keys = [key]
                if hasFormer { keys += own[number].names.map(GuideWords.key(ofIssue:)) }
                for key in keys {
                    guard let owner = owners[key], owner.guide !== guide || owner.number != number else {
                        owners[key] = (guide, number)
                        continue
                    }
                    let (own, other) = (issues(of: guide)[number], issues(of: owner.guide)[owner.number])
                    guard let name = own.names.first(where: other.names.contains) else { continue }
                    let isTitle = name == own.anchor && name == other.anchor
                    findings.append(
                        Finding(
                            self, file: guide.file, at: own.heading.location,
                            isTitle
                                ? "\(owner.guide.file) has an issue with this title, and titles are ids"
                                : "an issue of \(owner.guide.file) also has the id \(name)",
                            help: isTitle
                                ? "say which record, protocol or service it is about"
                                : "name the id in `former-ids` of one of the two"))
                    break
                }
            }
        }
        return findings
    }
}
