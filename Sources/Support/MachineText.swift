/// Text for programs, which people look at too: JSON and XML of the same value in which nothing hides, nothing is
/// obeyed by a terminal, and the runner of GitHub Actions finds no workflow command.
package enum MachineText {
    /// A value as JSON. Characters that are unfit for reports are escaped as `\u202e` (RFC 8259 section 7).
    package static func json(_ value: some Encodable, _ style: JSON.Style = .compact) throws -> String {
        let text = escaped(String(decoding: try JSON.encode(value, style), as: UTF8.self)) { scalar in
            // Outside of texts, where the encoder escapes them, line ends are white space of JSON.
            guard scalar != "\n" else { return nil }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            .joined()
        }
        return text.replacingBytes("##[", with: "##\\u005b")
    }

    /// A text as content or attribute of XML. Characters that are unfit for reports are escaped as `&#8238;`; what is
    /// no character of XML (XML 1.0 section 2.2) is shown by its number, such as `<U+001B>`.
    package static func xml(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            default: out.append(scalar)
            }
        }
        let escaped = escaped(String(out)) { scalar in
            switch scalar.value {
            case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
                "&#\(scalar.value);"
            default: xml(TerminalText.shown(scalar))
            }
        }
        return escaped.replacingBytes("##[", with: "##&#91;")
    }

    /// Scalar by scalar, since a line end of two is one `Character`.
    private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if InvisibleText.isUnfitForReports(scalar), let escape = escape(scalar) {
                out.append(contentsOf: escape.unicodeScalars)
            } else {
                out.append(scalar)
            }
        }
        return String(out)
    }
}
