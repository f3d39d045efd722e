import Findings

/// A key that front matter, `site.yml` or `terms.yml` does not know; the nearest one is named.
enum ContentUnknownKey: Check {
    static let check = CheckID.contentUnknownKey
    static let finds =
        "A key that front matter, `site.yml` or `terms.yml` does not know; the nearest one is named."
    static let why =
        "A key that nothing reads does nothing, so what it was meant to say never reaches a reader."
    static let examples = [
        Example(.head, bad: "⟦relatd⟧: [tls]", good: "related: [tls]")
    ]
}
