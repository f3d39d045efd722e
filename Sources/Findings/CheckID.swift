/// The name of a check, such as `links/unknown-guide`, and how much its findings weigh.
///
/// All of them are here, below what is checked and below the checks, so that whatever reads a file can report what it
/// found and settings can name any check. What a check finds and why is with the check itself.
package struct CheckID: Sendable, Hashable {
    /// Its group and its own name, such as `links/unknown-guide`. It is stable: it is in findings, in `site.yml` and in
    /// documentation.
    package let name: String
    /// Severity of its findings where the site does not say otherwise.
    package let severity: Severity
    /// Whether no setting softens it and no suppression lets it pass: without it a site would be published that is not
    /// what it says, or does what no reader asked for.
    package let isAlwaysError: Bool

    /// Whether its findings say that other checks could not run, so that nothing hides them: neither a baseline nor a selection
    /// of checks and files.
    package let stopsOthers: Bool

    private init(_ name: String, _ severity: Severity, isAlwaysError: Bool = false, stopsOthers: Bool = false)
    {
        self.name = name
        self.severity = severity
        self.isAlwaysError = isAlwaysError
        self.stopsOthers = stopsOthers
    }

    /// The part of the name before its slash, such as `links`.
    package var group: String { Self.group(of: name) }

    /// The group of a name: `links` for `links/depth`; a group's name is its own.
    static func group(of name: String) -> String { String(name.prefix { $0 != "/" }) }

    /// Whether a check, or a group of checks, is made by asking other sites.
    package static func asksOtherSites(_ name: String) -> Bool { group(of: name) == webGroup }

    /// The group of the checks that ask other sites; its name says so to users.
    private static let webGroup = "web"

    /// The check with this name, present or former.
    package static func named(_ name: String) -> CheckID? { byName[name] ?? byFormerName[name] }

    /// The present name of a check or group: its own where it was never renamed, or is the name of nothing.
    package static func presentName(of name: String) -> String { byFormerName[name]?.name ?? name }

    /// Whether settings, suppressions and options can use a name: that of a check, present or former, or of a group.
    package static func isName(_ name: String) -> Bool { named(name) != nil || groups.contains(name) }

    /// Names that checks had before, each with its check, so that what names one so goes on working.
    private static let byFormerName: [String: CheckID] = [
        "checks/excuse-without-reason": .checksSuppressionWithoutReason,
        "checks/unused-excuse": .checksUnusedSuppression,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// All groups, such as `links`, sorted.
    package static let groups: [String] = Set(all.map(\.group)).sorted()

    /// The present names of all checks and groups, such as `links/depth` and `links`.
    package static let names: [String] = all.map(\.name) + groups

    /// The names, present and former, of what settings may soften and suppressions may let pass.
    package static let namesInSettings: [String] =
        (names + byFormerName.keys.sorted()).filter { named($0)?.isAlwaysError != true }

    package static func == (a: CheckID, b: CheckID) -> Bool { a.name == b.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension CheckID {
    package static let addressesLostAnchor = CheckID("addresses/lost-anchor", .warning)
    package static let addressesLostPage = CheckID("addresses/lost-page", .error)
    package static let addressesRedirectChain = CheckID("addresses/redirect-chain", .warning)
    package static let addressesRedirectLoop = CheckID("addresses/redirect-loop", .error)
    package static let addressesRedirectShadowed = CheckID("addresses/redirect-shadowed", .error)

    package static let agentsAlone = CheckID("agents/alone", .note)
    package static let agentsCommandingNote = CheckID("agents/commanding-note", .warning)
    package static let agentsHiddenText = CheckID("agents/hidden-text", .error)
    package static let agentsUnlisted = CheckID("agents/unlisted", .error)

    package static let checksSuppressionWithoutReason = CheckID("checks/suppression-without-reason", .warning)
    package static let checksUnusedSuppression = CheckID("checks/unused-suppression", .warning)

    package static let contentActiveFile = CheckID("content/active-file", .error, isAlwaysError: true)
    package static let contentBadDate = CheckID("content/bad-date", .error, isAlwaysError: true)
    package static let contentBadSlug = CheckID("content/bad-slug", .error, isAlwaysError: true)
    package static let contentControlCharacter = CheckID(
        "content/control-character", .error, isAlwaysError: true)
    package static let contentCutText = CheckID("content/cut-text", .warning)
    package static let contentDuplicateSlug = CheckID("content/duplicate-slug", .error, isAlwaysError: true)
    package static let contentDuplicateSummary = CheckID("content/duplicate-summary", .warning)
    package static let contentEmptyGuide = CheckID("content/empty-guide", .error)
    package static let contentExampleDomain = CheckID("content/example-domain", .note)
    package static let contentMergeConflict = CheckID("content/merge-conflict", .error, isAlwaysError: true)
    package static let contentMisplacedGuide = CheckID("content/misplaced-guide", .warning)
    package static let contentMissingKey = CheckID("content/missing-key", .error, isAlwaysError: true)
    package static let contentNoFrontMatter = CheckID("content/no-front-matter", .error, isAlwaysError: true)
    package static let contentReviewDue = CheckID("content/review-due", .note)
    package static let contentTemplateLeak = CheckID("content/template-leak", .error)
    package static let contentTooComplex = CheckID("content/too-complex", .error, isAlwaysError: true)
    package static let contentUnknownCategory = CheckID("content/unknown-category", .error)
    package static let contentUnknownInclude = CheckID("content/unknown-include", .error)
    package static let contentUnknownKey = CheckID("content/unknown-key", .error, isAlwaysError: true)
    package static let contentUnknownValue = CheckID("content/unknown-value", .error)
    package static let contentUnreadable = CheckID("content/unreadable", .error, isAlwaysError: true)
    package static let contentWrongType = CheckID("content/wrong-type", .error, isAlwaysError: true)

    package static let issuesBadCode = CheckID("issues/bad-code", .error)
    package static let issuesDuplicateTitle = CheckID("issues/duplicate-title", .error, isAlwaysError: true)
    package static let issuesNoSignal = CheckID("issues/no-signal", .warning)
    package static let issuesNoSteps = CheckID("issues/no-steps", .warning)
    package static let issuesNoVerify = CheckID("issues/no-verify", .note)
    package static let issuesRenamed = CheckID("issues/renamed", .error)

    package static let keywordsCompetingLink = CheckID("keywords/competing-link", .note)
    package static let keywordsContested = CheckID("keywords/contested", .warning)
    package static let keywordsLostOwner = CheckID("keywords/lost-owner", .warning)
    package static let keywordsNotInOpening = CheckID("keywords/not-in-opening", .note)
    package static let keywordsNotInSummary = CheckID("keywords/not-in-summary", .note)
    package static let keywordsRepeated = CheckID("keywords/repeated", .warning)
    package static let keywordsSpelling = CheckID("keywords/spelling", .warning)
    package static let keywordsStuffed = CheckID("keywords/stuffed", .warning)
    package static let keywordsTooLong = CheckID("keywords/too-long", .note)
    package static let keywordsUnexplained = CheckID("keywords/unexplained", .note)
    package static let keywordsUnlinkedTerm = CheckID("keywords/unlinked-term", .note)
    package static let keywordsUnused = CheckID("keywords/unused", .warning)

    package static let languageDictionary = CheckID(
        "language/dictionary", .error, isAlwaysError: true, stopsOthers: true)
    package static let languageSpelling = CheckID("language/spelling", .warning)
    package static let languageUntranslated = CheckID("language/untranslated", .warning)
    package static let languageWording = CheckID("language/wording", .note)

    package static let linksAmbiguousAnchor = CheckID("links/ambiguous-anchor", .warning)
    package static let linksBareEnd = CheckID("links/bare-end", .warning)
    package static let linksBrokenPicture = CheckID("links/broken-picture", .warning)
    package static let linksCrowded = CheckID("links/crowded", .note)
    package static let linksDangerousScheme = CheckID("links/dangerous-scheme", .error, isAlwaysError: true)
    package static let linksDepth = CheckID("links/depth", .note)
    package static let linksDraftTarget = CheckID("links/draft-target", .error)
    package static let linksDuplicateRelated = CheckID("links/duplicate-related", .warning)
    package static let linksEmptyText = CheckID("links/empty-text", .error)
    package static let linksInsecure = CheckID("links/insecure", .warning)
    package static let linksLargePicture = CheckID("links/large-picture", .warning)
    package static let linksMalformed = CheckID("links/malformed", .error)
    package static let linksMovedGuide = CheckID("links/moved-guide", .warning)
    package static let linksOrphan = CheckID("links/orphan", .warning)
    package static let linksOutsideSite = CheckID("links/outside-site", .note)
    package static let linksOwnSiteAddress = CheckID("links/own-site-address", .warning)
    package static let linksPassword = CheckID("links/password", .warning)
    package static let linksReversed = CheckID("links/reversed", .error)
    package static let linksSameText = CheckID("links/same-text", .warning)
    package static let linksSelf = CheckID("links/self", .warning)
    package static let linksShadowedDefinition = CheckID("links/shadowed-definition", .warning)
    package static let linksUndefinedReference = CheckID("links/undefined-reference", .error)
    package static let linksUnknownAnchor = CheckID("links/unknown-anchor", .error)
    package static let linksUnknownFile = CheckID("links/unknown-file", .error)
    package static let linksUnknownGuide = CheckID("links/unknown-guide", .error)
    package static let linksUnlistedTarget = CheckID("links/unlisted-target", .warning)
    package static let linksUnusedDefinition = CheckID("links/unused-definition", .warning)
    package static let linksVagueText = CheckID("links/vague-text", .warning)
    package static let linksWrongCase = CheckID("links/wrong-case", .error)

    package static let pairNotEquivalent = CheckID("pair/not-equivalent", .error, isAlwaysError: true)

    package static let searchMissed = CheckID("search/missed", .warning)

    package static let recordsInvalid = CheckID("records/invalid", .error)
    package static let recordsOverLimit = CheckID("records/over-limit", .warning)

    package static let structureDuplicateHeading = CheckID("structure/duplicate-heading", .error)
    package static let structureEmptySection = CheckID("structure/empty-section", .warning)
    package static let structureFenceLanguage = CheckID("structure/fence-language", .note)
    package static let structureHeadingOrder = CheckID("structure/heading-order", .warning)
    package static let structureImageWithoutAlt = CheckID("structure/image-without-alt", .error)
    package static let structureLongStep = CheckID("structure/long-step", .note)
    package static let structureRawHTML = CheckID("structure/raw-html", .error)
    package static let structureShownAsText = CheckID("structure/shown-as-text", .warning)
    package static let structureStepsRestart = CheckID("structure/steps-restart", .warning)
    package static let structureSummaryLength = CheckID("structure/summary-length", .note)
    package static let structureTableColumns = CheckID("structure/table-columns", .warning)
    package static let structureTitleLength = CheckID("structure/title-length", .note)
    package static let structureTooLong = CheckID("structure/too-long", .warning)
    package static let structureUnclosedFence = CheckID(
        "structure/unclosed-fence", .error, isAlwaysError: true)
    package static let structureUnknownCallout = CheckID("structure/unknown-callout", .warning)

    package static let templatesInvalid = CheckID("templates/invalid", .error, isAlwaysError: true)

    package static let termsAmbiguous = CheckID("terms/ambiguous", .error)
    package static let termsNoGuide = CheckID("terms/no-guide", .note)
    package static let termsUnused = CheckID("terms/unused", .note)

    package static let toolsSilentIssue = CheckID("tools/silent-issue", .note)
    package static let toolsUnknownIssue = CheckID("tools/unknown-issue", .error)

    package static let webCertificate = CheckID("web/certificate", .warning)
    package static let webDowngraded = CheckID("web/downgraded", .warning)
    package static let webGone = CheckID("web/gone", .error)
    package static let webMissingAnchor = CheckID("web/missing-anchor", .warning)
    package static let webMoved = CheckID("web/moved", .note)
    package static let webSuspect = CheckID("web/suspect", .warning)
    package static let webUnsure = CheckID("web/unsure", .note)
    package static let webWalled = CheckID("web/walled", .note)

    /// Every check, by name.
    static let all: [CheckID] = [
        .addressesLostAnchor, .addressesLostPage, .addressesRedirectChain, .addressesRedirectLoop,
        .addressesRedirectShadowed, .agentsAlone, .agentsCommandingNote, .agentsHiddenText, .agentsUnlisted,
        .checksSuppressionWithoutReason, .checksUnusedSuppression, .contentActiveFile, .contentBadDate,
        .contentBadSlug, .contentControlCharacter, .contentCutText, .contentDuplicateSlug,
        .contentDuplicateSummary, .contentEmptyGuide, .contentExampleDomain, .contentMergeConflict,
        .contentMisplacedGuide, .contentMissingKey, .contentNoFrontMatter, .contentReviewDue,
        .contentTemplateLeak,
        .contentTooComplex, .contentUnknownCategory, .contentUnknownInclude, .contentUnknownKey,
        .contentUnknownValue, .contentUnreadable,
        .contentWrongType, .issuesBadCode, .issuesDuplicateTitle, .issuesNoSignal, .issuesNoSteps,
        .issuesNoVerify, .issuesRenamed, .keywordsCompetingLink, .keywordsContested, .keywordsLostOwner,
        .keywordsNotInOpening, .keywordsNotInSummary, .keywordsRepeated, .keywordsSpelling,
        .keywordsStuffed, .keywordsTooLong, .keywordsUnexplained, .keywordsUnlinkedTerm, .keywordsUnused,
        .languageDictionary, .languageSpelling, .languageUntranslated, .languageWording,
        .linksAmbiguousAnchor, .linksBareEnd, .linksBrokenPicture, .linksCrowded, .linksDangerousScheme,
        .linksDepth,
        .linksDraftTarget,
        .linksDuplicateRelated, .linksEmptyText, .linksInsecure, .linksLargePicture, .linksMalformed,
        .linksMovedGuide,
        .linksOrphan, .linksOutsideSite, .linksOwnSiteAddress, .linksPassword, .linksReversed, .linksSameText,
        .linksSelf,
        .linksShadowedDefinition, .linksUndefinedReference, .linksUnknownAnchor, .linksUnknownFile,
        .linksUnknownGuide, .linksUnlistedTarget, .linksUnusedDefinition, .linksVagueText, .linksWrongCase,
        .pairNotEquivalent,
        .recordsInvalid, .recordsOverLimit, .searchMissed, .structureDuplicateHeading, .structureEmptySection,
        .structureFenceLanguage,
        .structureHeadingOrder, .structureImageWithoutAlt, .structureLongStep, .structureRawHTML,
        .structureShownAsText, .structureStepsRestart, .structureSummaryLength, .structureTableColumns,
        .structureTitleLength,
        .structureTooLong, .structureUnclosedFence, .structureUnknownCallout, .templatesInvalid,
        .termsAmbiguous, .termsNoGuide, .termsUnused, .toolsSilentIssue, .toolsUnknownIssue, .webCertificate,
        .webDowngraded, .webGone,
        .webMissingAnchor, .webMoved, .webSuspect, .webUnsure, .webWalled,
    ]
}
