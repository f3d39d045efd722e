import TestSupport
import Testing

@testable import Content
@testable import Support

/// A mark that combines with the letter before it makes one character of both, but what reads a text looks for the letter alone.
@Suite(.timeLimit(.minutes(15))) struct CombinedMarkTests {
    private static let texts = [
        "'\u{301}", "\"\u{301}", "\\\u{301}", "a'\u{301}\"\u{301}\\\u{301}b", "'\"\u{20DD}\\",
    ]

    @Test func bytesAreReplacedWhateverFollowsThem() {
        #expect(Array("a\"\u{301}b\"".replacingBytes("\"", with: "'").utf8) == Array("a'\u{301}b'".utf8))
        #expect("aaa".replacingBytes("aa", with: "b") == "ba")
        #expect("abc"[...].replacingBytes("", with: "x") == "abc")
        #expect("abc".replacingBytes("c", with: "") == "ab")
    }

    /// Eight bytes at a time, and as one by one.
    @Test func textsAreOrderedByTheirBytes() {
        var random = Seeded(7)
        let pieces = ["a", "b", "é", "e\u{301}", "\u{FFFD}", "😀", "abcdefgh", "-", "z"]
        let texts = (0..<200).map { _ in
            (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }.joined()
        }
        for a in texts {
            for b in texts {
                #expect(
                    a.precedesInBytes(b) == Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8)),
                    "\(a) \(b)")
            }
        }
    }

    /// A real shell reads the word as the very text.
    @Test(arguments: texts) func aShellReadsAWordAsItIs(_ text: String) throws {
        let program = try Program(["sh", "-c", "printf %s \(ShellWord.quoted(text))"])
        #expect(program.wait() == 0, "\(program.error)")
        #expect(Array(program.output.utf8) == Array(text.utf8))
    }

    @Test(arguments: texts) func yamlReadsATextAsItIs(_ text: String) {
        let value = YAML.value(ofScalar: YAML.quoted(text))
        #expect(value.map { Array($0.utf8) } == Array(text.utf8))
    }
}
