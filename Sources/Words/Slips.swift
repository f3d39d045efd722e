/// Texts of which a word may be a slip of the finger: those that one edit makes of it, the likeliest edits first.
struct Slips: Sequence {
    private let letters: [Character]
    /// Letters that may be missing, or others than they should be: the frequent ones first.
    private let alphabet: [Character]

    /// - Parameter isEnglish: whether it is a word of a language without letters beyond ASCII.
    init(_ word: String, isEnglish: Bool) {
        letters = Array(word)
        alphabet = isEnglish ? Self.plain : Self.plain + Self.others
    }

    private static let plain = Array("esianrtolcdugmphbyfvkwzxjq'")
    private static let others = Array("éèêàâçôûîïëäöüßñáíóúãõåæøąćęłńśźżčěřšůž")

    func makeIterator() -> AnyIterator<String> {
        // One kind of edit after the other, each only where it is asked for.
        var kinds = [swaps, changes, insertions, removals][...]
        var current: [String] = []
        return AnyIterator {
            while current.isEmpty {
                guard let kind = kinds.popFirst() else { return nil }
                current = kind().reversed()
            }
            return current.popLast()
        }
    }

    private func edited(_ range: Range<Int>, _ new: [Character]) -> String {
        String(letters[..<range.lowerBound] + new + letters[range.upperBound...])
    }

    private func swaps() -> [String] {
        letters.indices.dropLast().filter { letters[$0] != letters[$0 + 1] }.map {
            edited($0..<($0 + 2), [letters[$0 + 1], letters[$0]])
        }
    }

    private func changes() -> [String] {
        letters.indices.flatMap { index in
            alphabet.filter { $0 != letters[index] }.map { edited(index..<(index + 1), [$0]) }
        }
    }

    private func insertions() -> [String] {
        (0...letters.count).flatMap { index in alphabet.map { edited(index..<index, [$0]) } }
    }

    private func removals() -> [String] {
        letters.count < 3 ? [] : letters.indices.map { edited($0..<($0 + 1), []) }
    }

    /// Two words in one, such as `a lot` for `alot`; any other part of one letter is too often a word.
    var parted: [String] {
        letters.indices.dropFirst(2).dropLast().map { edited($0..<$0, [" "]) }
            + (letters.first == "a" && letters.count > 3 ? [edited(1..<1, [" "])] : [])
    }
}
