import Findings

/// A link without visible text.
enum LinksEmptyText: GuideCheck {
    static let check = CheckID.linksEmptyText
    static let finds =
        "A link with no text."
    static let why =
        "Nobody can see or follow it, and a screen reader reads out its address."
    static let examples = [
        Example(bad: "See [](⟦tls.md).", good: "See [TLS](tls.md).")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.linkTexts.enumerated().filter { $0.element.alternative == nil && $0.element.isEmpty }
            .map { index, _ in
                Finding(
                    self, file: context.file, at: document.links[index].location, "this link has no text",
                    help: "write its text between the brackets")
            }
    }
}
