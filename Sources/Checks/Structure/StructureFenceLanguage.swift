import Findings

/// A fence of code that names no language.
enum StructureFenceLanguage: GuideCheck {
    static let check = CheckID.structureFenceLanguage
    static let finds =
        "A code fence that names no language."
    static let why =
        "Agents and syntax highlighters take the language from there."
    static let examples = [
        Example(bad: "⟦```\ndig example.com\n```", good: "```sh\ndig example.com\n```")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        context.document.codeBlocks.filter { $0.isFenced && $0.info.isEmpty }.map { block in
            Finding(
                self, file: context.file, at: block.location, "this code has no language",
                help: "name it after the opening fence: ```sh, ```dns, ```text")
        }
    }
}
