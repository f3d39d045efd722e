import Findings

/// A link without visible text.
package enum LinksEmptyText: GuideCheck {
    package static let check = CheckID.linksEmptyText
    package static let finds =
        "A link with no text."
    package static let why =
        "Nobody can see or follow it, and a screen reader reads out its address."
    package static let examples = [
        Example(bad: "See [](⟦tls.md).", good: "See [TLS](tls.md).")
    ]

    package static func run(_ reading: CheckContext) -> [Finding] {
        let document = reading.document
        return document.linkTexts.enumerated().filter { $0.element.alternative == nil && $0.element.isEmpty }
            .map { index, _ in
                Finding(
                    self, file: reading.file, at: document.links[index].location, "this link has no text",
                    help: "write its text between the brackets")
            }
    }
}
