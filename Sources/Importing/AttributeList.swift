/// A list of attributes as Python-Markdown and kramdown have it: `{: #id .class key="a b" }`, the colon being optional.
struct AttributeList: Sendable {
    /// Its words, such as `#id`, `.class` and `key="a b"`.
    private(set) var words: [String] = []
    /// Count of its bytes, with the braces.
    private(set) var length = 0

    /// The most bytes of a list.
    private static let longest = 500

    /// - Parameter text: starts with the list; more may follow.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(Self.longest))
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        var at = bytes.dropFirst().first == UInt8(ascii: ":") ? 2 : 1
        var (word, quote): ([UInt8], UInt8?) = ([], nil)
        while true {
            guard at < bytes.count else { return nil }
            let byte = bytes[at]
            at += 1
            if let open = quote {
                word.append(byte)
                if byte == open { quote = nil }
                continue
            }
            if byte == UInt8(ascii: "}") || byte == 32 || byte == 9 {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                if byte == UInt8(ascii: "}") { break }
                continue
            }
            if byte == UInt8(ascii: "{") { return nil }
            if byte == 34 || byte == 39 {
                guard word.last == UInt8(ascii: "=") else { return nil }
                quote = byte
            }
            word.append(byte)
        }
        guard !words.isEmpty, words.allSatisfy(Self.isAttribute) else { return nil }
        length = at
    }

    private static func isAttribute(_ word: String) -> Bool {
        guard word.utf8.count > 1, let first = word.utf8.first else { return false }
        if first == UInt8(ascii: ".") || first == UInt8(ascii: "#") { return true }
        guard let cut = word.cut(at: "=") else { return word == "markdown" }
        return !cut.before.isEmpty
            && cut.before.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_:.".utf8.contains($0) }
    }

    /// The id that it gives.
    var id: String? {
        let mark = words.lazy.compactMap { $0.after("#") }.first
        return mark ?? words.lazy.compactMap { $0.after("id=")?.unquoted }.first
    }
}
