/// Finds the name that somebody probably meant.
package enum Nearest {
    /// The candidate with the fewest edits to `word`, when those are few enough to be a slip; of equals the first.
    package static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().unicodeScalars)
        guard !letters.isEmpty, letters.count <= 200 else { return nil }
        let limit = max(1, min(4, letters.count / 3))
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - letters.count) <= (best?.distance ?? limit) else { continue }
            let distance = distance(letters, other)
            if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
        }
        return best?.name ?? containing(word, among: candidates)
    }

    /// A candidate that begins with the word, or one whose hyphenated parts are among the word's: `sender-domain` means
    /// `sender-domains-and-authentication`, and `spf-record` means `spf`.
    private static func containing(_ word: String, among candidates: some Sequence<String>) -> String? {
        let word = word.lowercased()
        if word.count >= 3,
            let longer = candidates.filter({ $0.lowercased().hasPrefix(word) }).min(by: {
                ($0.count, $0) < ($1.count, $1)
            })
        {
            return longer
        }
        let parts = Set(word.split(separator: "-"))
        return candidates.filter { candidate in
            let other = Set(candidate.lowercased().split(separator: "-"))
            return !other.isEmpty && (other.isSubset(of: parts) || parts.isSubset(of: other))
        }
        .min { ($0.count, $0) < ($1.count, $1) }
    }

    /// How many single letters have to be put in, taken out, changed or swapped with their neighbour.
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(row[j] + 1, previous[j + 1] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    cost = min(cost, beforePrevious[j - 1] + 1)
                }
                row.append(cost)
            }
            beforePrevious = previous
            previous = row
        }
        return previous[b.count]
    }
}
