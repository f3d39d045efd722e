/// A shortcode of Hugo, `{{< name "value" key="value" >}}` or the same with `%`.
struct Shortcode: Sendable {
    var name: String
    /// Values without a key.
    var values: [String] = []
    private var named: [String: String] = [:]
    /// Whether it is `{{< /name >}}`.
    var isClosing = false
    /// Whether it is `{{< name />}}`.
    var isClosed = false
    /// Count of its bytes.
    private(set) var length = 0

    subscript(_ key: String) -> String? { named[key] }

    /// A tag read as if it were one.
    init(_ tag: HTMLTag) {
        name = tag.name
        for attribute in tag.attributes { named[attribute.name.lowercased()] = attribute.value }
    }

    /// - Parameter text: a whole shortcode, with nothing before or after.
    init?(_ text: String) {
        self.init(at: text)
        guard length == text.utf8.count else { return nil }
    }

    /// - Parameter text: starts with a shortcode; more may follow.
    init?(at text: some StringProtocol) {
        let mark: String
        if text.begins("{{<") { mark = ">}}" } else if text.begins("{{%") { mark = "%}}" } else { return nil }
        guard let cut = text.dropFirst(3).cut(at: mark), cut.before.utf8.count <= Self.longest else {
            return nil
        }
        length = 6 + cut.before.utf8.count
        var inner = cut.before.trimmed
        guard !inner.begins("/*") else { return nil }
        if inner.begins("/") {
            isClosing = true
            inner = String(inner.dropFirst()).trimmed
        }
        if inner.ends("/") {
            isClosed = true
            inner = String(inner.dropLast()).trimmed
        }
        let words = Self.words(inner)
        guard let name = words.first?.text, !name.isEmpty else { return nil }
        self.name = name
        for word in words.dropFirst() {
            if let key = word.key { named[key] = word.text } else { values.append(word.text) }
        }
    }

    /// The most bytes between its brackets.
    static let longest = 4_000

    private static func words(_ text: String) -> [(key: String?, text: String)] {
        var words: [(key: String?, text: String)] = []
        var rest = Array(text.utf8)[...]
        while true {
            rest = rest.drop(while: \.isWhiteSpace)
            guard !rest.isEmpty else { return words }
            var key: String?
            let head = rest.prefix {
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
            let afterHead = rest.dropFirst(head.count)
            if !head.isEmpty, afterHead.first == UInt8(ascii: "=") {
                key = String(decoding: head, as: UTF8.self).lowercased()
                rest = afterHead.dropFirst()
            }
            if let quote = rest.first, quote == 34 || quote == 39 || quote == 96 {
                rest = rest.dropFirst()
                var value: [UInt8] = []
                while let byte = rest.popFirst(), byte != quote {
                    if byte == UInt8(ascii: "\\"), quote != 96, let next = rest.popFirst() {
                        value.append(next)
                    } else {
                        value.append(byte)
                    }
                }
                words.append((key, String(decoding: value, as: UTF8.self)))
            } else {
                let value = rest.prefix { !$0.isWhiteSpace }
                rest = rest.dropFirst(value.count)
                words.append((key, String(decoding: value, as: UTF8.self)))
            }
        }
    }
}

extension GuideBody {
    /// The most lines of a shortcode.
    private static let mostShortcodeLines = 40

    /// Writes shortcodes whose values are on lines of their own as one line.
    mutating func joinShortcodes() {
        guard syntax.contains(.shortcodes) else { return }
        var out: [SourceLine] = []
        var at = 0
        while at < lines.count {
            var line = lines[at]
            at += 1
            if let open = Self.openShortcode(line.text) {
                let rest = lines[at...].prefix(Self.mostShortcodeLines)
                if let end = rest.firstIndex(where: { $0.text.position(of: open) != nil }) {
                    let more = lines[at...end].map { $0.text.trimmed }
                    line.text = ([line.text.trimmedAtEnd] + more).joined(separator: " ")
                    at = end + 1
                }
            }
            out.append(line)
        }
        lines = out
    }

    /// The marks that close a shortcode whose end is on another line; nil where none is open.
    private static func openShortcode(_ line: String) -> String? {
        for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
            var rest = line[...]
            while let start = rest.position(of: open) {
                let inner = rest[rest.utf8.index(start, offsetBy: 3)...]
                guard let end = inner.position(of: close) else { return close }
                rest = inner[end...]
            }
        }
        return nil
    }
}
