import Markdown

/// Control characters, which no text has a use for.
package enum ControlCharacter: GuideCheck {
    package static let id = "content/control-character"
    package static let severity = Severity.error
    package static let finds =
        "Control characters, line separators beyond ASCII, overrides of the direction of writing, and what is no character at all, anywhere: in prose, front matter, settings, templates, style sheets, also as an entity or an escape of YAML, and escapes such as `\\n` in front matter and settings, where each text is one line."
    package static let why =
        "One of them takes a whole feed from its readers, which is XML; others steer a terminal, or show a name backwards."
    package static let examples = [
        Example(bad: "Type `dig⟦\u{1B}[31m example.com`.", good: "Type `dig example.com`."),
        Example(bad: "The file is ⟦\u{202E}gpj.exe.", good: "The file is exe.jpg."),
        Example(
            .head, bad: "agent-notes: [\"It is⟦\\e a note.\"]", good: "agent-notes: [\"It is a note.\"]"),
    ]

    package static func run(_ reading: CheckContext) -> [Finding] {
        ofEntities(reading.document).filter(\.isControl).map { finding(self, of: $0, file: reading.file) }
    }

    /// Control characters written raw in a file.
    static func findings(in source: SourceText, file: String) -> [Finding] {
        let found = InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark)
        return Checks.limited(
            found.filter(\.isControl).map { found in
                let location = source.location(of: found.offset)
                let end = SourceLocation(line: Int(location.line), column: Int(location.column) + 1)
                let separates = separates(found.scalar)
                return Finding(
                    self, file: file, at: location, to: end,
                    lineEnds[found.scalar].map {
                        "this is a \($0) (\(found.name)), which some programs read as the end of the line"
                    } ?? "this is a control character: \(found.name)",
                    help: separates ? "put a space in its place" : "remove it",
                    fix: Fix.safe(
                        source, found.offset..<(found.offset + source.width(at: found.offset)),
                        separates ? " " : ""))
            })
    }

    /// An escape of YAML that the reader of a page does not see, such as `"\\e"`, `"\\u200b"`, or `"\\n"` in a text of one
    /// line.
    static func finding(_ escape: YAML.Escape, file: String) -> Finding {
        let isHidden = !isWhiteSpace(escape.scalar) && !InvisibleText.isControl(escape.scalar.value)
        let sign = "an invisible character: \(InvisibleText.name(of: escape.scalar))"
        let meaning =
            whiteSpace[escape.scalar]
            ?? (isHidden ? sign : "a control character: \(InvisibleText.name(of: escape.scalar))")
        let check: any Check.Type = isHidden ? HiddenText.self : ControlCharacter.self
        guard let letter = escape.letter else {
            return Finding(
                check, file: file, at: escape.location, to: escape.end,
                "an escape here stands for \(meaning)",
                help: isWhiteSpace(escape.scalar) ? "write a space in its place" : "remove the escape",
                fix: escape.fix)
        }
        return Finding(
            check, file: file, at: escape.location, to: escape.end,
            "YAML reads `\\\(letter)` in double quotes as \(meaning)",
            help: "put the text in single quotes, write `\\\\` for a backslash, or a space for a line break",
            fix: escape.fix)
    }

    /// White space that pages show as a space, if at all.
    private static let whiteSpace: [Unicode.Scalar: String] = [
        "\t": "a tab", "\n": "a line feed", "\r": "a carriage return", "\u{A0}": "a no-break space",
    ]

    private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool { whiteSpace[scalar] != nil }

    /// Characters that YAML 1.1 and others take for a line end (section 4.2, b-break), and no editor shows as one.
    private static let lineEnds: [Unicode.Scalar: String] = [
        "\u{85}": "next-line character", "\u{2028}": "line separator", "\u{2029}": "paragraph separator",
    ]

    /// Whether words would run into each other without it.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        [0x0B, 0x0C].contains(scalar.value) || lineEnds[scalar] != nil
    }

    // MARK: Entities

    /// An entity of a guide's body that stands for a character which nobody sees.
    struct Entity {
        var location: SourceLocation
        var end: SourceLocation
        /// The character's name; nil where no character has the number.
        var name: String?
        var isControl: Bool
        /// Takes it out.
        var fix: Fix
    }

    static func finding(_ check: any Check.Type, of entity: Entity, file: String) -> Finding {
        Finding(
            check, file: file, at: entity.location, to: entity.end,
            entity.name.map { "this entity stands for an invisible character: \($0)" }
                ?? "this entity stands for no character: none has this number",
            help: "remove it", fix: entity.fix)
    }

    /// Entities of a template that stand for characters which nobody sees.
    static func ofReferences(in source: SourceText, file: String) -> [Finding] {
        let bytes = source.bytes
        var text: [UInt8] = []
        var starts: [Int] = []
        var ranges: [Range<Int>] = []
        var at = 0
        while let start = bytes[at...].firstIndex(of: UInt8(ascii: "&")) {
            text += bytes[at..<start]
            at = start + 1
            guard let end = bytes[start..<min(start + 40, bytes.count)].firstIndex(of: UInt8(ascii: ";")),
                let decoded = Markdown.Entity.text(of: bytes[start...end])
            else {
                text.append(bytes[start])
                continue
            }
            starts.append(text.count)
            ranges.append(start..<(end + 1))
            text += Array(decoded.utf8)
            at = end + 1
        }
        text += bytes[at...]
        return InvisibleText.find(in: text, escapes: starts).map { number, scalar in
            let range = ranges[number]
            let isControl = InvisibleText.isControl(scalar.value)
            let entity = Entity(
                location: source.location(of: range.lowerBound), end: source.location(of: range.upperBound),
                name: InvisibleText.name(of: scalar), isControl: isControl,
                fix: Fix.safe(source, range, ""))
            return finding(isControl ? ControlCharacter.self : HiddenText.self, of: entity, file: file)
        }
    }

    /// What pages show for a number that no character has, such as `&#0;` (CommonMark 0.31 section 2.5).
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// Entities of the body that the page shows as characters which nobody sees, or as the sign for no character. The page
    /// is looked at first, since an entity in code is shown as it is written.
    static func ofEntities(_ document: Document) -> [Entity] {
        let bytes = document.source.bytes
        guard bytes[document.body].contains(UInt8(ascii: "&")) else { return [] }
        var shown = Set(InvisibleText.find(in: document.html).map(\.scalar))
            .subtracting(InvisibleText.find(in: bytes).map(\.scalar))
        // Of `&#xFFFE;` and `&#xFFFF;`, cmark makes a byte that no UTF-8 has.
        let hasNone = document.html.contains { $0 >= 0xFE }
        if hasNone || document.html.firstRange(of: Array(String(replacement).utf8)) != nil {
            shown.insert(replacement)
        }
        guard !shown.isEmpty else { return [] }
        var code = document.codeBytes[...]
        var entities: [Entity] = []
        var at = document.body.lowerBound
        while let start = bytes[at..<document.body.upperBound].firstIndex(of: UInt8(ascii: "&")) {
            at = start + 1
            // In code it shows itself.
            code = code.drop { $0.upperBound <= start }
            if let next = code.first, next.contains(start) { continue }
            guard
                let end = bytes[start..<min(start + 40, document.body.upperBound)].firstIndex(
                    of: UInt8(ascii: ";"))
            else { continue }
            guard let text = Markdown.Entity.text(of: bytes[start...end]),
                let scalar = text.unicodeScalars.first(where: shown.contains)
            else { continue }
            let isNone = scalar == replacement
            // Its own number stands for the sign itself.
            if isNone, isNumber(bytes[start...end], of: replacement) { continue }
            entities.append(
                Entity(
                    location: document.source.location(of: start), end: document.source.location(of: end + 1),
                    name: isNone ? nil : InvisibleText.name(of: scalar),
                    isControl: isNone || InvisibleText.isControl(scalar.value),
                    fix: Fix.safe(document.source, start..<(end + 1), "")))
        }
        return entities
    }

    /// Whether an entity such as `&#xFFFD;` names a character by its number.
    private static func isNumber(_ entity: ArraySlice<UInt8>, of scalar: Unicode.Scalar) -> Bool {
        let number = String(decoding: entity.dropFirst(2).dropLast(), as: UTF8.self)
        let isHex = number.hasPrefix("x") || number.hasPrefix("X")
        return UInt32(isHex ? String(number.dropFirst()) : number, radix: isHex ? 16 : 10) == scalar.value
    }
}
