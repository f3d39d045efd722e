import Markdown

/// A check: its id, how much its findings weigh, and what it finds. One a file.
///
/// An id is stable: it stands in findings, in `site.yml` and in documentation.
package protocol Check: Sendable {
    static var id: String { get }
    static var severity: Severity { get }
    /// What it finds, in one sentence.
    static var finds: String { get }
}

/// A check that needs one guide alone. It runs while the guide's document is at hand, and its findings are kept with
/// the guide.
package protocol GuideCheck: Check {
    static func run(_ reading: GuideReading) -> [Finding]
}

/// A check that needs all guides.
package protocol LibraryCheck: Check {
    static func run(_ library: Library) -> [Finding]
}

/// One guide as checks see it: its front matter and the whole of its parsed body.
package struct GuideReading: Sendable {
    package let slug: String
    package let file: String
    package let frontMatter: FrontMatter
    package let document: Document
    package let site: Site
    /// The day of the run, for what falls due.
    package let today: Day?
}

/// All checks there are.
package enum Checks {
    /// Made while files are read.
    package static let reading: [any Check.Type] = [
        Unreadable.self, NoFrontMatter.self, UnknownKey.self, MissingKey.self, WrongType.self, BadDate.self,
        BadSlug.self, InvalidTemplate.self, NotEquivalent.self,
    ]

    package static let ofGuide: [any GuideCheck.Type] = [
        EmptyGuide.self, ReviewDue.self, TemplateLeak.self, ExampleDomain.self,
        RawHTML.self, UnclosedFence.self, DuplicateHeading.self,
    ]

    package static let ofLibrary: [any LibraryCheck.Type] = [
        DuplicateSlug.self, UnknownCategory.self, DuplicateSummary.self,
        UnknownGuide.self, DraftTarget.self, UnknownAnchor.self, UnknownFile.self, DangerousScheme.self,
    ]

    /// Every check, by id.
    package static let all: [any Check.Type] =
        (reading + ofGuide.map { $0 as any Check.Type } + ofLibrary.map { $0 as any Check.Type })
        .sorted { $0.id < $1.id }

    /// Checks that no setting can soften: without them a site would be published that is not what it says, or does
    /// what no reader asked for.
    package static let fixed: Set<String> = Set(reading.map { $0.id }).union([
        DuplicateSlug.id, DangerousScheme.id,
    ])

    /// `findings` with the severities that the site asks for, sorted, without those it switched off.
    package static func apply(_ severities: [String: Site.CheckSetting], to findings: [Finding]) -> [Finding]
    {
        findings.compactMap { finding -> Finding? in
            let group = String(finding.id.prefix { $0 != "/" })
            guard !fixed.contains(finding.id), let setting = severities[finding.id] ?? severities[group]
            else {
                return finding
            }
            guard case .severity(let severity) = setting else { return nil }
            var changed = finding
            changed.severity = severity
            return changed
        }
        .sorted()
    }
}
