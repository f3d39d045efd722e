import Findings
import Library
import Words

/// Two guides that sum themselves up alike, so that neither a reader nor an agent can choose between them.
enum ContentDuplicateSummary: LibraryCheck {
    static let check = CheckID.contentDuplicateSummary
    static let finds = "Two guides whose summaries are the same, or share nine words out of ten."
    static let why =
        "Readers and agents choose between guides by their summaries; two that say the same leave them to guess."
    static let examples = [
        Example(
            .file("Content/guides/example.md"),
            bad:
                "---\ntitle: Example Guide\nsummary: ⟦How mail servers keep a message private on its way.\ncategory: basics\n---\n\nText.\n",
            good:
                "---\ntitle: Example Guide\nsummary: A guide that shows what is meant.\ncategory: basics\n---\n\nText.\n"
        )
    ]

    static func run(_ library: Library) -> [Finding] {
        var frequency: [UInt64: Int32] = [:]
        frequency.reserveCapacity(2 * library.guides.count)
        for guide in library.guides { for key in guide.summaryWords { frequency[key, default: 0] += 1 } }
        // Two sets that share nine words of ten share one of the rarest tenth of each, so only guides that meet under
        // one of their rarest words are compared. A word of one summary alone is nowhere to meet.
        var buckets: [UInt64: [Int]] = [:]
        var findings: [Finding] = []
        for (index, guide) in library.guides.enumerated() where !guide.summaryWords.isEmpty {
            let ranked = guide.summaryWords.map { (frequency[$0] ?? 0, $0) }.sorted { $0 < $1 }
            var candidates: [Int] = []
            for (count, key) in ranked.prefix(ranked.count / 10 + 1) where count > 1 {
                candidates += buckets[key] ?? []
                buckets[key, default: []].append(index)
            }
            let twin = candidates.sorted().first {
                alike(guide.summaryWords, library.guides[$0].summaryWords)
            }
            guard let twin else { continue }
            let isSame = folded(guide.summary) == folded(library.guides[twin].summary)
            findings.append(
                Finding(
                    self, file: guide.file, at: guide.frontMatter.summary.location,
                    "this summary says \(isSame ? "" : "almost ")the same as that of \(library.guides[twin].file)",
                    help: "say what this guide has that the other does not", severity: isSame ? nil : .note))
        }
        return findings
    }

    /// A summary without letter case, white space and full stops at its ends: signs are what some differ in.
    private static func folded(_ summary: String) -> String {
        summary.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "." }).joined(separator: " ")
    }

    /// Whether two sorted lists share nine of the longer one's ten.
    private static func alike(_ a: [UInt64], _ b: [UInt64]) -> Bool {
        var shared = 0
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            if a[i] == b[j] { shared += 1 }
            let (left, right) = (a[i], b[j])
            if left <= right { i += 1 }
            if right <= left { j += 1 }
        }
        return shared * 10 >= max(a.count, b.count) * 9
    }
}
