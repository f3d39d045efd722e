import Content
import Findings
import Library

/// All checks there are.
package enum Checks {
    /// Made while files are read, written or asked for.
    static let duringLoad: [any Check.Type] = [
        ContentUnreadable.self, ContentNoFrontMatter.self, ContentUnknownKey.self, ContentMissingKey.self,
        ContentWrongType.self, ContentBadDate.self,
        TemplatesInvalid.self, ChecksUnusedSuppression.self,
        ChecksSuppressionWithoutReason.self, KeywordsLostOwner.self, ContentTooComplex.self,
        ContentCutText.self, ContentUnknownInclude.self, ContentUnknownValue.self,
    ]

    static let ofGuide: [any GuideCheck.Type] = [
        ContentEmptyGuide.self, ContentReviewDue.self, ContentTemplateLeak.self, ContentExampleDomain.self,
        AgentsHiddenText.self,
        ContentControlCharacter.self, ContentMergeConflict.self,
        StructureRawHTML.self, StructureUnclosedFence.self, StructureUnknownCallout.self,
        StructureDuplicateHeading.self, StructureHeadingOrder.self,
        StructureEmptySection.self,
        StructureImageWithoutAlt.self, StructureTableColumns.self, StructureStepsRestart.self,
        StructureFenceLanguage.self, StructureLongStep.self, StructureShownAsText.self,
        StructureTitleLength.self, StructureSummaryLength.self,
        LinksUndefinedReference.self, LinksUnusedDefinition.self, LinksShadowedDefinition.self,
        LinksReversed.self,
        LinksVagueText.self, LinksBareEnd.self, LinksEmptyText.self, LinksDuplicateRelated.self,
        IssuesNoSteps.self, IssuesNoSignal.self, IssuesNoVerify.self, AgentsAlone.self, IssuesBadCode.self,
        KeywordsUnused.self, KeywordsRepeated.self, KeywordsTooLong.self, KeywordsStuffed.self,
        KeywordsSpelling.self, LanguageSpelling.self, LanguageWording.self,
        KeywordsNotInSummary.self, KeywordsNotInOpening.self, RecordsInvalid.self, RecordsOverLimit.self,
    ]

    static let ofLinks: [any LinkCheck.Type] = [
        ContentBadSlug.self, ContentUnknownCategory.self, LinksMalformed.self, LinksUnknownGuide.self,
        LinksDraftTarget.self, LinksUnlistedTarget.self,
        LinksUnknownAnchor.self, LinksAmbiguousAnchor.self,
        LinksUnknownFile.self,
        LinksDangerousScheme.self, LinksWrongCase.self, LinksMovedGuide.self, LinksOwnSiteAddress.self,
        LinksInsecure.self,
        LinksBrokenPicture.self, LinksLargePicture.self,
        LinksPassword.self,
        LinksSameText.self, LinksSelf.self, LinksCrowded.self, KeywordsCompetingLink.self,
        KeywordsUnlinkedTerm.self,
        AgentsCommandingNote.self,
    ]

    static let ofSettings: [any SettingsCheck.Type] = [
        LanguageDictionary.self, LanguageUntranslated.self, LanguageSpelling.self, LanguageWording.self,
    ]

    package static let ofLibrary: [any LibraryCheck.Type] = [
        ContentDuplicateSlug.self, ContentMisplacedGuide.self, ContentActiveFile.self,
        ContentDuplicateSummary.self, LinksOrphan.self,
        LinksDepth.self, LinksOutsideSite.self,
        KeywordsContested.self,
        KeywordsUnexplained.self, TermsAmbiguous.self, TermsUnused.self, TermsNoGuide.self,
        IssuesDuplicateTitle.self, IssuesRenamed.self,
        AddressesLostPage.self, AddressesLostAnchor.self, AddressesRedirectLoop.self,
        AddressesRedirectShadowed.self, AddressesRedirectChain.self,
        ToolsUnknownIssue.self, ToolsSilentIssue.self,
    ]

    /// Made by asking other sites.
    static let ofWeb: [any Check.Type] = [
        WebGone.self, WebMoved.self, WebDowngraded.self, WebSuspect.self, WebMissingAnchor.self,
        WebCertificate.self, WebWalled.self, WebUnsure.self,
    ]

    /// Findings of the checks of single guides in one guide.
    package static func findings(in context: CheckContext) -> [Finding] {
        ofGuide.flatMap { $0.run(context).limited }.map { $0.inFile(of: context.includes) }
    }

    /// Findings of the checks of links in one guide; `index` is nil for links outside of guides.
    package static func findings(of index: Int?, in library: Library) -> [Finding] {
        let includes = index.flatMap { library.guides[$0].composition?.files } ?? []
        return ofLinks.flatMap { $0.run(library, of: index).limited }.map { $0.inFile(of: includes) }
    }

    /// Findings of the checks of settings and terms.
    package static func findings(ofSettings content: SiteContent, _ style: HouseStyle) -> [Finding] {
        ofSettings.flatMap { $0.run(content, style).limited }
    }

    /// All checks but those of outputs.
    package static let all: [any Check.Type] =
        duringLoad + ofGuide.map { $0 as any Check.Type }
        // Checks of language read settings too.
        + ofSettings.filter { check in !ofGuide.contains { $0.check == check.check } }.map {
            $0 as any Check.Type
        }
        + ofLinks.map { $0 as any Check.Type }
        + ofLibrary.map { $0 as any Check.Type } + ofWeb
}
