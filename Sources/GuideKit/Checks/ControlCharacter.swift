import Markdown

/// Control characters, which no text has a use for.
package enum ControlCharacter: GuideCheck {
    package static let id = "content/control-character"
    package static let severity = Severity.error
    package static let finds =
        "Control characters, line separators beyond ASCII and overrides of the direction of writing, anywhere: in prose, front matter, settings, templates, also as an entity or an escape of YAML."
    package static let why =
        "One of them takes a whole feed from its readers, which is XML; others steer a terminal, or show a name backwards."
    package static let examples = [
        Example(bad: "Type `dig⟦\u{1B}[31m example.com`.", good: "Type `dig example.com`."),
        Example(bad: "The file is ⟦\u{202E}gpj.exe.", good: "The file is exe.jpg."),
        Example(
            .head, bad: "agent-notes: [⟦\"It is\\e a note.\"]", good: "agent-notes: [\"It is a note.\"]"),
    ]

    package static func run(_ reading: GuideReading) -> [Finding] {
        ofEntities(reading.document).filter(\.isControl).map { finding(self, of: $0, file: reading.file) }
    }

    /// Control characters written raw in a file.
    static func findings(in source: SourceText, file: String) -> [Finding] {
        let found = InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark)
        return Checks.limited(
            found.filter(\.isControl).map { found in
                let place = source.place(of: found.offset)
                let end = Place(line: Int(place.line), column: Int(place.column) + 1)
                return Finding(
                    self, file: file, at: place, to: end, "this is a control character: \(found.name)",
                    help: "remove it",
                    fix: Fix.safe(
                        source, found.offset..<(found.offset + source.width(at: found.offset)),
                        separates(found.scalar) ? " " : ""))
            })
    }

    /// One that YAML reads from an escape, such as `"\\e"`.
    static func finding(inYAML text: String, file: String, at place: Place, to end: Place?) -> Finding? {
        guard let found = text.unicodeScalars.first(where: { InvisibleText.isControl($0.value) }) else {
            return nil
        }
        return Finding(
            self, file: file, at: place, to: end,
            "an escape here stands for a control character: \(InvisibleText.name(of: found))",
            help: "take the escape out")
    }

    /// `findings` without those of a YAML value in which the characters are as they are: these are findings of their own.
    static func innermost(_ findings: [Finding]) -> [Finding] {
        let own = findings.filter { $0.id == id }
        guard !own.isEmpty, findings.count > 1 else { return findings }
        struct Spot: Hashable { let file: String, place: Place }
        var others: [Spot: Bool] = [:]
        for finding in findings where finding.id != id {
            others[Spot(file: finding.file, place: finding.place), default: false] = finding.fix != nil
        }
        let spots = Set(own.map { Spot(file: $0.file, place: $0.place) })
        let places = own.map(\.place).sorted()
        return findings.filter { finding in
            let spot = Spot(file: finding.file, place: finding.place)
            // Of two findings at one place, the one that can be fixed is told.
            guard finding.id == id else { return !spots.contains(spot) || finding.fix != nil }
            if others[spot] == true { return false }
            guard let end = finding.end, finding.fix == nil else { return true }
            let next = places.partitionPoint { $0 <= finding.place }
            return next == places.count || places[next] >= end
        }
    }

    /// Whether words would run into each other without it.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        [0x0B, 0x0C, 0x85, 0x2028, 0x2029].contains(scalar.value)
    }

    // MARK: Entities

    /// An entity of a guide's body that stands for a character which nobody sees.
    struct Entity {
        var place: Place
        var end: Place
        var name: String
        var isControl: Bool
        /// Takes it out.
        var fix: Fix
    }

    static func finding(_ check: any Check.Type, of entity: Entity, file: String) -> Finding {
        Finding(
            check, file: file, at: entity.place, to: entity.end,
            "this entity stands for a character that nobody sees: \(entity.name)", help: "remove it",
            fix: entity.fix)
    }

    /// Entities of the body that the page shows as characters which nobody sees. The page is looked at first, since an
    /// entity in code is shown as it is written.
    static func ofEntities(_ document: Document) -> [Entity] {
        let bytes = document.source.bytes
        guard bytes[document.body].contains(UInt8(ascii: "&")) else { return [] }
        let shown = Set(InvisibleText.find(in: document.html).map(\.scalar))
            .subtracting(InvisibleText.find(in: bytes).map(\.scalar))
        guard !shown.isEmpty else { return [] }
        var entities: [Entity] = []
        var at = document.body.lowerBound
        while let start = bytes[at..<document.body.upperBound].firstIndex(of: UInt8(ascii: "&")) {
            at = start + 1
            guard
                let end = bytes[start..<min(start + 40, document.body.upperBound)].firstIndex(
                    of: UInt8(ascii: ";"))
            else { continue }
            guard let text = Markdown.Entity.text(of: bytes[start...end]),
                let scalar = text.unicodeScalars.first(where: shown.contains)
            else { continue }
            entities.append(
                Entity(
                    place: document.source.place(of: start), end: document.source.place(of: end + 1),
                    name: InvisibleText.name(of: scalar), isControl: InvisibleText.isControl(scalar.value),
                    fix: Fix.safe(document.source, start..<(end + 1), "")))
        }
        return entities
    }
}
