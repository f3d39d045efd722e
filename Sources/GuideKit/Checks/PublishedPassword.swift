import Markdown

/// A link with a user's name or password in its address.
package enum PublishedPassword: LinkCheck {
    package static let id = "links/password"
    package static let severity = Severity.warning
    package static let finds =
        "A link with a name or a password before its host, such as `https://name:password@example.net/`."
    package static let why =
        "Everybody who reads the page or its twin can use them, and browsers warn of such links or drop what they hold."
    package static let examples = [
        Example(
            bad: "See [the report](⟦https://reader:secret@example.net/report).",
            good: "See [the report](https://example.net/report)."),
        Example(
            .head,
            bad:
                "resources:\n  - {title: A Report, url: ⟦https://reader:secret@example.net/report, note: A note.}",
            good: "resources:\n  - {title: A Report, url: https://example.net/report, note: A note.}"),
    ]

    package static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { _, destination, target in
            if case .malformed = target { return nil }
            guard let login = login(in: destination) else { return nil }
            var plain = destination
            plain.removeSubrange(login)
            return LinkFault(
                message: "this address holds a name or a password, which is published with it",
                help:
                    "leave out the part before the @; if it is a password, change it: git keeps the old text",
                replacement: (plain, false))
        }
    }

    /// What is before the host, with its `@` (RFC 3986 section 3.2.1); nil where there is nothing. A name alone is a
    /// slip in addresses of pages, and as good as a password where it is a token.
    private static func login(in url: String) -> Range<String.Index>? {
        let bytes = url.utf8
        let scheme = LinkResolver.scheme(of: url)
        let from: String.Index
        if let scheme {
            guard ["http", "https", "ftp", "ftps"].contains(scheme) else { return nil }
            from = bytes.index(bytes.startIndex, offsetBy: scheme.utf8.count + 1)
        } else {
            from = bytes.startIndex
        }
        guard bytes[from...].starts(with: "//".utf8) else { return nil }
        let start = bytes.index(from, offsetBy: 2)
        let authority = bytes[start...].prefix { !"/?#\\".utf8.contains($0) }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        return start..<bytes.index(after: at)
    }

    /// A line in which what is before the host of an address is asterisks, as many as it has characters. Reports go where
    /// the text itself does not, such as the log of a CI run.
    static func masked(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var line = line
        var from = 0
        while let slash = line[from...].firstIndex(of: "/") {
            from = slash + 1
            guard from < line.count, line[from] == "/" else { continue }
            let authority = line[(from + 1)...].prefix {
                !"/?#\\<>\"".unicodeScalars.contains($0) && !$0.properties.isWhitespace
            }
            guard let at = authority.lastIndex(of: "@") else { continue }
            for index in authority.startIndex..<at { line[index] = "*" }
        }
        return line
    }

    /// The same for a text.
    static func masked(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: masked(Array(text.unicodeScalars)))
        return String(view)
    }
}
