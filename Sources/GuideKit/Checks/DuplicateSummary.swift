import Markdown

/// Two guides that sum themselves up alike, so that neither a reader nor an agent can choose between them.
package enum DuplicateSummary: LibraryCheck {
    package static let id = "content/duplicate-summary"
    package static let severity = Severity.warning
    package static let finds = "Two guides with equal summaries, or with nine words of ten in common."

    package static func run(_ library: Library) -> [Finding] {
        let words = library.guides.map { Set(Words.all(in: $0.summary).map(\.key)) }
        // Two sets that share nine words of ten share one of the smallest tenth of each, in any fixed order; so only
        // guides that meet under one of their smallest keys are compared.
        var buckets: [UInt64: [Int]] = [:]
        var findings: [Finding] = []
        for (index, own) in words.enumerated() where !own.isEmpty {
            var candidates: Set<Int> = []
            for key in own.sorted().prefix(own.count / 5 + 1) {
                candidates.formUnion(buckets[key] ?? [])
                buckets[key, default: []].append(index)
            }
            guard let other = candidates.sorted().first(where: { alike(own, words[$0]) }) else { continue }
            findings.append(
                Finding(
                    self, file: library.guides[index].file, at: library.guides[index].frontMatter.summary.place,
                    "this summary says the same as that of \(library.guides[other].file)",
                    help: "say what this guide has that the other one has not"))
        }
        return findings
    }

    private static func alike(_ a: Set<UInt64>, _ b: Set<UInt64>) -> Bool {
        let larger = max(a.count, b.count)
        return a.intersection(b).count * 10 >= larger * 9
    }
}
