import Testing

@testable import Library
@testable import Words

@Suite(.timeLimit(.minutes(15))) struct WordTests {
    /// A fingerprint stands for its word, so no two words may share one: all of up to three letters and digits.
    @Test func shortWordsAreToldApart() {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789").map(String.init)
        let two = letters.flatMap { a in letters.map { a + $0 } }
        let words = letters + two + two.flatMap { a in letters.map { a + $0 } }
        var seen: [FoldedWord: String] = [:]
        for word in words {
            if let other = seen.updateValue(word, forKey: FoldedWord(word)) {
                Issue.record("\(word) is taken for \(other)")
            }
        }
        #expect(words.count == 47_988)
        #expect(Set(words.flatMap { Words.all(in: $0).map(\.key) }).count == words.count)
    }

    /// Pairs that were one once, and pairs beyond ASCII.
    @Test(arguments: [
        ("IPv6", "IPTV"), ("R2", "PR"), ("M2", "or"), ("C4", "at"), ("T3", "vs"), ("NS", "l3"),
        ("SRS", "sp3"), ("例", "型"),
        ("д", "є"), ("ام", "هم"), ("v2 files", "tr files"),
    ])
    func differentWordsDiffer(_ pair: (String, String)) {
        #expect(FoldedWord(pair.0) != FoldedWord(pair.1))
        #expect(Words.foldedText(pair.0) != Words.foldedText(pair.1))
    }

    @Test(arguments: [
        ("reverse DNS", "Reverse-DNS"), ("mail server", "mailserver"), ("Records", "record"),
        ("ÜBER", "über"),
        ("e\u{301}te\u{301}", "été"), ("a b c d e f g h i j k l m n", "abcdefghijklmn"),
    ])
    func sameWordsAreOne(_ pair: (String, String)) {
        #expect(FoldedWord(pair.0) == FoldedWord(pair.1))
        #expect(Words.foldedText(pair.0) == Words.foldedText(pair.1))
    }

    /// Punctuation of any script ends a word, and so does a space.
    @Test(arguments: [
        0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0xA0...0xA9, 0xAB...0xB1, 0xB6...0xB8,
        0xBB...0xBB, 0xBF...0xBF, 0xD7...0xD7, 0xF7...0xF7, 0x60C...0x60C, 0x61B...0x61B, 0x61F...0x61F,
        0x66A...0x66D, 0x6D4...0x6D4, 0x964...0x965, 0x970...0x970, 0x2000...0x206F, 0x20A0...0x20CF,
        0x2190...0x243F, 0x2500...0x2BFF, 0x3000...0x3003, 0x3008...0x301F, 0x30FB...0x30FB, 0xFF01...0xFF0F,
        0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65,
    ])
    func punctuationEndsWords(_ range: ClosedRange<UInt32>) {
        for value in range {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let mark = String(Character(scalar))
            for (text, words) in [
                ("TLS" + mark, ["TLS"]), (mark + "TLS", ["TLS"]), ("TLS" + mark + "SPF", ["TLS", "SPF"]),
                ("例" + mark + "語", ["例", "語"]),
            ] {
                let bytes = Array(text.utf8)
                let found = Words.all(in: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
                #expect(found == words, "U+\(String(value, radix: 16))")
            }
        }
    }

    /// Letters and digits among the marks of other scripts are part of their words.
    @Test(arguments: ["10µs", "x²y", "1ª", "日々", "〇〇", "〆切", "ＴＬＳ１", "x⁴", "ｶﾅ"])
    func lettersAmongMarksEndNone(_ word: String) {
        #expect(Words.all(in: word).map(\.range) == [0..<word.utf8.count])
    }

    /// Wherever a text is cut, the letters of its parts join to those of the whole, also beyond 64 bytes.
    @Test func lettersJoin() {
        let text = String(repeating: "abc123xyz", count: 12)
        let whole = FoldedWord(text)
        for cut in 0...text.count {
            let (head, tail) = (
                FoldedWord(String(text.prefix(cut))), FoldedWord(String(text.dropFirst(cut)))
            )
            #expect(head.joined(tail) == whole)
        }
        #expect(FoldedWord("dn").plural == FoldedWord("dns"))
    }
}
