import Support

/// The id that a heading gets, on the page and for links to it: letters and digits in lower case, a hyphen for each
/// space, hyphens and underscores kept, all else dropped; as code hosts make them, so that a link to a heading works
/// in an editor's preview too.
package enum Anchor {
    /// The anchor of a heading: `set-up-tls` for `Set up TLS`.
    package static func make(from text: String) -> String {
        String(decoding: make(from: text.utf8.span), as: UTF8.self)
    }

    /// The anchor of a heading, both as UTF-8.
    static func make(from text: Span<UInt8>) -> [UInt8] {
        var anchor: [UInt8] = []
        anchor.reserveCapacity(text.count)
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case _ where byte.isASCIIUppercase: anchor.append(byte + 32)
            case _ where byte.isASCIILetterOrDigit, UInt8(ascii: "-"), UInt8(ascii: "_"): anchor.append(byte)
            case 32, 9, 10: anchor.append(UInt8(ascii: "-"))
            case 128...: return makeFromUnicode(text.text)
            default: break
            }
        }
        return anchor.isEmpty ? Array("section".utf8) : anchor
    }

    /// Composed, so that a heading and a link to it have the same bytes however each was typed; and without characters
    /// that nobody sees, such as the variation selector after an emoji (`Default_Ignorable_Code_Point`).
    private static func makeFromUnicode(_ text: String) -> [UInt8] {
        var anchor = ""
        for scalar in text.lowercased().unicodeScalars {
            let properties = scalar.properties
            if scalar == " " || scalar == "\t" || scalar == "\n" {
                anchor.append("-")
            } else if scalar == "-" || scalar == "_" || properties.isAlphabetic
                || properties.numericType != nil
                || properties.generalCategory == .nonspacingMark || properties.generalCategory == .spacingMark
            {
                if !properties.isDefaultIgnorableCodePoint { anchor.unicodeScalars.append(scalar) }
            }
        }
        return anchor.isEmpty ? Array("section".utf8) : Array(anchor.composed.utf8)
    }

    /// The anchor that a fragment names: composed, without invisible characters. `#⚠️-note` and `#⚠-note` are one.
    package static func named(by fragment: String) -> String {
        if fragment.utf8.allSatisfy({ $0 < 128 }) { return fragment }
        var seen = ""
        for scalar in fragment.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            seen.unicodeScalars.append(scalar)
        }
        return seen.composed
    }
}
