/// The words that differ between removed lines and the lines that took their place.
package enum WordDiff {
    /// A part of a line.
    package struct Piece: Sendable, Equatable {
        package var text: String
        /// Whether the other side has something else in its place.
        package var isMarked: Bool
    }

    /// Where two sides have so many words that more pairs of them would have to be compared, only what both start and end
    /// with counts as the same.
    static let mostPairs = 250_000

    /// The pieces of each line. A line that has nothing in common with the other side has no marks: that it is another
    /// one is seen without them.
    package static func pieces(removed: [String], added: [String]) -> (
        removed: [[Piece]], added: [[Piece]]
    ) {
        var numbers: [[UInt8]: Int] = [:]
        let old = removed.map { tokens($0, &numbers) }
        let new = added.map { tokens($0, &numbers) }
        // As many lines are most often the same lines, with a few words changed in each.
        guard old.count == new.count else { return compare(old, new) }
        let pairs = zip(old, new).map { compare([$0], [$1]) }
        return (pairs.flatMap(\.removed), pairs.flatMap(\.added))
    }

    /// A word, a run of spaces, or a sign.
    private struct Token {
        var text: Substring
        /// Equal where the bytes are: texts that look alike are equal as `String`.
        var number: Int
        var isWord: Bool
        var isKept = false
    }

    private static func tokens(_ line: String, _ numbers: inout [[UInt8]: Int]) -> [Token] {
        var tokens: [Token] = []
        var rest = line[...]
        while let first = rest.first {
            let kind = Kind(first)
            let end = kind.isRun ? rest.firstIndex { Kind($0) != kind } : rest.index(after: rest.startIndex)
            let text = rest[..<(end ?? rest.endIndex)]
            rest = rest[text.endIndex...]
            let bytes = Array(text.utf8)
            let number = numbers[bytes] ?? numbers.count
            numbers[bytes] = number
            tokens.append(Token(text: text, number: number, isWord: kind == .word || kind == .letter))
        }
        return tokens
    }

    private enum Kind {
        /// `letter` is one of a script that has no spaces between words, so that it counts as a word.
        case word, letter, space, sign

        var isRun: Bool { self == .word || self == .space }

        init(_ character: Character) {
            if character.isWhitespace {
                self = .space
            } else if character == "_" || character.isLetter || character.isNumber {
                self = character.unicodeScalars.first?.isUnspaced == true ? .letter : .word
            } else {
                self = .sign
            }
        }
    }

    private static func compare(_ old: [[Token]], _ new: [[Token]]) -> (
        removed: [[Piece]], added: [[Piece]]
    ) {
        var (left, right) = (Array(old.joined()), Array(new.joined()))
        keepCommon(&left, &right)
        dropLoneSigns(&left, &right)
        let kept = left.count { $0.isKept && $0.isWord }
        // A few words that two sentences happen to share are not what was kept of one.
        let isAlike = 2 * kept >= min(left.count(where: \.isWord), right.count(where: \.isWord))
        return (
            pieces(left, lengths: old.map(\.count), isAlike: isAlike),
            pieces(right, lengths: new.map(\.count), isAlike: isAlike)
        )
    }

    /// Finds the longest sequence of tokens that both sides have.
    private static func keepCommon(_ left: inout [Token], _ right: inout [Token]) {
        var start = 0
        var ends = (left.count, right.count)
        while start < min(ends.0, ends.1), left[start].number == right[start].number {
            (left[start].isKept, right[start].isKept) = (true, true)
            start += 1
        }
        while min(ends.0, ends.1) > start, left[ends.0 - 1].number == right[ends.1 - 1].number {
            ends = (ends.0 - 1, ends.1 - 1)
            (left[ends.0].isKept, right[ends.1].isKept) = (true, true)
        }
        let (rows, columns) = (ends.0 - start, ends.1 - start)
        guard rows > 0, columns > 0, rows <= mostPairs / columns else { return }
        // For each pair of places the length of what follows them in common.
        let width = columns + 1
        var lengths = [UInt32](repeating: 0, count: (rows + 1) * width)
        for i in (0..<rows).reversed() {
            for j in (0..<columns).reversed() {
                lengths[i * width + j] =
                    left[start + i].number == right[start + j].number
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var (i, j) = (0, 0)
        while i < rows, j < columns {
            if left[start + i].number == right[start + j].number {
                (left[start + i].isKept, right[start + j].isKept) = (true, true)
                (i, j) = (i + 1, j + 1)
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
    }

    /// Joins changes that only spaces and signs separate: `old words` became `new text`, not each word by itself.
    private static func dropLoneSigns(_ left: inout [Token], _ right: inout [Token]) {
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let (from, other) = (i, j)
            while i < left.count, j < right.count, left[i].isKept, right[j].isKept {
                (i, j) = (i + 1, j + 1)
            }
            let isInside = (from > 0 || other > 0) && (i < left.count || j < right.count)
            if isInside, !left[from..<i].contains(where: \.isWord) {
                for index in from..<i { left[index].isKept = false }
                for index in other..<j { right[index].isKept = false }
            }
            while i < left.count, !left[i].isKept { i += 1 }
            while j < right.count, !right[j].isKept { j += 1 }
        }
    }

    /// - Parameter lengths: the number of tokens of each line.
    private static func pieces(_ tokens: [Token], lengths: [Int], isAlike: Bool) -> [[Piece]] {
        var rest = tokens[...]
        return lengths.map { length in
            let line = rest.prefix(length)
            rest = rest.dropFirst(length)
            let hasMarks = isAlike && line.contains { $0.isKept && $0.isWord }
            var pieces: [Piece] = []
            for token in line {
                let isMarked = hasMarks && !token.isKept
                if pieces.last?.isMarked == isMarked {
                    pieces[pieces.count - 1].text += token.text
                } else {
                    pieces.append(Piece(text: String(token.text), isMarked: isMarked))
                }
            }
            return pieces
        }
    }
}
