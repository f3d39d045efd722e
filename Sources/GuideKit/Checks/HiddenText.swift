import Markdown

/// Characters that no reader sees.
package enum HiddenText: GuideCheck {
    package static let id = "agents/hidden-text"
    package static let severity = Severity.error
    package static let finds =
        "Zero-width, bidi-override or otherwise invisible characters in anything that is published."
    package static let why =
        "They carry text past a reader’s eyes to an agent, and break names and commands that are copied."
    package static let examples = [
        Example(bad: "Type `dig⟦​ example.com`.", good: "Type `dig example.com`.")
    ]

    package static func run(_ reading: CheckContext) -> [Finding] {
        findings(in: reading.document.source, file: reading.file)
            + ControlCharacter.ofEntities(reading.document).filter { !$0.isControl }.map { entity in
                ControlCharacter.finding(self, of: entity, file: reading.file)
            }
    }

    /// Those of any file.
    static func findings(in source: SourceText, file: String) -> [Finding] {
        InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark).filter { !$0.isControl }
            .map {
                found in
                let location = source.location(of: found.offset)
                let end = SourceLocation(line: Int(location.line), column: Int(location.column) + 1)
                return Finding(
                    self, file: file, at: location, to: end,
                    "this is an invisible character: \(found.name)",
                    help: "remove it",
                    fix: Fix.safe(source, found.offset..<(found.offset + source.width(at: found.offset)), ""))
            }
    }
}
