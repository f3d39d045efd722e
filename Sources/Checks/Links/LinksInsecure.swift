import Findings
import Library

/// A link to another site over plain HTTP.
enum LinksInsecure: LinkCheck {
    static let check = CheckID.linksInsecure
    static let finds =
        "A link to another site that starts with `http:`. Of several in a guide, all but the first are notes."
    static let why =
        "Anyone who sits between the reader and that site can read and change what it says."
    static let examples = [
        Example(
            bad: "See [the site](⟦http://example.net/page⟧).",
            good: "See [the site](https://example.net/page)."),
        Example(
            .head, bad: "resources:\n  - {title: A Page, url: ⟦http://example.net/page⟧, note: A note.}",
            good: "resources:\n  - {title: A Page, url: https://example.net/page, note: A note.}"),
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        let help = "use https: if the site offers it"
        var isFirst = true
        return library.findings(self, of: index) { _, _, target in
            guard case .elsewhere(let url) = target, url.lowercased().hasPrefix("http://"), !isNear(url)
            else { return nil }
            defer { isFirst = false }
            return LinkFault(
                message: "this link is not encrypted", help: help,
                replacement: ("https" + url.dropFirst(4), false), severity: isFirst ? nil : .note)
        }
    }

    /// Whether an address is one of the reader's own machine, to which no one listens in (RFC 6761, section 6.3), or of the
    /// reader's own network, whose names have no dot.
    private static func isNear(_ url: String) -> Bool {
        let host = url.dropFirst(7).lowercased().prefix { !"/:?#".contains($0) }
        return !host.contains(".") && !host.hasPrefix("[") || host == "localhost"
            || host.hasSuffix(".localhost") || host.hasPrefix("127.")
            || url.dropFirst(7).hasPrefix("[::1]")
    }
}
