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

    package static func run(_ reading: GuideReading) -> [Finding] {
        var findings = findings(in: reading.document.source, file: reading.file)
        // Entities, which the file shows and the page does not.
        for run in reading.document.runs where run.context.contains(.escaped) {
            let letters = Array(reading.document.letters(run))
            for (offset, name) in InvisibleText.find(in: letters, from: []) {
                let place = reading.document.place(of: offset, in: run)
                guard !findings.contains(where: { $0.place == place }) else { continue }
                findings.append(
                    Finding(
                        self, file: reading.file, at: place,
                        "here an entity stands for a character that nobody sees: \(name)", help: "remove it"))
            }
        }
        return findings
    }

    /// Those of any file.
    static func findings(in source: SourceText, file: String) -> [Finding] {
        InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark).map { offset, name in
            let place = source.place(of: offset)
            let end = Place(line: Int(place.line), column: Int(place.column) + 1)
            return Finding(
                self, file: file, at: place, to: end, "here stands a character that nobody sees: \(name)",
                help: "remove it", fix: Fix.safe(source, offset..<(offset + source.width(at: offset)), ""))
        }
    }
}
