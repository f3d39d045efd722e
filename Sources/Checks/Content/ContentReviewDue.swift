import Findings

/// A guide whose day of review has come.
enum ContentReviewDue: GuideCheck {
    static let check = CheckID.contentReviewDue
    static let finds =
        "A guide whose `review` date has come; a warning when that was more than 60 days ago."
    static let why =
        "Figures and rules of providers change. A review date in the past means that nobody has looked since."
    static let examples = [
        Example(.head, bad: "review: ⟦2026-01-15", good: "review: 2999-01-15")
    ]

    /// After so many days the note becomes a warning.
    static let graceDays = 60

    static func run(_ context: CheckContext) -> [Finding] {
        guard let today = context.today, let review = context.frontMatter.review, review.day <= today else {
            return []
        }
        let days = today.number - review.day.number
        return [
            Finding(
                self, file: context.file, at: review.location,
                days == 0
                    ? "this guide is due for review today, \(review.day)"
                    : "this guide was due for review on \(review.day), \(days, "day") ago",
                help: "check it against its sources and set a new `review` date",
                severity: days > graceDays ? .warning : .note)
        ]
    }
}
