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
        Example(bad: "Type `dig⟦​ example.com`.", good: "Type `dig example.com`.")
    ]

    static func run(_ reading: CheckContext) -> [Finding] {
        InvisibleCharacter.hidden(in: reading.document.source, file: reading.file)
            + InvisibleEntity.all(in: reading.document).filter { !$0.isControl }.map {
                $0.finding(file: reading.file)
            }
    }
}
