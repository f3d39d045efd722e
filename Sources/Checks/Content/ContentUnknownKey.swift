import Findings

/// A key that does not exist in front matter, `site.yml` or `terms.yml`. The finding names the nearest one.
enum ContentUnknownKey: Check {
    static let check = CheckID.contentUnknownKey
    static let finds =
        "A key that does not exist in front matter, `site.yml` or `terms.yml`. The finding names the nearest one."
    static let why =
        "An unknown key does nothing, so what it was meant to say never reaches a reader."
    static let examples = [
        Example(.head, bad: "⟦relatd⟧: [tls]", good: "related: [tls]")
    ]
}
