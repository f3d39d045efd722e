/// A template that a theme has to have, and the values that it is given.
///
/// All values are flat texts; a section (`{{#updated}}…{{/updated}}`) asks whether one is there. A list is made of one
/// template an item and given as a whole, as `{{{related}}}`.
package enum TemplateName: String, Sendable, CaseIterable {
    case guide, index, category, issues, glossary, search, check, alias, issue
    case notFound = "404"
    case contentsItem = "contents-item"
    case guideItem = "guide-item"
    case resourceItem = "resource-item"
    case categoryItem = "category-item"
    case issueItem = "issue-item"
    case issueList = "issue-list"
    case issueGroup = "issue-group"
    case siblingItem = "sibling-item"
    case startItem = "start-item"
    case termItem = "term-item"

    /// Values of pages of every kind.
    private static let page: [TemplateValue] = [
        .title, .summary, .canonical, .twin, .twinPath, .structuredData,
    ]

    /// Values that the template may use.
    var values: [TemplateValue] {
        switch self {
        case .guide:
            Self.page + [
                .isArticle, .isInner, .body, .readingTime, .updated, .updatedInWords, .categoryTitle,
                .categoryURL, .siblings, .contents, .resources, .related, .readNext, .mentionedBy,
                .mentionedByMore, .moreMentions, .hasNeighbors, .previousTitle, .previousURL, .nextTitle,
                .nextURL, .editURL,
            ]
        case .index: Self.page + [.start, .categories, .issues, .note]
        case .category: Self.page + [.isInner, .guides, .issues]
        case .issues: Self.page + [.isInner, .issues, .url, .note]
        case .glossary: Self.page + [.isInner, .contents, .terms]
        case .search: Self.page + [.isInner]
        case .check: Self.page + [.isInner, .body, .url, .note]
        case .alias: Self.page + [.isInner, .url]
        case .issue: Self.page + [.isInner, .body, .categoryTitle, .categoryURL, .url, .note]
        case .notFound: Self.page + [.isInner]
        case .contentsItem: [.title, .url, .isSub]
        case .guideItem, .resourceItem, .issueItem: [.title, .url, .note]
        case .categoryItem: [.title, .url, .note, .guides]
        case .siblingItem: [.title, .url, .isCurrent]
        case .startItem: [.title, .note, .guides]
        case .issueList: [.issues, .url]
        case .issueGroup: [.title, .anchor, .issues]
        case .termItem: [.title, .anchor, .expansion, .note, .synonyms, .url, .guideTitle]
        }
    }
}

/// A value that a template may ask for. Its number is its index among a page's values.
package enum TemplateValue: Int, Sendable, CaseIterable {
    case title, summary, canonical, twin, twinPath, structuredData, isArticle, isInner, body, readingTime
    case updated, updatedInWords, categoryTitle, categoryURL, contents, resources, related, mentionedBy
    case mentionedByMore, categories, guides, url, note, isSub, hasNeighbors, previousTitle, previousURL
    case nextTitle, nextURL, editURL, issues, terms, anchor, expansion, synonyms, guideTitle, moreMentions
    case siblings, isCurrent, start, readNext

    /// The name in templates, such as `twin-path`.
    var name: String {
        switch self {
        case .title: "title"
        case .summary: "summary"
        case .canonical: "canonical"
        case .twin: "twin"
        case .twinPath: "twin-path"
        case .structuredData: "structured-data"
        case .isArticle: "is-article"
        case .isInner: "is-inner"
        case .body: "body"
        case .readingTime: "reading-time"
        case .updated: "updated"
        case .updatedInWords: "updated-in-words"
        case .categoryTitle: "category-title"
        case .categoryURL: "category-url"
        case .contents: "contents"
        case .resources: "resources"
        case .related: "related"
        case .mentionedBy: "mentioned-by"
        case .mentionedByMore: "mentioned-by-more"
        case .categories: "categories"
        case .guides: "guides"
        case .url: "url"
        case .note: "note"
        case .isSub: "is-sub"
        case .hasNeighbors: "has-neighbors"
        case .previousTitle: "previous-title"
        case .previousURL: "previous-url"
        case .nextTitle: "next-title"
        case .nextURL: "next-url"
        case .editURL: "edit-url"
        case .issues: "issues"
        case .terms: "terms"
        case .anchor: "anchor"
        case .expansion: "expansion"
        case .synonyms: "synonyms"
        case .guideTitle: "guide-title"
        case .moreMentions: "more-mentions"
        case .siblings: "siblings"
        case .isCurrent: "is-current"
        case .start: "start"
        case .readNext: "read-next"
        }
    }

    /// Its bit in a set of values.
    package var bit: UInt64 { 1 << UInt64(rawValue) }
}
