/// Finds the name that was probably meant.
package enum Nearest {
    /// The candidate with the fewest edits to `word`, when those are few enough to be a slip; of equals the first.
    package static func match(_ word: String, among candidates: some Sequence<String>) -> String? {
        Names(candidates).match(word)
    }

    /// Names to be searched again and again, such as all slugs of a site: made ready once, so that a thousand dead
    /// links cost little more than one.
    package struct Names: Sendable {
        private struct Entry: Sendable {
            var name: String
            var letters: [Unicode.Scalar]
            /// The hashes of its hyphenated parts, each once, sorted.
            var parts: [Int]
        }

        private let entries: [Entry]
        // What tells most names apart at a glance, for each of `entries`: kept apart from them, so that a look at all
        // takes no names into the hand.
        private let lengths: [Int]
        /// The counts of each, one after the other.
        private let counts: [UInt8]
        /// A bit for each part of each.
        private let parts: [UInt64]

        package init(_ names: some Sequence<String>) {
            entries = names.map { name in
                let folded = name.lowercased()
                return Entry(
                    name: name, letters: Array(folded.unicodeScalars), parts: Nearest.parts(of: folded))
            }
            lengths = entries.map(\.letters.count)
            counts = entries.flatMap { LetterCounts($0.letters).counts }
            parts = entries.map { Nearest.bits($0.parts) }
        }

        /// The name with the fewest edits to `word`, when those are few enough to be a slip; of equals the first. Else
        /// one that begins with the word, or shares its parts.
        package func match(_ word: String) -> String? {
            let folded = word.lowercased()
            let letters = Array(folded.unicodeScalars)
            guard !letters.isEmpty, letters.count <= 200 else { return nil }
            var most = max(1, min(4, letters.count / 3))
            let own = LetterCounts(letters).counts
            let ownParts = Nearest.parts(of: folded)
            let bits = Nearest.bits(ownParts)
            var best: Int?
            var longer: [Int] = []
            var related: [Int] = []
            for index in entries.indices {
                let length = lengths[index]
                if abs(length - letters.count) <= most,
                    LetterCounts.differences(own.span, counts.span, at: index * LetterCounts.size) <= 2 * most
                {
                    let distance = Nearest.distance(letters, entries[index].letters)
                    if distance <= most { (best, most) = (index, distance - 1) }
                }
                guard best == nil else { continue }
                if letters.count >= 3, length >= letters.count { longer.append(index) }
                if parts[index] & bits == bits || parts[index] & bits == parts[index] {
                    related.append(index)
                }
            }
            if let best { return entries[best].name }
            return shortest(of: longer) { $0.letters.starts(with: letters) }
                ?? shortest(of: related) {
                    Nearest.holds(ownParts, all: $0.parts) || Nearest.holds($0.parts, all: ownParts)
                }
        }

        /// The shortest of some names that fits: `sender-domains-and-authentication` begins with `sender-domain`, and
        /// the parts of `spf` are among those of `spf-record`.
        private func shortest(of indices: [Int], _ fits: (Entry) -> Bool) -> String? {
            indices.lazy.map { entries[$0] }.filter(fits).min {
                ($0.letters.count, $0.name) < ($1.letters.count, $1.name)
            }?.name
        }
    }

    /// The indices of the names that are near a word, the nearest first: those that it is part of, that have parts in
    /// common with it, or that a few edits make of it.
    package static func all(_ word: String, among names: [String], most: Int) -> [Int] {
        let word = word.lowercased()
        let letters = Array(word.unicodeScalars.prefix(200))
        guard letters.count > 1 else { return [] }
        let wanted = Set(word.split(separator: "-"))
        let scored = names.enumerated().compactMap { index, name -> (index: Int, score: Double)? in
            let name = name.lowercased()
            let parts = Set(name.split(separator: "-"))
            let common =
                Double(parts.intersection(wanted).count) / Double(max(1, min(parts.count, wanted.count)))
            let own = Array(name.unicodeScalars.prefix(200))
            let longest = max(own.count, letters.count)
            let edits = 1 - Double(distance(letters, own)) / Double(longest)
            let isPart = letters.count > 2 && (name.contains(word) || word.contains(name)) ? 0.8 : 0
            let score = max(0.9 * common, edits, isPart)
            return score >= 0.5 ? (index, score + edits / 100) : nil
        }
        return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.prefix(most).map(\.index)
    }

    /// A bit for each of some hashes.
    private static func bits(_ hashes: [Int]) -> UInt64 { hashes.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

    /// The hashes of a name's hyphenated parts, each once, sorted. They are compared within one run alone.
    private static func parts(of name: String) -> [Int] {
        Set(name.split(separator: "-").map(\.hashValue)).sorted()
    }

    /// Whether one sorted list has all of another one, which is half of it or more: of five parts, one tells nothing.
    private static func holds(_ list: [Int], all wanted: [Int]) -> Bool {
        guard !wanted.isEmpty, wanted.count <= list.count, 2 * wanted.count >= list.count else {
            return false
        }
        var at = list.startIndex
        for part in wanted {
            while at < list.endIndex, list[at] < part { at += 1 }
            guard at < list.endIndex, list[at] == part else { return false }
        }
        return true
    }

    /// Counts of each letter in a word: an edit changes at most two of the counts, so that most names are told apart
    /// without measuring.
    private struct LetterCounts {
        static let size = 32
        private(set) var counts = [UInt8](repeating: 0, count: size)

        init(_ letters: [Unicode.Scalar]) {
            for letter in letters { counts[Int(letter.value & 31)] &+= 1 }
        }

        /// The sum of all differences between two sets of counts; the second starts at `start` of a longer array.
        @inline(__always)
        static func differences(
            _ a: Span<UInt8>, _ b: Span<UInt8>, at start: Int
        ) -> Int {
            var sum: UInt16 = 0
            for index in 0..<size {
                let (x, y) = (a[index], b[start + index])
                sum &+= UInt16(max(x, y) &- min(x, y))
            }
            return Int(sum)
        }
    }

    /// Number of single letters that have to be put in, taken out, changed or swapped with their neighbour.
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
