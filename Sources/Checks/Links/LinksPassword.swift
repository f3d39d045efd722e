import Content
import Findings
import Library

/// A link with a user's name or password in its address.
enum LinksPassword: LinkCheck {
    static let check = CheckID.linksPassword
    static let finds =
        "A link with a name or a password before its host, such as `https://name:password@example.net/`."
    static let why =
        "Anyone who reads the page or its twin can use them, and browsers warn about such links or drop the name and the password."
    static let examples = [
        Example(
            bad: "See [the report](⟦https://reader:secret@example.net/report⟧).",
            good: "See [the report](https://example.net/report)."),
        Example(
            .head,
            bad:
                "resources:\n  - {title: A Report, url: ⟦https://reader:secret@example.net/report⟧, note: A note.}",
            good: "resources:\n  - {title: A Report, url: https://example.net/report, note: A note.}"),
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        library.findings(self, of: index) { _, destination, target in
            if case .malformed = target { return nil }
            guard let login = login(in: destination) else { return nil }
            var plain = destination
            plain.removeSubrange(login)
            return LinkFault(
                message: "this address contains a name or a password, which is published with it",
                help:
                    "leave out the part before the @; if it is a password, change it: git keeps the old text",
                replacement: (plain, false))
        }
    }

    /// User information before the host, with its `@` (RFC 3986 section 3.2.1); nil where there is none. A name alone
    /// is a slip in addresses of pages, and as good as a password where it is a token.
    private static func login(in url: String) -> Range<String.Index>? {
        let bytes = url.utf8
        let scheme = AddressText.scheme(of: url)
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
}
