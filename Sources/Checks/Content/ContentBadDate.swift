import Findings

/// A date that is not in the calendar.
enum ContentBadDate: Check {
    static let check = CheckID.contentBadDate
    static let finds = "A date that is not in the calendar."
    static let why =
        "A date that does not exist would be published as it is, on the page, in the sitemap and to agents."
    static let examples = [
        Example(.head, bad: "updated: ⟦2026-02-30", good: "updated: 2026-02-28")
    ]
}
