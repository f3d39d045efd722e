import Findings

/// A keyword that is a sentence.
enum KeywordsTooLong: GuideCheck {
    static let check = CheckID.keywordsTooLong
    static let finds =
        "A keyword of more than six words."
    static let why =
        "Nobody searches for a whole sentence word by word."
    static let examples = [
        Example(
            .head, bad: "keywords: [⟦a guide that shows text for example text⟧]",
            good: "keywords: [example text]")
    ]

    static let most = 6

    static func run(_ context: CheckContext) -> [Finding] {
        context.frontMatter.keywords.compactMap { keyword in
            let count = keyword.text.split(separator: " ").count
            guard count > most else { return nil }
            return Finding(
                self, file: context.file, at: keyword.location, to: keyword.end,
                "this keyword has \(count) words",
                help: "keep what people would type: at most \(most) words")
        }
    }
}
