import Content
import Findings

/// Characters that no reader sees.
enum AgentsHiddenText: GuideCheck {
    static let check = CheckID.agentsHiddenText
    static let finds =
        "Zero-width, bidi-override or otherwise invisible characters in anything that is published."
    static let why =
        "They carry text past a reader’s eyes to an agent, and break names and commands that are copied."
    static let examples = [
        Example(bad: "Type `dig⟦​⟧ example.com`.", good: "Type `dig example.com`.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        InvisibleCharacter.hidden(in: context.document.source, file: context.file)
            + InvisibleEntity.all(in: context.document).filter { !$0.isControl }.map {
                $0.finding(file: context.file)
            }
    }
}
