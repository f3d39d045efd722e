/// A line of a unified diff, with marks on the words that changed.
package struct DiffLine: Sendable, Equatable {
    /// `head` is a line about the diff itself: the names of the files, the numbers of lines, a remark.
    package enum Kind: Sendable { case head, same, removed, added }

    package var kind: Kind
    /// Its text without the sign; that of a head is whole.
    package var pieces: [WordDiff.Piece]

    /// `+` for an added line; nil for a head.
    package var sign: Character? {
        switch kind {
        case .head: nil
        case .same: " "
        case .removed: "-"
        case .added: "+"
        }
    }

    private init(_ kind: Kind, _ text: some StringProtocol) {
        self.init(kind, [WordDiff.Piece(text: String(text), isMarked: false)])
    }

    private init(_ kind: Kind, _ pieces: [WordDiff.Piece]) { (self.kind, self.pieces) = (kind, pieces) }

    /// The lines of a diff of one file, as `UnifiedDiff` writes it.
    package static func lines(of diff: String) -> [DiffLine] {
        var lines: [DiffLine] = []
        // Removed and added lines that follow each other are one change.
        var (removed, added): ([String], [String]) = ([], [])
        func endChange() {
            let pieces = WordDiff.pieces(removed: removed, added: added)
            lines += pieces.removed.map { DiffLine(.removed, $0) } + pieces.added.map { DiffLine(.added, $0) }
            (removed, added) = ([], [])
        }
        for (number, line) in diff.lines.dropLast().enumerated() {
            // The names of the files look like a removed and an added line.
            let sign = number < 2 ? nil : line.utf8.first.map { Character(Unicode.Scalar($0)) }
            switch sign {
            case "-":
                if !added.isEmpty { endChange() }
                removed.append(String(decoding: line.utf8.dropFirst(), as: UTF8.self))
            case "+": added.append(String(decoding: line.utf8.dropFirst(), as: UTF8.self))
            case " ":
                endChange()
                lines.append(DiffLine(.same, String(decoding: line.utf8.dropFirst(), as: UTF8.self)))
            default:
                endChange()
                lines.append(DiffLine(.head, line))
            }
        }
        endChange()
        return lines
    }
}
