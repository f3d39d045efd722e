/// A text that the tool itself puts into a site: into pages, twins, the search or lists for agents. Its name in strings files, in
/// `strings` of `site.yml` and in templates has hyphens: `onThisPage` is `on-this-page`.
package enum StringKey: Int, Sendable, CaseIterable {
    // Pages: what is on each of them.
    case skipToContent, search, themeSystem, themeLight, themeDark, siteLinks, allGuides, glossary, feed,
        publishedBy, viewAsMarkdown
    case copyAsMarkdown, indexForAgents

    // Pages: guides.
    case onThisPage, inCategory, readingTime, updatedOn, readNext, relatedGuides, more, mentionedBy,
        moreMentions
    case moreInCategory, previousInCategory, nextInCategory, editPage

    // Pages: callouts.
    case calloutNote, calloutTip, calloutImportant, calloutWarning, calloutCaution

    // Pages: lists.
    case guides, issues, startHere, searchEverything, checkerResult, checkerResultNote, allIssues

    // Pages: the glossary.
    case glossarySummary, alsoCalled, explainedIn

    // Pages that lead elsewhere.
    case pageNotFound, noSuchPage, guidesAreInIndex, agentsFindGuidesIn, index, pageHasMoved, pageIsNowAt
    case fixIsInGuide

    // The search.
    case searchSummary, searchNeedsScripts, searchHint, searchResults, noResults, resultCount, topResults
    case topResultsOfMore, searchFailed, close, didYouMean, foundGuide, foundIssue, foundIssueIn, foundTerm
    case foundTermIn, foundCategory, nothingFits, searchKeys

    // Checking a domain.
    case checkTitle, checkSummary, checkDomain, checkStart, checkSelector, checkAsks, checkNeedsScripts
    case checkResults, checkByHand, checkByHandNote, checkFine, checkIssue, checkSuggestion, checkUnverifiable
    case checkFailed, checkSkipped, checkPending, checkProgress, checkFound, checkNothing, checkAfter,
        checkNoAnswer
    case checkCopy, checkCopyAnswer, checkCopied, checkBroken

    // Copying, and other parts that scripts add.
    case copyPage, copyCode, copyText, copyLink, codeCopied, linkCopied, markdownCopied, copyFailed,
        tableNumber

    // Twins.
    case label, list, humanPage, markdownPage, category, timeToRead, lastUpdated, relatedKeywords, moreItems,
        guideKeyword, guideIndex
    case agentNotes, resourcesBelow, partOfGuide, pageHasMovedNote, searchInBrowser, issueCatalog

    // Lists for agents.
    case guidesByCategory, allGuidesByCategory, indexNote, categories, categoryCount, entryCount, guideCount
    case categoryGuides, guidesOnCategory, issuesSummary, issuesOnCategory, issueCount, messageWords
    case issuesForAgents, firstToLast, fullText, noFullText, catalogForTools, catalogSize, catalogSummary
    case siteMapOf, siteMapForAgents, tokenCount, updatedAndSize, crawlersOpen, crawlersNoTraining
    case crawlersClosed, crawlersIndex

    // Dates and numbers.
    case date, january, february, march, april, may, june, july, august, september, october, november,
        december
    case groupMark

    /// The name in files and templates, such as `on-this-page`.
    package var name: String { Self.names[rawValue] }

    /// Whether it is on the page that checks domains alone, which few sites have.
    package var isOfChecker: Bool {
        (Self.checkTitle.rawValue...Self.checkBroken.rawValue).contains(rawValue)
    }

    /// All names, in the order of the cases.
    package static let names: [String] = allCases.map { key in
        "\(key)".reduce(into: "") { name, letter in
            if letter.isUppercase { name += "-" }
            name += letter.lowercased()
        }
    }

    private static let byName = Dictionary(uniqueKeysWithValues: zip(names, allCases))

    /// The key with a name; nil where there is none.
    package init?(named name: String) {
        guard let key = Self.byName[name] else { return nil }
        self = key
    }
}
