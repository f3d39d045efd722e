import TestSupport
import Testing

@testable import Highlighting
@testable import Support

/// Code that nobody writes by accident, in every language.
@Suite(.timeLimit(.minutes(15))) struct HostileCodeTests {
    static let names = Highlighter.languages.map { $0[0] }

    /// Checks that parts are in order, not empty, within the code, and start and end where characters do; and that few bytes
    /// were looked at before their turn.
    private func check(_ code: [UInt8], _ name: String) {
        let colored = Colored(code, name)
        #expect(colored.isKnown)
        var end = 0
        for token in colored.tokens {
            let isRight =
                token.start >= end && token.end > token.start && token.end <= code.count
                && isCharacterStart(code, token.start) && isCharacterStart(code, token.end)
            if !isRight {
                Issue.record(
                    "\(name): \(token) after \(end) in \(String(decoding: code.prefix(200), as: UTF8.self))")
                return
            }
            end = token.end
        }
        #expect(colored.ahead <= 200 * (code.count + 1), "\(name): \(colored.ahead) for \(code.count) bytes")
    }

    private func isCharacterStart(_ code: [UInt8], _ offset: Int) -> Bool {
        offset >= code.count || !code[offset].isUTF8Continuation
    }

    /// Pieces that start and end something in some language, and pieces that do neither.
    static let pieces = [
        "\"", "'", "`", "\\", "\n", " ", "\t", "\r", "#", "//", "/*", "*/", "<!--", "-->", "<", ">", "</",
        "&", ";", "{", "}", "${", "$(", "$",
        "@", ":", "=", "==", "[", "]", "[[", "]]", "--", "--[[", "<<", "<<EOF", "EOF", "<<<", "\"\"\"", "'''",
        "r#\"", "\"#", "(", ")", "/", "/[", "%",
        "%{", "0x", "1", "1.5e-", "9", "if", "def", "class", "v=spf1", "TXT", "250-", "C:", "DATA", "key:",
        "- ", "---", "+", "@@", "é", "漢", "🙂", "\0",
        "\u{7F}", "{{", "}}", "{%", "*", "!", "|", "::", "word", "A", "\\\n", "$ ", "HTTP/1.1 ", "GET ",
        "&amp;", "```", "=begin", "=end", "\u{2028}",
    ]

    @Test(arguments: names) func anyMixIsRead(_ name: String) {
        for seed in Seeded.seeds(60) {
            var random = Seeded(seed)
            let count = Int.random(in: 0...80, using: &random)
            let code = (0..<count).map { _ in Self.pieces.randomElement(using: &random)! }.joined()
            check(Array(code.utf8), name)
        }
    }

    /// Bytes that are no text at all: nothing is read beyond their end.
    @Test(arguments: names) func anyBytesAreRead(_ name: String) {
        for seed in Seeded.seeds(20) {
            var random = Seeded(seed)
            let code = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let colored = Colored(code, name)
            #expect(colored.tokens.allSatisfy { $0.start < $0.end && $0.end <= code.count })
        }
    }

    /// The same piece again and again, of which nothing closes what each opens.
    @Test(arguments: names) func repeatedPiecesTakeLinearTime(_ name: String) {
        for piece in Self.pieces {
            for piece in [piece, piece + " ", "x" + piece, "\"\\" + piece] {
                check(Array(String(repeating: piece, count: 1_000).utf8), name)
            }
        }
    }

    @Test(arguments: ["\"", "'", "\"\\", "${", "<!-- ", "\\", "`"]) func aMegabyteOfOpeningMarksIsRead(
        _ piece: String
    ) {
        let code = Array(String(repeating: piece, count: 1_000_000 / piece.utf8.count).utf8)
        for name in ["sh", "python", "javascript", "yaml", "html"] {
            let colored = Colored(code, name)
            #expect(colored.ahead <= 300 * code.count)
            #expect(colored.tokens.allSatisfy { $0.start < $0.end && $0.end <= code.count })
        }
    }

    /// What is looked at before its turn is counted, also where it is no key.
    @Test(arguments: ["abcdef(", "abcdef#", "abcdef"]) func keysAreCounted(_ code: String) {
        #expect(Colored(code, "ini").ahead == 6)
    }

    /// A text that has more parts than are wanted is left when that is certain.
    @Test(
        arguments: ["1 1 1 1 1", "{1 1 1 1}", "a=1 b=2 c=3 d=4 e=5", "<a> <b> <c> <d>"], [0, 1, 2, 3, 100])
    func noMorePartsAreFoundThanWanted(_ code: String, _ most: Int) {
        var highlighter = Highlighter()
        for (language, names) in zip(Languages.all, Self.names) {
            var scanner = Scanner(code.utf8.span, language)
            scanner.scan()
            let all = scanner.tokens
            let found = highlighter.tokens(of: code.utf8.span, info: names.utf8.span, most: most) { $0 }
            #expect(found == Array(all.prefix(most + 1)), "\(names)")
        }
    }
}
