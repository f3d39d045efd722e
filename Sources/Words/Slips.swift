/// Words that differ from a word by one typing error, the likeliest first.
struct Slips: Sequence {
    private let letters: [Character]
    /// Letters that may be missing, or others than they should be: the frequent ones first.
    private let alphabet: [Character]

    /// - Parameters:
    ///   - own: the letters of the language; without them those of many are tried.
    ///   - isEnglish: whether only letters of ASCII are tried.
    init(_ word: String, letters own: [Character], isEnglish: Bool) {
        letters = Array(word)
        alphabet = isEnglish ? Self.plain : own.isEmpty ? Self.plain + Self.others : own
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
        (0...letters.count).flatMap { index in
            // An apostrophe is within a word.
            alphabet.filter { $0 != "'" || (1..<letters.count).contains(index) }.map {
                edited(index..<index, [$0])
            }
        }
    }

    private func removals() -> [String] {
        letters.count < 3 ? [] : letters.indices.map { edited($0..<($0 + 1), []) }
    }

    /// Two words in one, such as `a lot` for `alot`. Dictionaries accept too many parts of one letter other than `a`.
    var parted: [String] {
        letters.indices.dropFirst(2).dropLast().map { edited($0..<$0, [" "]) }
            + (letters.first == "a" && letters.count > 3 ? [edited(1..<1, [" "])] : [])
    }
}
