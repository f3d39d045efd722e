import CUTF8Proc
import Glibc

/// A normal form of Unicode text (Unicode Standard Annex 15).
package enum NormalForm: Sendable {
    /// NFC: `é` is one character, whichever way it was typed.
    case composed
    /// NFD: `é` is `e` and an accent.
    case decomposed
    /// NFKC: composed, and `ﬁ` is `fi`.
    case compatiblyComposed
    /// NFKD: decomposed, and `ﬁ` is `fi`.
    case compatiblyDecomposed

    private var options: utf8proc_option_t {
        let parts: [utf8proc_option_t] =
            switch self {
            case .composed: [UTF8PROC_STABLE, UTF8PROC_COMPOSE]
            case .decomposed: [UTF8PROC_STABLE, UTF8PROC_DECOMPOSE]
            case .compatiblyComposed: [UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_COMPAT]
            case .compatiblyDecomposed: [UTF8PROC_STABLE, UTF8PROC_DECOMPOSE, UTF8PROC_COMPAT]
            }
        return utf8proc_option_t(parts.reduce(0) { $0 | $1.rawValue })
    }

    /// A text in this form.
    package func of(_ text: String) -> String {
        // ASCII is the same in each form.
        guard text.utf8.contains(where: { $0 >= 128 }) else { return text }
        guard text.utf8.count > Self.mostMarks else { return ofPiece(text) }
        return Self.pieces(of: text).map { ofPiece($0) }.joined()
    }

    /// The most marks on one letter that are put in order with each other, which takes the square of their number: a text
    /// may have hundreds of thousands, though none that anybody writes has more than 30 (Unicode Standard Annex 15,
    /// Stream-Safe Text Format).
    private static let mostMarks = 256

    /// A text, cut where a letter has too many marks.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var scalars = text.unicodeScalars[...]
        var (marks, at) = (0, scalars.startIndex)
        while at < scalars.endIndex {
            switch scalars[at].properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: marks += 1
            default: marks = 0
            }
            if marks > mostMarks {
                pieces.append(String(scalars[..<at]))
                scalars = scalars[at...]
                marks = 0
            }
            at = scalars.index(after: at)
        }
        return pieces + [String(scalars)]
    }

    private func ofPiece(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var result: UnsafeMutablePointer<UInt8>?
            let count = utf8proc_map(bytes.baseAddress, bytes.count, &result, options)
            defer { free(result) }
            // It fails where there is no memory, or where bytes are no UTF-8, which those of a String are.
            guard count >= 0, let result else { return String(decoding: bytes, as: UTF8.self) }
            return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
        }
    }
}

extension String {
    /// The text in composed form, in which addresses are written and compared.
    package var composed: String { NormalForm.composed.of(self) }

    /// The text in compatible letters without their accents, such as `Uber` of `Über`, as searches compare it.
    package var withoutAccents: String {
        guard utf8.contains(where: { $0 >= 128 }) else { return self }
        let scalars = NormalForm.compatiblyDecomposed.of(self).unicodeScalars
        return String(String.UnicodeScalarView(scalars.filter { !(0x300...0x36F).contains($0.value) }))
    }
}
