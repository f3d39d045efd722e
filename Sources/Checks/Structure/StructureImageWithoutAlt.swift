import Findings

/// An image without alternative text.
enum StructureImageWithoutAlt: GuideCheck {
    static let check = CheckID.structureImageWithoutAlt
    static let finds =
        "An image without alternative text."
    static let why =
        "People who cannot see the image, and agents, which read only text, learn nothing from it."
    static let examples = [
        Example(bad: "![](⟦dot.png)", good: "![A red dot](dot.png)")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.linkTexts.enumerated().filter { $0.element.alternative != nil && $0.element.isEmpty }
            .map { index, _ in
                Finding(
                    self, file: context.file, at: document.links[index].location,
                    "this image has no alternative text",
                    help: "describe it between the brackets")
            }
    }
}
