import Markdown

/// A check: its id, how much its findings weigh, what it finds and why, with examples. One a file.
///
/// An id is stable: it is in findings, in `site.yml` and in documentation.
package protocol Check: Sendable {
    static var id: String { get }
    static var severity: Severity { get }
    /// What it finds, in one sentence.
    static var finds: String { get }
    /// Why that matters to a reader, an agent or an editor.
    static var why: String { get }
    static var examples: [Example] { get }
}

/// A check that needs one guide alone. It runs while the guide's document is at hand, and its findings are kept with
/// the guide.
package protocol GuideCheck: Check {
    static func run(_ reading: CheckContext) -> [Finding]
}

/// A check that needs one guide and what it leads to: its findings stay as they are while those do.
package protocol LinkCheck: Check {
    /// - Parameter index: the guide; nil for links outside of guides: in settings, terms and templates.
    static func run(_ library: Library, of index: Int?) -> [Finding]
}

/// A check that needs all guides.
package protocol LibraryCheck: Check {
    static func run(_ library: Library) -> [Finding]
}

/// One guide as checks see it: its front matter and the whole of its parsed body.
package struct CheckContext: Sendable {
    package let slug: String
    package let file: String
    package let frontMatter: FrontMatter
    package let document: Document
    /// The words of its prose.
    package let prose: Prose
    package let site: Site
    package let lexicon: Lexicon
    /// The day of the run, for what falls due.
    package let today: Day?
    /// Where terms of the site are in the prose.
    package let terms: [PhraseSet.Match]
    /// Where its title (0) and its own keywords (from 1) are in the prose.
    package let keywords: [PhraseSet.Match]
    /// Its parts, in order.
    package let sections: [Section]
    /// The parts that are issues.
    package let issues: [Section]

    init(
        slug: String, file: String, frontMatter: FrontMatter, document: Document, prose: Prose, site: Site,
        lexicon: Lexicon, today: Day?
    ) {
        self.slug = slug
        self.file = file
        self.frontMatter = frontMatter
        self.document = document
        self.prose = prose
        self.site = site
        self.lexicon = lexicon
        self.today = today
        terms = lexicon.forms.matches(in: prose)
        keywords = PhraseSet([frontMatter.title.text] + frontMatter.keywords.map(\.text)).matches(in: prose)
        sections = document.sections
        issues = document.issues(among: sections)
    }

    /// Whether terms that other guides explain become links by themselves.
    package var hasTermLinks: Bool { frontMatter.termLinks ?? site.termLinks }
}

/// All checks there are.
package enum Checks {
    /// Made while files are read, written or asked for.
    package static let reading: [any Check.Type] = [
        Unreadable.self, NoFrontMatter.self, UnknownKey.self, MissingKey.self, WrongType.self, BadDate.self,
        BadSlug.self, InvalidTemplate.self, NotEquivalent.self, TwinTooLong.self, UnusedExcuse.self,
        ExcuseWithoutReason.self, LostOwner.self, SearchMissed.self, TooComplex.self, CutText.self,
    ]

    package static let ofGuide: [any GuideCheck.Type] = [
        EmptyGuide.self, ReviewDue.self, TemplateLeak.self, ExampleDomain.self, HiddenText.self,
        ControlCharacter.self, MergeConflict.self,
        RawHTML.self, UnclosedFence.self, UnknownCallout.self, DuplicateHeading.self, HeadingOrder.self,
        EmptySection.self,
        ImageWithoutAlt.self, TableColumns.self, StepsRestart.self, FenceLanguage.self, LongStep.self,
        TitleLength.self, SummaryLength.self,
        UndefinedReference.self, UnusedDefinition.self, ShadowedDefinition.self, ReversedLink.self,
        VagueText.self, BareEnd.self, EmptyText.self, DuplicateRelated.self,
        NoSteps.self, NoSignal.self, NoVerify.self, AloneSection.self, BadCode.self,
        UnusedKeyword.self, RepeatedKeyword.self, LongKeyword.self, StuffedKeyword.self, Spelling.self,
        NotInSummary.self, NotInOpening.self,
    ]

    package static let ofLinks: [any LinkCheck.Type] = [
        UnknownCategory.self, MalformedAddress.self, UnknownGuide.self, DraftTarget.self, UnknownAnchor.self,
        UnknownFile.self,
        DangerousScheme.self, WrongCase.self, MovedGuide.self, OwnSiteAddress.self, InsecureLink.self,
        PublishedPassword.self,
        SameText.self, SelfLink.self, CrowdedTarget.self, CompetingLink.self, UnlinkedTerm.self,
        CommandingNote.self,
    ]

    package static let ofLibrary: [any LibraryCheck.Type] = [
        DuplicateSlug.self, ActiveFile.self, DuplicateSummary.self, OrphanGuide.self, GuideDepth.self,
        ContestedKeyword.self,
        UnexplainedAcronym.self, AmbiguousTerm.self, UnusedTerm.self, TermWithoutGuide.self,
        DuplicateIssue.self, RenamedIssue.self, UnlistedTwin.self,
        LostPage.self, LostAnchor.self, RedirectLoop.self, RedirectShadowed.self, RedirectChain.self,
    ]

    /// Made by asking other sites.
    package static let ofWeb: [any Check.Type] = [
        GoneLink.self, MovedLink.self, DowngradedLink.self, SuspectLink.self, MissingWebAnchor.self,
        BadCertificate.self, WalledLink.self, UnsureLink.self,
    ]

    /// Whether a check, or a group of checks, is made by asking other sites.
    static func asksOtherSites(_ name: String) -> Bool { namesOfWeb.contains(name) }
    private static let namesOfWeb = Set(ofWeb.map { $0.id } + ["web"])

    /// How many findings of one check about one file are shown; the last one says how many more there are. A guide that
    /// some other tool wrote may have hundreds of thousands, which nobody reads.
    static let most = 1000
    /// How many of them are made at all.
    private static let mostMade = 20_000

    /// What the checks of single guides find in one.
    static func findings(in reading: CheckContext) -> [Finding] {
        ofGuide.flatMap { limited($0.run(reading)) }
    }

    /// What the checks of links find in one guide; nil for links outside of guides.
    static func findings(of index: Int?, in library: Library) -> [Finding] {
        ofLinks.flatMap { limited($0.run(library, of: index)) }
    }

    static func limited(_ findings: [Finding]) -> [Finding] { Array(findings.prefix(mostMade)) }

    /// `findings`, sorted, without those beyond `most` of one check about one file.
    private static func shown(_ findings: [Finding]) -> [Finding] {
        guard findings.count > most else { return findings }
        struct Kind: Hashable { let id, file: String }
        var counts: [Kind: Int] = [:]
        var last: [Kind: Int] = [:]
        var kept: [Finding] = []
        for finding in findings {
            let kind = Kind(id: finding.id, file: finding.file)
            counts[kind, default: 0] += 1
            guard counts[kind, default: 0] <= most else { continue }
            last[kind] = kept.count
            kept.append(finding)
        }
        for (kind, index) in last {
            guard let count = counts[kind], count > most else { continue }
            let more = "there are \(count - most) more like it in this file"
            kept[index].help += kept[index].help.isEmpty ? more : "; \(more)"
        }
        return kept
    }

    /// Every check, by id.
    package static let all: [any Check.Type] =
        (reading + ofGuide.map { $0 as any Check.Type } + ofLinks.map { $0 as any Check.Type }
        + ofLibrary.map { $0 as any Check.Type } + ofWeb)
        .sorted { $0.id < $1.id }

    /// The check with this id.
    package static func named(_ id: String) -> (any Check.Type)? { byID[id] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// All groups, such as `links`.
    package static let groups: [String] = Set(all.map { String($0.id.prefix { $0 != "/" }) }).sorted()

    /// Checks that no setting can soften: without them a site would be published that is not what it says, or does
    /// what no reader asked for.
    package static let alwaysErrors: Set<String> = [
        Unreadable.id, NoFrontMatter.id, UnknownKey.id, MissingKey.id, WrongType.id, BadDate.id, BadSlug.id,
        InvalidTemplate.id, NotEquivalent.id, DuplicateSlug.id, ControlCharacter.id, TooComplex.id,
        UnclosedFence.id, DangerousScheme.id, DuplicateIssue.id, ActiveFile.id, MergeConflict.id,
    ]

    /// `findings` with the severities that the site asks for, sorted, without those it switched off or excuses.
    ///
    /// - Parameters:
    ///   - excuses: those of the site and of its guides.
    ///   - ran: tells of a check or a group whether it ran, so that an excuse for one that did not is not called unused.
    package static func apply(
        _ site: Site, _ suppressions: [Suppression], to findings: [Finding], ran: (String) -> Bool = { _ in true }
    ) -> [Finding] {
        let (kept, more) = Suppression.apply(suppressions, to: findings, ran: ran)
        return settled(site, kept + more)
    }

    /// The same of findings that are a part of all, which tells nothing of the excuses.
    static func kept(_ site: Site, _ suppressions: [Suppression], of findings: [Finding]) -> [Finding] {
        settled(site, Suppression.apply(suppressions, to: findings) { _ in false }.kept)
    }

    /// Findings with the severities that the site asks for, sorted.
    private static func settled(_ site: Site, _ findings: [Finding]) -> [Finding] {
        let wanted = findings.compactMap { finding -> Finding? in
            guard !alwaysErrors.contains(finding.id),
                let setting = site.checks[finding.id] ?? site.checks[finding.group]
            else { return finding }
            guard case .severity(let severity) = setting else { return nil }
            var changed = finding
            changed.severity = severity
            return changed
        }
        return shown(wanted.sorted())
    }
}
