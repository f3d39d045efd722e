import Support

/// Text of HTML, with its entities or without.
enum HTMLEntities {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
        "mdash": "—",
        "ndash": "–", "hellip": "…", "rarr": "→", "larr": "←", "times": "×",
    ]

    /// Text with the usual entities read.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var (out, rest) = ("", text[...])
        while let index = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            out += rest[..<index]
            rest = rest[rest.utf8.index(after: index)...]
            let name = rest.prefix(12).prefix { $0 != ";" }
            let number = name.begins("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            let value =
                name.begins("#")
                ? number.flatMap(Unicode.Scalar.init).map { String($0) } : named[String(name)]
            guard let value, rest.dropFirst(name.count).first == ";" else {
                out += "&"
                continue
            }
            out += value
            rest = rest.dropFirst(name.count + 1)
        }
        return out + rest
    }

    /// A text as content of an element.
    static func escaped(_ text: String) -> String {
        text.replacingBytes("&", with: "&amp;").replacingBytes("<", with: "&lt;").replacingBytes(
            ">", with: "&gt;")
    }
}
