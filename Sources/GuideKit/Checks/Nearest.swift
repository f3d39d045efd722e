/// Finds the name that somebody probably meant.
package enum Nearest {
    /// The candidate with the fewest edits to `word`, when those are few enough to be a slip; of equals the first.
    package static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
        Names(candidates).match(word)
    }

    /// Names to be searched again and again, such as all slugs of a site: made ready once, so that a thousand dead links
    /// cost little more than one.
    package struct Names: Sendable {
        private struct Entry: Sendable {
            var name: String
            var letters: [Unicode.Scalar]
            var bag: LetterBag
            /// The hashes of its hyphenated parts, each once, sorted.
            var parts: [Int]
        }

        private let entries: [Entry]

        package init(_ names: some Sequence<String>) {
            entries = names.map { name in
                let folded = name.lowercased()
                let letters = Array(folded.unicodeScalars)
                return Entry(
                    name: name, letters: letters, bag: LetterBag(letters), parts: Nearest.parts(of: folded))
            }
        }

        /// The name with the fewest edits to `word`, when those are few enough to be a slip; of equals the first. Else one
        /// that begins with the word, or shares its parts.
        package func match(_ word: String) -> String? {
            let folded = word.lowercased()
            let letters = Array(folded.unicodeScalars)
            guard !letters.isEmpty, letters.count <= 200 else { return nil }
            let limit = max(1, min(4, letters.count / 3))
            let bag = LetterBag(letters)
            var best: (distance: Int, name: String)?
            for entry in entries {
                let most = best.map { $0.distance - 1 } ?? limit
                guard most >= 0 else { break }
                guard abs(entry.letters.count - letters.count) <= most,
                    bag.differences(from: entry.bag) <= 2 * most
                else { continue }
                let distance = Nearest.distance(letters, entry.letters)
                if distance <= most { best = (distance, entry.name) }
            }
            return best?.name ?? beginning(with: letters) ?? sharing(Nearest.parts(of: folded))
        }

        /// The shortest name that begins with a word of three letters or more: `sender-domain` means
        /// `sender-domains-and-authentication`.
        private func beginning(with letters: [Unicode.Scalar]) -> String? {
            guard letters.count >= 3 else { return nil }
            return shortest { $0.letters.starts(with: letters) }
        }

        /// The shortest name whose hyphenated parts are among the word's, or the other way round: `spf-record` means `spf`.
        private func sharing(_ parts: [Int]) -> String? {
            shortest { Nearest.holds(parts, all: $0.parts) || Nearest.holds($0.parts, all: parts) }
        }

        private func shortest(_ fits: (Entry) -> Bool) -> String? {
            var best: Entry?
            for entry in entries where fits(entry) {
                if best.map({ (entry.letters.count, entry.name) < ($0.letters.count, $0.name) }) ?? true {
                    best = entry
                }
            }
            return best?.name
        }
    }

    /// The hashes of a name's hyphenated parts, each once, sorted. They are compared within one run alone.
    private static func parts(of name: String) -> [Int] {
        Set(name.split(separator: "-").map(\.hashValue)).sorted()
    }

    /// Whether one sorted list has all of another one, which is not empty.
    private static func holds(_ list: [Int], all wanted: [Int]) -> Bool {
        guard !wanted.isEmpty, wanted.count <= list.count else { return false }
        var at = list.startIndex
        for part in wanted {
            while at < list.endIndex, list[at] < part { at += 1 }
            guard at < list.endIndex, list[at] == part else { return false }
        }
        return true
    }

    /// How often each letter stands in a word: each edit changes at most two of the counts, so that most names are told
    /// apart without measuring.
    private struct LetterBag: Sendable {
        private var counts = SIMD32<UInt8>()

        init(_ letters: [Unicode.Scalar]) {
            for letter in letters { counts[Int(letter.value & 31)] &+= 1 }
        }

        /// The sum of all differences; words are short enough for a byte each.
        func differences(from other: LetterBag) -> Int {
            let (a, b) = (counts, other.counts)
            let larger = a.replacing(with: b, where: b .> a)
            let smaller = a.replacing(with: b, where: b .< a)
            return Int(SIMD32<UInt16>(truncatingIfNeeded: larger &- smaller).wrappedSum())
        }
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
