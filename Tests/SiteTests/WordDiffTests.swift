import TestSupport
import Testing

@testable import Support

/// Which words of a changed line are marked, and in which time.
@Suite(.timeLimit(.minutes(5))) struct WordDiffTests {
    /// The lines of each side, with marks in `⟦⟧`.
    private static func marked(_ pieces: [[WordDiff.Piece]]) -> [String] {
        pieces.map { $0.map { $0.isMarked ? "⟦\($0.text)⟧" : $0.text }.joined() }
    }

    private static let pairs: [(removed: [String], added: [String])] = [
        (["The ⟦receiver⟧ checks it."], ["The ⟦receiving server⟧ checks it."]),
        (["A word of it."], ["A word of it⟦, and more⟧."]), (["It is ⟦not ⟧so."], ["It is so."]),
        // Words that belong together are one change, with the space between them.
        (["It says ⟦old words⟧ here, and ends."], ["It says ⟦new text⟧ here, and ends."]),
        (["Use `⟦a⟧.example.com` here."], ["Use `⟦b⟧.example.com` here."]),
        (["two  ⟦⟧spaces"], ["two⟦⟧ spaces"]),
        // Sentences that share a few words are two sentences.
        (["The old text is about one thing."], ["Records of other hosts: the list."]), ([""], ["New."]),
        ([], ["A line.", "Another."]), (["A line."], []),
        // Each of as many lines is compared with its own.
        (["1. Open ⟦a⟧.", "2. Close b."], ["1. Open ⟦b⟧.", "2. Close b⟦ now⟧."]),
        // Otherwise all with all: a line that was split, and a line that is new.
        (["One sentence here.⟦ ⟧Another one there."], ["One sentence here.", "Another one there."]),
        (["The first stays."], ["The first stays⟦ here.⟧", "Nothing like it."]),
        // Scripts without spaces, and letters that look alike.
        (["設定を⟦開⟧きます。"], ["設定を⟦閉⟧きます。"]), (["人々⟦a⟧"], ["人々⟦b⟧"]),
        (["a ⟦caf\u{E9}⟧ here"], ["a ⟦cafe\u{301}⟧ here"]),
        (["naïve ⟦x⟧ 👩‍👩‍👧 text"], ["naïve ⟦y⟧ 👩‍👩‍👧 text"]),
    ]

    @Test(arguments: pairs.indices) func marksWhatDiffers(_ index: Int) {
        let pair = Self.pairs[index]
        func plain(_ lines: [String]) -> [String] {
            lines.map { $0.replacing("⟦", with: "").replacing("⟧", with: "") }
        }
        let wanted = (pair.removed, pair.added)
        let pieces = WordDiff.pieces(removed: plain(pair.removed), added: plain(pair.added))
        // Marks of spaces alone are told by their pieces.
        guard !pair.removed.joined().contains("⟦⟧") else {
            #expect(Self.marked(pieces.removed) == ["two⟦  ⟧spaces"])
            #expect(Self.marked(pieces.added) == ["two⟦ ⟧spaces"])
            return
        }
        #expect(Self.marked(pieces.removed) == wanted.0 && Self.marked(pieces.added) == wanted.1)
    }

    /// Whatever is compared, the pieces of a line are the line.
    @Test(arguments: Seeded.seeds(20)) func keepsEachLine(seed: UInt64) {
        var random = Seeded(seed)
        func line() -> String {
            let parts = [
                "word", " ", "  ", "-", "é", "e\u{301}", "語", "\t", "\u{200B}", "x1", "`", "🇩🇪", "\r",
            ]
            return (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }.joined()
        }
        for _ in 0..<200 {
            let sides = (0..<2).map { _ in (0..<Int.random(in: 0..<4, using: &random)).map { _ in line() } }
            let pieces = WordDiff.pieces(removed: sides[0], added: sides[1])
            for (lines, pieces) in zip(sides, [pieces.removed, pieces.added]) {
                let joined = pieces.map { Array($0.map(\.text).joined().utf8) }
                #expect(joined == lines.map { Array($0.utf8) }, "seed \(seed)")
            }
        }
    }

    /// As many words as that are compared each with each; of more, only beginning and end are. Both take no time.
    @Test(arguments: [0, 1]) func soManyWordsAreCompared(_ more: Int) {
        let count = 251 + more
        func line(_ middle: (Int) -> String) -> String { (0..<count).map(middle).joined(separator: "(") }
        let old = line { $0.isMultiple(of: 2) ? "same" : "old\($0)" }
        let new = line { $0.isMultiple(of: 2) ? "same" : "new\($0)" }
        let pieces = WordDiff.pieces(removed: [old], added: [new])
        let tokens = 2 * count - 1
        // The first word is the same, and the last one where their number is odd; each has a sign beside it.
        let ends = count.isMultiple(of: 2) ? 2 : 4
        let isCompared = (tokens - ends) * (tokens - ends) <= WordDiff.mostPairs
        #expect(isCompared == (more == 0))
        #expect((pieces.removed[0].count > 3) == isCompared, "\(tokens) tokens")
    }

    @Test func hostileLinesTakeNoTime() {
        let sides = ["(", "a ", "語", "e\u{301}\u{302}", "a\u{200D}"].map {
            String(repeating: $0, count: 200_000)
        }
        for (old, new) in zip(sides, sides.dropFirst() + sides.prefix(1)) {
            let pieces = WordDiff.pieces(removed: [old + "x", old], added: [new])
            #expect(pieces.removed.count == 2 && pieces.added.count == 1)
        }
    }

    @Test func linesOfADiffHaveTheirKinds() {
        let before = "# Title\n\n-- a rule --\nThe old word.\nSame.\n"
        let after = "# Title\n\n++ a rule ++\nThe new word.\nSame.\n\n@@ no head\n"
        let lines = DiffLine.lines(of: UnifiedDiff.text(Array(before.utf8), Array(after.utf8), name: "a.md"))
        #expect(
            lines.map { "\($0.sign ?? "#")\(Self.marked([$0.pieces])[0])" } == [
                "#--- a/a.md", "#+++ b/a.md", "#@@ -1,5 +1,7 @@", " # Title", " ", "-⟦--⟧ a rule ⟦--⟧",
                "-The ⟦old⟧ word.", "+⟦++⟧ a rule ⟦++⟧", "+The ⟦new⟧ word.", " Same.", "+", "+@@ no head",
            ])
        #expect(DiffLine.lines(of: "").isEmpty)
    }
}
