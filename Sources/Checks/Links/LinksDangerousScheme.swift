import Content
import Findings
import Library

/// A link that would run something instead of leading somewhere.
enum LinksDangerousScheme: LinkCheck {
    static let check = CheckID.linksDangerousScheme
    static let finds =
        "A link with `javascript:`, `data:` or another scheme that does more than open a page."
    static let why =
        "An address that runs a script in the reader’s browser has no place in a guide."
    static let examples = [
        Example(bad: "[TLS](⟦javascript:alert⟧)", good: "[TLS](tls.md)")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        let help = "link to an address that starts with https://, or to a file"
        let links = library.findings(self, of: index) { _, _, target in
            guard case .dangerous(let scheme) = target else { return nil }
            return LinkFault(message: "a link must not start with \(scheme)", help: help)
        }
        return links + (index.map { inResources(of: library.guides[$0], help) } ?? [])
    }

    /// The addresses of resources, which are full ones.
    private static func inResources(of guide: Guide, _ help: String) -> [Finding] {
        guide.frontMatter.resources.compactMap { resource in
            guard case .page(_, let url) = resource.target else { return nil }
            switch AddressText.scheme(of: url.text) {
            case "http", "https": return nil
            case let scheme:
                return Finding(
                    self, file: guide.file, at: url.location,
                    scheme.map { "a resource's address must not start with \($0):" }
                        ?? "\"\(url.text)\" is not a full address",
                    help: scheme == nil ? "write it with https://, or name a guide with `guide:`" : help)
            }
        }
    }
}
