@testable import Highlighting
@testable import Support

/// A piece of code with the parts of it that have a color.
struct Colored {
    let code: [UInt8]
    let tokens: [Token]
    /// Whether its language is known.
    let isKnown: Bool
    /// Bytes that were looked at before their turn.
    let ahead: Int

    init(_ code: [UInt8], _ info: String) {
        self.code = code
        if let language = Languages.named(info.utf8.span) {
            var scanner = Scanner(code.span, language)
            scanner.scan()
            (tokens, isKnown, ahead) = (scanner.tokens, true, scanner.ahead)
        } else {
            (tokens, isKnown, ahead) = ([], false, 0)
        }
    }

    init(_ code: String, _ info: String) { self.init(Array(code.utf8), info) }

    /// The code with marks around its parts: `‹k:if› x`. A part that goes on in the next line has marks in each.
    var marked: String {
        var out = ""
        var from = 0
        for token in tokens {
            out += String(decoding: code[from..<token.start], as: UTF8.self)
            let name = token.kind.className.description
            let lines = String(decoding: code[token.start..<token.end], as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            out += lines.map { $0.isEmpty ? "" : "‹\(name):\($0)›" }.joined(separator: "\n")
            from = token.end
        }
        return out + String(decoding: code[from...], as: UTF8.self)
    }
}
