import Findings

/// A date that is not in the calendar.
package enum ContentBadDate: Check {
    package static let check = CheckID.contentBadDate
    package static let finds = "A date that is not in the calendar."
    package static let why =
        "A date that does not exist would be published as it is, on the page, in the sitemap and to agents."
    package static let examples = [
        Example(.head, bad: "updated: ⟦2026-02-30", good: "updated: 2026-02-28")
    ]
}
