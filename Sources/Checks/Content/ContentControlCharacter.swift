import Content
import Findings

/// Control characters, which no text has a use for.
enum ContentControlCharacter: GuideCheck {
    static let check = CheckID.contentControlCharacter
    static let finds =
        "Control characters, line separators beyond ASCII, overrides of the writing direction, and code points that are not characters, anywhere: in prose, front matter, settings, templates and style sheets, also as an entity or a YAML escape; and escapes such as `\\n` in front matter and settings, where each text is one line."
    static let why =
        "One of them makes the whole feed, which is XML, unreadable; others steer a terminal, or show a name backwards."
    static let examples = [
        Example(bad: "Type `dig⟦\u{1B}⟧[31m example.com`.", good: "Type `dig example.com`."),
        Example(bad: "The file is ⟦\u{202E}⟧gpj.exe.", good: "The file is exe.jpg."),
        Example(
            .head, bad: "agent-notes: [\"It is⟦\\e⟧ a note.\"]", good: "agent-notes: [\"It is a note.\"]"),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        InvisibleEntity.all(in: context.document).filter(\.isControl).map { $0.finding(file: context.file) }
    }
}
