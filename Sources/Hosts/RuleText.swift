import Support

/// Text that rules can hold as it is: the tool's own, or a value that is escaped.
///
/// Templates are filled with texts of this type alone, so that each value names its escape where it is computed. A
/// value's quotes are part of it.
struct RuleText: Sendable {
    let text: String

    /// Text of the tool's own source.
    static func own(_ text: String) -> RuleText { RuleText(text: text) }

    static func number(_ number: Int) -> RuleText { RuleText(text: String(number)) }

    /// Any text in quotes, as nginx, Caddy, httpd and TOML read it alike: `a "b"` is `"a \"b\""`.
    static func quoted(_ text: String) -> RuleText {
        RuleText(text: "\"" + withinQuotes(text).text + "\"")
    }

    /// Any text as it is between quotes that others write: `a "b"` is `a \"b\"`.
    static func withinQuotes(_ text: String) -> RuleText {
        // By bytes: a mark that combines with a quote makes one character of both, and the quote is one all the same.
        func isSpecial(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") }
        guard text.utf8.contains(where: isSpecial) else { return RuleText(text: text) }
        let bytes = text.utf8.flatMap { isSpecial($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        return RuleText(text: String(decoding: bytes, as: UTF8.self))
    }

    /// Any text as the rest of a line, such as that of a comment: what would end the line is a space.
    static func line(_ text: String) -> RuleText {
        guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return RuleText(text: text) }
        let bytes = text.utf8.map { $0 < 32 || $0 == 127 ? UInt8(ascii: " ") : $0 }
        return RuleText(text: String(decoding: bytes, as: UTF8.self))
    }

    /// A decoded path as it is within quotes of a regular expression (PCRE) that matches this very path: `/a b.md` is
    /// `/a b\.md`. What could end the quotes or mean something to a host is a character of no name, and matches none.
    static func literal(_ path: String) -> RuleText {
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if byte.isASCIILetterOrDigit || byte >= 128 || "-_~/ ,=@!&'".utf8.contains(byte) {
                bytes.append(byte)
            } else if ".+()".utf8.contains(byte) {
                bytes += [UInt8(ascii: "\\"), byte]
            } else {
                PercentEncoding.escape(byte) { bytes.append($0) }
            }
        }
        return RuleText(text: String(decoding: bytes, as: UTF8.self))
    }

    /// A decoded path as browsers ask for it, such as `/a%20b`; marks that RFC 3986 allows in a path stay.
    static func requested(_ path: String) -> RuleText { RuleText(text: PercentEncoding.encode(path, .path)) }

    /// A decoded path as a word of a Caddyfile: as it is, or in quotes where it has more than letters, digits and marks of
    /// addresses.
    static func word(_ path: String) -> RuleText {
        let isPlain = path.utf8.allSatisfy {
            $0.isASCIILetterOrDigit || $0 >= 128 || "-._~/".utf8.contains($0)
        }
        return isPlain ? RuleText(text: path) : quoted(path)
    }

    /// An origin, a path or a pattern of paths, such as `/guides/assets/*`, without quotes. What could mean something
    /// to a host is percent-encoded (RFC 3986 section 2.1); letters of all scripts stay, since hosts compare decoded
    /// paths.
    static func address(_ text: String) -> RuleText {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isASCIILetterOrDigit || byte >= 128 || "-._~/:[]*#%".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                PercentEncoding.escape(byte) { bytes.append($0) }
            }
        }
        return RuleText(text: String(decoding: bytes, as: UTF8.self))
    }
}
