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

    /// Punctuation of any script ends a word, and one in front of it starts one.
    @Test(arguments: [
        0x21...0x2F, 0x3A...0x40, 0xA1...0xA9, 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3003,
        0x3008...0x3011,
    ])
    func punctuationEndsWords(_ range: ClosedRange<Int>) {
        // An apostrophe may be part of a word, and what joins two of them may make one.
        let joining: Set<Int> = [0x27, 0x2D, 0x2E, 0x2F, 0x40, 0x5F, 0x2019, 0x2010, 0x2011]
        for value in range where !joining.contains(value) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            let mark = String(Character(scalar))
            for text in ["TLS" + mark, mark + "TLS", "TLS" + mark + "SPF"] {
                let expected = text.hasSuffix("SPF") ? ["TLS", "SPF"] : ["TLS"]
                #expect(
                    Words.all(in: text).map(\.key) == expected.flatMap { Words.all(in: $0).map(\.key) },
                    "U+\(String(value, radix: 16))")
            }
        }
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
