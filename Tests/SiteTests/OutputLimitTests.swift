import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Content
@testable import Findings
@testable import Publishing
@testable import Rendering
@testable import Reports
@testable import Support
@testable import Theming

/// How much of something is shown, at the limit and on both sides of it; and that each limit with a name is held.
@Suite(.timeLimit(.minutes(15))) struct OutputLimitTests {
    /// A line that fits is shown whole; a longer one has a mark where it goes on.
    @Test(arguments: [1, 89, 90, 91, 92, 200]) func soMuchOfALineIsShown(_ length: Int) {
        let line = Array(String(repeating: "é", count: length).unicodeScalars)
        for column in [0, length / 2, length - 1] {
            let excerpt = SourceExcerpt(of: line, around: column)
            let count = excerpt.text.unicodeScalars.count { $0 == "é" }
            #expect(count == min(length, 90))
            #expect(excerpt.text.contains("…") == (length > 90))
            #expect(excerpt.text.hasPrefix(excerpt.before))
            // The character itself is among those that are shown, behind what is before it.
            #expect(excerpt.before.unicodeScalars.count < excerpt.text.unicodeScalars.count)
            #expect(length > 90 || excerpt.before.unicodeScalars.count == column)
        }
    }

    @Test(arguments: [119, 120, 121]) func namesInMessagesAreShort(_ length: Int) {
        let text = String(repeating: "x", count: length)
        #expect(MessageText.afterColon(text) == (length > 120 ? "" : ": \(text)"))
        #expect(MessageText.name(text) == (length > 120 ? String(repeating: "x", count: 30) + "…" : text))
    }

    /// Nine annotations of a kind, and a tenth for the rest.
    @Test(arguments: [1, 8, 9, 10, 11, 30], Severity.allCases)
    func soManyAnnotationsAreMade(_ count: Int, _ severity: Severity) {
        let findings = (0..<count).map {
            Finding(.linksSelf, file: "\($0).md", at: .start, "x", severity: severity)
        }
        for hasSummary in [true, false] {
            let lines = GitHubReporter.commands(findings, prefix: "", hasSummary: hasSummary)
                .split(separator: "\n")
            #expect(lines.count == min(count, 10))
            #expect(lines.count { $0.contains("file=") } == min(count, 9))
            let rest = lines.filter { $0.contains("more, listed in the \(hasSummary ? "summary" : "log") ") }
            #expect(rest.count == (count > 9 ? 1 : 0))
            #expect(
                rest.allSatisfy {
                    $0.hasSuffix(
                        "::\(count - 9) more, listed in the \(hasSummary ? "summary" : "log") of this step")
                })
        }
    }

    @Test(arguments: [9, 10, 11, 25]) func soManyPathsAreNamed(_ count: Int) {
        let paths = (1...count).map { "p\($0)" }
        let named = paths.prefix(10).joined(separator: ", ")
        #expect(DiskSink.list(paths) == named + (count > 10 ? " and \(count - 10) more" : ""))
    }

    /// A page names so many of the guides that link to it, and counts the rest.
    @Test(arguments: [52, 53, 54, 56]) func soManyMentionsAreNamed(_ count: Int) async throws {
        var files = ["hub.md": TemporarySite.guide("Hub", "Text.")]
        for number in 0..<count {
            files["g-\(number).md"] = TemporarySite.guide("Guide \(number)", "See [the hub](hub.md).")
        }
        let site = try TemporarySite(files)
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings)")
        let page = try site.read("Public/guides/hub.html")
        // Those that are listed as related are not counted again.
        let left = count - 3
        #expect(page.contains("and \(left - 50) more") == (left > 50))
        #expect(page.contains(" more</li>") == (left > 50))
        #expect((0..<count).count { page.contains("href=\"/guides/g-\($0)\"") } >= min(50, count))
    }

    /// A category lists so many issues or none.
    @Test(arguments: [199, 200, 201]) func soManyIssuesAreListed(_ count: Int) async throws {
        let issues = (1...count).map {
            "### Issue \($0)\n\nThe check says `x\($0)`.\n\n1. Do it.\n2. Check again.\n\n"
        }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text.\n\n## Fix Common Issues\n\n" + issues.joined())
        ])
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings.prefix(3))")
        for end in ["html", "md"] {
            let page = try site.read("Public/guides/categories/one.\(end)")
            let links = Set(page.matches(of: /issue-\d+/).map { String($0.output) })
            #expect(links.count == (count > 200 ? 0 : count), "\(end)")
        }
    }

    /// A slug has at most 100 characters.
    @Test(arguments: [1, 99, 100, 101]) func slugsAreShort(_ count: Int) {
        #expect(Slug.isValid(String(repeating: "a", count: count)) == (count <= 100))
    }

    /// A word that is all over a large site still finds the entries that it says most of, however late they are.
    @Test(arguments: [-1, 0, 1, 2000]) func soManyEntriesOfAWordAreKept(_ more: Int) {
        let most = SearchIndex.mostEntries
        let count = UInt32(most + more)
        // The last entries weigh most, those of every other number least.
        let list = (0..<count).map { $0 << 4 | ($0 + 100 >= count ? 15 : 1 + $0 % 2) }
        let kept = Array(SearchIndex.kept(list[...]))
        #expect(kept.count == min(list.count, most) && kept == kept.sorted() && Set(kept).isSubset(of: list))
        #expect(kept.suffix(100) == list.suffix(100))
        #expect(kept.count { $0 & 15 == 2 } == min(most - 100, list.count { $0 & 15 == 2 }))
    }

    // MARK: Each has a test

    /// Limits that a test elsewhere holds, by the file of the sources and the name: the suite and the function.
    static let elsewhere: [String: String] = [
        "ApacheHost.mostCounted": "RuleTemplateTests.httpdCountsTwoThousandFiles",
        "CloudflareHost.mostHeaders": "StaticServiceTests.cloudflareHasAHundredRules",
        "Build.mostLeading": "NamedHostTests.manyLeadingPagesAreTold",
        "NotFoundPage.most": "ListTests.missingAddressesLeadOn",
        "GuideTwin.mostKeywords": "TwinStartTests.manyKeywordsAreCutAndCounted",
        "GuideTwin.mostTitles": "TwinStartTests.manyTitlesAreCutAndCounted",
        "BodyComposer.mostIncludes": "IncludeTests.refusesWhatCannotBeIncluded",
        "BodyComposer.mostNested": "IncludeTests.refusesWhatCannotBeIncluded",
        "Marks.longestName": "CompositionTests.findsMarks",
        "SiteReading.longestValue": "IncludeTests.settingsAreHeld",
        "SiteReading.mostValues": "IncludeTests.settingsAreHeld",
        "Tag.longestID": "MarkupTests.isShownAsText",
        "LanguageSpelling.mostSuggested": "LanguageTests.soManyWordsGetSuggestions",
        "PlainText.mostReported": "LanguageTests.soManyWordsOfATextAreReported",
        "PlainText.longestFixed": "LanguageTests.longTextsAreNotFixed",
        "SpellingDictionary.longestOfCompounds": "SpellingDictionaryTests.longCompoundsHaveNoSuggestions",
        "SpellingDictionary.longest": "SpellingDictionaryTests.longWordsAreNotAsked",
        "Slug.mostCharacters": "OutputLimitTests.slugsAreShort",
        "Alias.longestAlias": "FolderAddressTests.aliasesAreShort",
        "Alias.longestName": "FolderAddressTests.aliasesAreShort",
        "LinksOutsideSite.mostNamed": "FolderAddressTests.soManyPathsAreNamed",
        "GitHubReporter.most": "OutputLimitTests.soManyAnnotationsAreMade",
        "SourceExcerpt.widest": "OutputLimitTests.soMuchOfALineIsShown",
        "MessageText.longest": "OutputLimitTests.namesInMessagesAreShort",
        "DiskSink.mostNamed": "OutputLimitTests.soManyPathsAreNamed",
        "GuidePage.mostMentions": "OutputLimitTests.soManyMentionsAreNamed",
        "SiblingLists.mostShown": "FurtherReadingTests.longCategoriesAreCut",
        "CategoryPages.mostIssues": "OutputLimitTests.soManyIssuesAreListed",
        "AppliedFindings.most": "NamedLimitTests.soManyFindingsAreShown",
        "GuideRenderer.mostCharacters": "NamedLimitTests.aTwinMayHaveSoManyCharacters",
        "WordDiff.mostPairs": "WordDiffTests.soManyWordsAreCompared",
        "PreviewCommand.mostFindings": "StandInTests.theTerminalSaysWhatIsWrong",
        "Feed.most": "ListTests.aFeedTellsWhatChangedLast",
        "LLMSText.most": "ListTests.keepEachFileBelowTheLimit",
        "ListedIssues.mostWords": "ListTests.nameAllIssues",
        "ListedIssues.mostTitles": "ListTests.nameAllIssues",
        "AllIssuesPages.most": "AllIssuesTests.manyIssuesAreSplit",
        "AllIssuesPages.longestSignal": "AllIssuesTests.everyIssueIsListedByCategory",
        "SearchIndex.mostEntries": "OutputLimitTests.soManyEntriesOfAWordAreKept",
        "Sitemap.most": "ListTests.sitemapsAreSplitWhereTheyAreTooLong",
        "CodeColors.most": "CodeColorTests.soManyPartsHaveAColor",
        "CostlyShape.mostDefined": "CostlyShapeTests.costlyShapesAreNamed",
        "YAMLSlip.mostLines": "YAMLSlipTests.areNamedAndFixed",
        "Template.longestDelimiter": "TemplateFaultTests.mistakesAreReportedAtTheirTags",
        "ForeignBlocks.mostLines": "ForeignSyntaxTests.longCalloutsStay",
        "FixRounds.most": "FollowingFixTests.aDryRunShowsAllRounds",
        "TOMLReader.mostEntries": "ImportReaderTests.hostileLiteralsEnd",
        "LiteralReader.mostValues": "ImportReaderTests.hostileLiteralsEnd",
        "LiteralReader.deepestNesting": "ImportReaderTests.hostileLiteralsEnd",
        "TOMLReader.deepestNesting": "ImportReaderTests.hostileLiteralsEnd",
        "BodyBlocks.deepestBlock": "ImportTests.hostileSourcesAreTold",
        "SourceFolder.deepestFolder": "ImportTests.limitsAreTold",
        "SourceFolder.largestFile": "ImportTests.limitsAreTold",
        "Includes.deepestInclude": "ImportTests.limitsAreTold",
        "GuideSummary.shortest": "ImportReaderTests.summariesAreSentences",
        "GuideSummary.longest": "ImportReaderTests.summariesAreSentences",
        "LanguageUntranslated.mostNamed": "StringsTests.aLongListOfTextsIsCut",
        "SearchText.longestRun": "SearchTests.bothCutTextsAlike",
        "GuideMoves.mostWithLine": "ChangesTests.manyGuidesRenamedByHandAreFollowed",
    ]

    /// Limits within the tool, which bound its work and not what users get, and those of the preview and of asking
    /// other sites, which `PreviewTests` and `LinkProbeTests` hold.
    static let inner: Set<String> = [
        "AddressesLostAnchor.mostSuccessors", "BlockMap.mostDefinitionLines", "Brackets.longest",
        "Delimiter.mostAhead", "WordTable.longest",
        "MallocTuning.fewestToRelease", "PluralRule.mostTried",
        "GitHistory.mostMoves", "GitSnapshot.largestPointer", "GuideRenderer.mostRemovedTerms",
        "NormalForm.mostMarks",
        "IssuePages.most",
        "BodyComposer.largestIncludes", "BodyComposer.mostSuggestions", "IssueCommand.most", "LLMSFull.most",
        "KeywordsStuffed.longestAddress", "LinksSameText.mostOfOneText", "LinksUnusedDefinition.longest",
        "Marks.longestAddress",
        "SearchIndex.longestNote", "Picture.largest",
        "SearchIndex.most", "SearchText.longest",
        "SiteContent.largestAddressHistory", "Template.largest",
        "Template.largestInAll", "TermCounter.most", "TermCounter.mostWeights", "YAMLSlip.mostBytes",
        "YAMLSlip.mostItems", "IssueSearch.least", "IssueWordings.fewest", "PairScores.least",
        "HouseStyle.mostKept",
        "SpellingDictionary.mostKept",
        "SourceFolder.mostFiles", "Includes.mostLines", "ImportedCategories.deepestNavigation",
        "HTMLBlock.deepestList",
        "BodyHTML.mostOpen", "Shortcode.longest", "HTMLTag.longest", "BlockSyntax.longest",
        "GuideSummary.mostParagraphs", "FilePattern.mostParts", "Shortcode.mostShortcodeLines",
        "DocFXSource.deepest", "AttributeList.longest", "FittedID.longest", "HTMLCellList.deepest",
    ]

    /// The Swift files below a folder of the repository, by their paths in it.
    static func sources(_ folder: String) throws -> [String: String] {
        let root = "\(repository)/\(folder)"
        var texts: [String: String] = [:]
        for path in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? []
        where path.hasSuffix(".swift") {
            texts[path] = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        }
        return texts
    }

    /// A limit of the sources without a row is a limit that nobody holds.
    @Test func eachLimitWithANameIsHeld() throws {
        let held = Set(NamedLimitTests.rows.map(\.name)).union(Self.elsewhere.keys).union(Self.inner)
        var found: Set<String> = []
        for (path, text) in try Self.sources("Sources") {
            guard !path.hasPrefix("Preview/"), !path.hasPrefix("LinkProbe/"), !path.hasPrefix("Lookups/")
            else { continue }
            let file = path.split(separator: "/").last!.dropLast(6)
            let limit =
                /(?m)^ *(?:package |private )?static let ((?:most|longest|largest|deepest|widest|shortest|fewest|least|limit|grace|share|opening)\w*)(?:: \w+)? = [0-9]/
            for match in text.matches(of: limit) { found.insert("\(file).\(match.1)") }
        }
        #expect(found.count > 40)
        #expect(found.subtracting(held).sorted() == [], "give each of these a row")
        // And none of the rows is of a limit that is gone.
        #expect(held.subtracting(found).sorted() == ["LinksUnusedDefinition.longest"])
        let tests = try Self.sources("Tests")
        for (name, test) in Self.elsewhere {
            let parts = test.split(separator: ".")
            #expect(
                tests.contains { path, text in
                    path.hasSuffix("/\(parts[0]).swift") && text.contains("func \(parts[1])(")
                }, "\(name): there is no \(test)")
        }
    }
}
