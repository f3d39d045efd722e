import Findings

/// A key that front matter, `site.yml` or `terms.yml` does not know; the nearest one is named.
package enum ContentUnknownKey: Check {
    package static let check = CheckID.contentUnknownKey
    package static let finds =
        "A key that front matter, `site.yml` or `terms.yml` does not know; the nearest one is named."
    package static let why =
        "A key that nothing reads does nothing, so what it was meant to say never reaches a reader."
    package static let examples = [
        Example(.head, bad: "⟦relatd: [tls]", good: "related: [tls]")
    ]
}
