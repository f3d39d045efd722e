/// Finds the name that somebody probably meant.
package enum Nearest {
    /// The candidate with the fewest edits to `word`, when those are few enough to be a slip; of equals the first.
    package static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().unicodeScalars)
        guard !letters.isEmpty, letters.count <= 200 else { return nil }
        let limit = max(1, min(4, letters.count / 3))
        let bag = LetterBag(letters)
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let most = best.map { $0.distance - 1 } ?? limit
            // A name is never longer than its bytes, nor shorter than a quarter of them.
            let size = candidate.utf8.count
            guard most >= 0, size >= letters.count - most, size <= 4 * (letters.count + most) else {
                continue
            }
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - letters.count) <= most, bag.differences(from: other) <= 2 * most else {
                continue
            }
            let distance = distance(letters, other)
            if distance <= most { best = (distance, candidate) }
        }
        return best?.name ?? containing(word, among: candidates)
    }

    /// How often each letter stands in a word: each edit changes at most two of the counts, so that most names are told
    /// apart without measuring.
    private struct LetterBag {
        private var counts = [Int](repeating: 0, count: 64)

        init(_ letters: [Unicode.Scalar]) {
            for letter in letters { counts[Int(letter.value & 63)] += 1 }
        }

        func differences(from other: [Unicode.Scalar]) -> Int {
            var counts = counts
            for letter in other { counts[Int(letter.value & 63)] -= 1 }
            return counts.reduce(0) { $0 + abs($1) }
        }
    }

    /// A candidate that begins with the word, or one whose hyphenated parts are among the word's: `sender-domain` means
    /// `sender-domains-and-authentication`, and `spf-record` means `spf`.
    private static func containing(_ word: String, among candidates: some Sequence<String>) -> String? {
        let word = word.lowercased()
        let parts = Set(word.split(separator: "-"))
        let first = parts.map { $0.utf8.count }.min() ?? 0
        var longer: (count: Int, name: String)?
        var related: (count: Int, name: String)?
        for candidate in candidates {
            // A name can only be the better one of its kind where it is shorter.
            let isShort = related.map { candidate.count <= $0.count } ?? true
            guard word.utf8.count >= 3 || isShort else { continue }
            let name = candidate.lowercased()
            if word.utf8.count >= 3, name.utf8.starts(with: word.utf8) {
                if longer.map({ (candidate.count, candidate) < $0 }) ?? true {
                    longer = (candidate.count, candidate)
                }
            }
            guard longer == nil, isShort, name.utf8.count >= first || name.utf8.count <= word.utf8.count
            else {
                continue
            }
            let other = Set(name.split(separator: "-"))
            if !other.isEmpty, other.isSubset(of: parts) || parts.isSubset(of: other),
                related.map({ (candidate.count, candidate) < $0 }) ?? true
            {
                related = (candidate.count, candidate)
            }
        }
        return longer?.name ?? related?.name
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
