import Markdown

/// A keyword that is in the list twice.
package enum RepeatedKeyword: GuideCheck {
    package static let id = "keywords/repeated"
    package static let severity = Severity.warning
    package static let finds =
        "The same keyword twice, whatever its letter case, spacing or hyphens."
    package static let why =
        "The second one adds nothing."
    package static let examples = [
        Example(.head, bad: "keywords: [example text, ⟦Example-Text]", good: "keywords: [example text]")
    ]

    package static func run(_ reading: GuideReading) -> [Finding] {
        // The fix deletes, so the words themselves are compared, not their fingerprints.
        var seen: [String: String] = [:]
        return reading.frontMatter.keywords.compactMap { keyword in
            let folded = Words.foldedText(keyword.text)
            guard !folded.isEmpty, let first = seen[folded] else {
                seen[folded] = keyword.text
                return nil
            }
            return Finding(
                self, file: reading.file, at: keyword.place, to: keyword.end,
                "\"\(keyword.text)\" is \"\(first)\" once more", help: "take it out",
                fix: ListItem.removal(of: keyword, in: reading.document.source).map {
                    Fix([$0], isSafe: true)
                })
        }
    }
}
