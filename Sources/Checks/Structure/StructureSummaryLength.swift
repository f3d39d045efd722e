import Findings

/// A summary that is too short, too long, or not one sentence.
enum StructureSummaryLength: GuideCheck {
    static let check = CheckID.structureSummaryLength
    static let finds =
        "A summary of fewer than 50 or more than 160 characters, or of more than one sentence."
    static let why =
        "It is in lists, search results and llms.txt, where it has one line to say what the guide is for."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad: "---\ntitle: Example Guide\nsummary: ⟦Too short.⟧\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant by a summary of the right length.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    static let shortest = 50
    static let longest = 160

    static func run(_ context: CheckContext) -> [Finding] {
        let summary = context.frontMatter.summary
        let count = summary.text.unicodeScalars.count
        guard count > 0 else { return [] }
        let message: String
        if count < shortest {
            message = "this summary has \(count, "character"), fewer than \(shortest)"
        } else if count > longest {
            message = "this summary has \(count, "character"), more than \(longest)"
        } else if hasSentenceEnd(summary.text) {
            message = "this summary is more than one sentence"
        } else {
            return []
        }
        return [
            Finding(
                self, file: context.file, at: summary.location, to: summary.end, message,
                help: "say in one sentence of \(shortest) to \(longest) characters what the guide is for")
        ]
    }

    /// Whether a sentence ends before the text does.
    private static func hasSentenceEnd(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.dropLast(2).contains { index in
            ".!?".unicodeScalars.contains(scalars[index]) && scalars[index + 1] == " "
                && scalars[index + 2].properties.isUppercase
        }
    }
}
