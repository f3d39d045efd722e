import Markdown

/// A keyword that stands in the list twice.
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
        var seen: [Words.Letters: String] = [:]
        return reading.frontMatter.keywords.compactMap { keyword in
            let letters = Words.letters(of: keyword.text)
            guard let first = seen[letters] else {
                seen[letters] = keyword.text
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
