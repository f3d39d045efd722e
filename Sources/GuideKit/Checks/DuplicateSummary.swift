import Markdown

/// Two guides that sum themselves up alike, so that neither a reader nor an agent can choose between them.
package enum DuplicateSummary: LibraryCheck {
    package static let id = "content/duplicate-summary"
    package static let severity = Severity.warning
    package static let finds = "Two guides with equal summaries, or with nine words of ten in common."

    package static func run(_ library: Library) -> [Finding] {
        var frequency: [UInt64: Int32] = [:]
        frequency.reserveCapacity(library.guides.count)
        var words = library.guides.map { Array(Set(Words.all(in: $0.summary).map(\.key))) }
        for own in words { for key in own { frequency[key, default: 0] += 1 } }
        // Two sets that share nine words of ten share one of the rarest tenth of each, so only guides that meet under
        // one of their rarest words are compared.
        var buckets: [UInt64: [Int]] = [:]
        buckets.reserveCapacity(library.guides.count)
        var findings: [Finding] = []
        for index in words.indices where !words[index].isEmpty {
            let ranked = words[index].map { (frequency[$0] ?? 0, $0) }.sorted { $0 < $1 }
            words[index].sort()
            var candidates: [Int] = []
            for (count, key) in ranked.prefix(ranked.count / 10 + 1) where count > 1 {
                candidates += buckets[key] ?? []
                buckets[key, default: []].append(index)
            }
            guard let other = candidates.sorted().first(where: { alike(words[index], words[$0]) }) else {
                continue
            }
            findings.append(
                Finding(
                    self, file: library.guides[index].file,
                    at: library.guides[index].frontMatter.summary.place,
                    "this summary says the same as that of \(library.guides[other].file)",
                    help: "say what this guide has that the other one has not"))
        }
        return findings
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
