/// Words that differ from a word by one typing error, the likeliest first.
struct Slips {
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

    /// Edits by how likely they are: where one of these makes a word, nothing less likely is meant.
    var groups: [() -> [String]] {
        [
            { swaps() + apostrophes() + doubles() }, { changes() + insertions() + removals() },
            { parted },
        ]
    }

    private func edited(_ range: Range<Int>, _ new: [Character]) -> String {
        String(letters[..<range.lowerBound] + new + letters[range.upperBound...])
    }

    private func swaps() -> [String] {
        letters.indices.dropLast().filter { letters[$0] != letters[$0 + 1] }.map {
            edited($0..<($0 + 2), [letters[$0 + 1], letters[$0]])
        }
    }

    /// With an apostrophe before its last or its second last letter, as in `there's` and `aren't`.
    private func apostrophes() -> [String] {
        [1, 2, letters.count - 1, letters.count - 2].filter { (1..<letters.count).contains($0) }
            .map { edited($0..<$0, ["'"]) }
    }

    /// With another letter twice: `beginner` for `begginer`, and `tomorrow` for `tommorow`.
    private func doubles() -> [String] {
        letters.indices.dropLast().filter { letters[$0] == letters[$0 + 1] }.flatMap { twice in
            let single = Array(letters[..<twice] + letters[(twice + 1)...])
            return single.indices.filter { $0 != twice }.map {
                String(single[...$0] + single[$0...])
            }
        }
    }

    private func changes() -> [String] {
        // Few get the first letter wrong.
        (Array(letters.indices.dropFirst()) + Array(letters.indices.prefix(1))).flatMap { index in
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

    /// With an article that was written as part of it: `a lot` for `alot`.
    var article: String? { letters.first == "a" && letters.count > 3 ? edited(1..<1, [" "]) : nil }

    /// Two words in one. Dictionaries accept too many parts of one letter, and a name is no two words.
    private var parted: [String] {
        letters.first?.isUppercase == true
            ? [] : letters.indices.dropFirst(2).dropLast().map { edited($0..<$0, [" "]) }
    }
}
