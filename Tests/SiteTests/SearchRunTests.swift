import Markdown
import Support
import TestSupport
import Testing

@testable import Rendering
@testable import Words

/// A text that is read where it is has the words that it has when it is taken out of its page.
@Suite(.timeLimit(.minutes(15))) struct SearchRunTests {
    private static let pieces = [
        "word", "Word", "a", "I", "2026", "5.7.26", "TXT", "Straße", "wake-up", "p=none", "~all", "c++", "認証",
        "認",
        "isn’t", "abcdefgh", "abcdefghabcdefgh", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", " ", " ", " ",
        "\n", ".",
        ",", ";", ":", "!", "?", "(", ")", "-", "_", "=", "'", "+", "#", "…", "—", "\u{1}", "\u{10}", "@",
        "[", "{", "\u{7F}",
        "🚀", "é", "&amp;", "&lt;", "&quot;",
    ]
    private static let tags = [
        "<p>", "</p>", "</p>\n<p>", "<em>", "</em>", "<code>", "</code>", "<a href=\"/a b\">", "</a>", "<td>",
        "</td>",
        "<br />", "<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>",
        "<span class=\"x y\">", "</span>",
    ]

    private static func words(_ text: SearchText) -> [String] {
        text.words.map { String(decoding: text.bytes[$0], as: UTF8.self) }
    }

    private static func read(_ bytes: [UInt8], isHTML: Bool) -> (whole: [String], inRuns: [String]) {
        var text = SearchText()
        text.read(bytes.span, 0..<bytes.count, isHTML: isHTML)
        let whole = words(text).sorted()
        var inRuns: [String] = []
        var runs = SearchRuns(bytes.span, 0..<bytes.count, isHTML: isHTML, seed: 7)
        while let run = runs.next() {
            switch run {
            case .word(let word):
                let letters = bytes[Int(word.start)..<Int(word.start + word.count)].map { $0 | 0x20 }
                inRuns.append(String(decoding: letters, as: UTF8.self))
                #expect(word.hash == WordHash.of(letters.indices, in: letters, seed: 7))
            case .other(let part):
                text.read(bytes.span, part, isHTML: isHTML)
                inRuns += words(text)
            }
        }
        return (whole, inRuns.sorted())
    }

    @Test(arguments: [true, false], 0..<40) func haveTheSameWords(_ isHTML: Bool, _ seed: UInt64) {
        var random = Seeded(seed)
        let pieces = Self.pieces + (isHTML ? Self.tags : ["<", ">", "&", "</p>"])
        for _ in 0..<100 {
            let text = (0..<Int.random(in: 0...40, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let (whole, inRuns) = Self.read(Array(text.utf8), isHTML: isHTML)
            #expect(whole == inRuns, "seed \(seed): \(text)")
        }
    }

    /// Each byte of ASCII, and the first beyond it, at each place of eight.
    @Test(arguments: 0...0x80) func lettersAreThoseOfASCII(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        for before in 0...9 {
            let text = String(repeating: "x", count: before) + String(Character(scalar)) + "yz 1"
            let (whole, inRuns) = Self.read(Array(text.utf8), isHTML: false)
            #expect(whole == inRuns, "\(text)")
        }
    }

    /// Nobody can write two words that a search takes for one.
    @Test func hashesCannotBeForeseen() {
        let text = Array("umnopywqadaaaaap 4hbtyv0ma9ay8ch4".utf8)
        let words = [0..<16, 17..<33]
        // Somebody who knows how hashes begin can.
        let known = words.map { WordHash.of($0, in: text, seed: 0xcbf2_9ce4_8422_2325) }
        #expect(known[0] == known[1])
        let tables = [WordTable(expecting: 1), WordTable(expecting: 1)]
        for table in tables {
            let hashes = words.map { WordHash.of($0, in: text, seed: table.seed) }
            #expect(hashes[0] != hashes[1])
        }
        #expect(tables[0].seed != tables[1].seed)
    }
}
