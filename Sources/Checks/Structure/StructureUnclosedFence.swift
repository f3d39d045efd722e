import Findings

/// A fence of code that nothing closes, so that all text after it is code.
enum StructureUnclosedFence: GuideCheck {
    static let check = CheckID.structureUnclosedFence
    static let finds = "A code fence that is never closed."
    static let why =
        "All text after it is shown as code."
    static let examples = [
        Example(
            bad: "⟦```sh\ndig example.com\n\nThen wait.", good: "```sh\ndig example.com\n```\n\nThen wait.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        context.document.codeBlocks.filter { !$0.isClosed }.map { block in
            Finding(
                self, file: context.file, at: block.location, "the code that starts here is never closed",
                help: "after its last line, add a line with at least as many of the same marks")
        }
    }
}
