import Support

/// Reads the bytes of a page as the text that they stand for.
enum Charset {
    /// `bytes` in UTF-8; nil where they are of an encoding that this system does not know.
    ///
    /// The encoding is, as the HTML standard has it (section 13.2.3.2): that of a byte order mark, of the answer's
    /// `Content-Type`, or of a `meta` element near the start. Without any it is UTF-8, or Windows-1252 where the bytes
    /// are no UTF-8.
    ///
    /// - Parameter contentType: such as `text/html; charset=iso-8859-1`.
    static func utf8(_ bytes: [UInt8], contentType: String) -> [UInt8]? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(Array(bytes.dropFirst(2)), from: "utf-16le") }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(Array(bytes.dropFirst(2)), from: "utf-16be") }
        if let label = label(in: contentType) { return converted(bytes, from: label) }
        // A page that can be read so far to say that it is UTF-16 is none.
        if let label = declared(in: bytes) {
            return converted(bytes, from: label.hasPrefix("utf-16") ? "utf-8" : label)
        }
        // The end may be cut within a character.
        if let fault = UTF8Text.firstFault(in: bytes), fault + 4 < bytes.count {
            return converted(bytes, from: "windows-1252")
        }
        return bytes
    }

    /// The value of `charset` in a text such as `text/html; charset="utf-8"`, in small letters.
    private static func label(in text: String) -> String? {
        text.lowercased().firstMatch(of: #/charset\s*=\s*["']?([a-z0-9_.:()+-]+)/#).map { String($0.1) }
    }

    /// The label in the first `meta` element that has a `charset`, such as `iso-8859-1`.
    private static func declared(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1024).map { $0 < 128 ? $0 : 32 }, as: UTF8.self)
        let plain = head.replacing(#/<!--.*?(-->|$)/#.dotMatchesNewlines(), with: "")
        return plain.matches(of: #/<meta[\s\/][^>]*/#.ignoresCase()).lazy.compactMap {
            label(in: String($0.0))
        }
        .first
    }

    /// The names under which the C library knows the encodings of the Encoding Standard (section 4.2), by their labels:
    /// some stand for more than they say. No other is asked for, since a page could name any.
    private static let known: [String: String] = {
        var known = [
            "utf-8": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-16": "utf-16le",
            "unicode": "utf-16le",
            "utf-16le": "utf-16le", "utf-16be": "utf-16be", "x-mac-cyrillic": "mac-cyrillic",
            "macintosh": "macintosh", "mac": "macintosh", "x-mac-roman": "macintosh", "ibm866": "ibm866",
            "cp866": "ibm866", "koi8-r": "koi8-r", "koi8_r": "koi8-r", "koi8": "koi8-r", "koi8-u": "koi8-u",
            "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874", "iso-8859-8-i": "iso-8859-8",
            "euc-jp": "euc-jp", "x-euc-jp": "euc-jp", "iso-2022-jp": "iso-2022-jp", "big5": "big5-hkscs",
            "big5-hkscs": "big5-hkscs", "cn-big5": "big5-hkscs", "x-x-big5": "big5-hkscs",
        ]
        for label in [
            "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "ascii", "us-ascii", "cp1252",
            "x-cp1252",
        ] {
            known[label] = "windows-1252"
        }
        for label in ["iso-8859-9", "iso8859-9", "latin5", "l5"] { known[label] = "windows-1254" }
        for label in ["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "ms932"] {
            known[label] = "cp932"
        }
        for label in ["gb18030", "gbk", "x-gbk", "gb2312", "gb_2312-80", "chinese"] {
            known[label] = "gb18030"
        }
        for label in ["euc-kr", "ks_c_5601-1987", "korean", "windows-949", "cseuckr"] {
            known[label] = "cp949"
        }
        for number in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
            known["iso-8859-\(number)"] = "iso-8859-\(number)"
            known["iso8859-\(number)"] = "iso-8859-\(number)"
        }
        for number in 1250...1258 {
            known["windows-\(number)"] = "windows-\(number)"
            known["cp\(number)"] = "windows-\(number)"
            known["x-cp\(number)"] = "windows-\(number)"
        }
        return known
    }()

    private static func converted(_ bytes: [UInt8], from label: String) -> [UInt8]? {
        guard let name = known[label] else { return nil }
        if name == "utf-8" { return bytes }
        return Iconv.utf8(bytes, from: name)
    }
}
