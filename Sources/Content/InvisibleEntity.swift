import Findings
import Markdown
import Support

/// An entity of a guide's body for an invisible character.
package struct InvisibleEntity {
    var location: SourceLocation
    var end: SourceLocation
    /// The character's name; nil where no character has the number.
    var name: String?
    package var isControl: Bool
    /// Takes it out.
    var fix: Fix

    package func finding(file: String) -> Finding {
        Finding(
            isControl ? .contentControlCharacter : .agentsHiddenText, file: file, at: location, to: end,
            name.map { "this entity stands for an invisible character: \($0)" }
                ?? "this entity stands for no character: none has this number",
            help: "remove it", fix: fix)
    }

    /// Entities of a template for invisible characters.
    package static func all(in source: SourceText) -> [InvisibleEntity] {
        let bytes = source.bytes
        var text: [UInt8] = []
        var starts: [Int] = []
        var ranges: [Range<Int>] = []
        var at = 0
        while let start = bytes[at...].firstIndex(of: UInt8(ascii: "&")) {
            text += bytes[at..<start]
            at = start + 1
            guard let end = bytes[start..<min(start + 40, bytes.count)].firstIndex(of: UInt8(ascii: ";")),
                let decoded = Entity.text(of: bytes[start...end])
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
            return InvisibleEntity(
                location: source.location(of: range.lowerBound), end: source.location(of: range.upperBound),
                name: InvisibleText.name(of: scalar), isControl: InvisibleText.isControl(scalar.value),
                fix: Fix.safe(source, range, ""))
        }
    }

    /// The character that pages show for a number that no character has, such as `&#0;` (CommonMark 0.31 section 2.5).
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// Entities of the body that the page shows as invisible characters, or as the sign for no character. The page
    /// is looked at first, since an entity in code is shown as it is written.
    package static func all(in document: Document) -> [InvisibleEntity] {
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
        var entities: [InvisibleEntity] = []
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
            guard let text = Entity.text(of: bytes[start...end]),
                let scalar = text.unicodeScalars.first(where: shown.contains)
            else { continue }
            let isNone = scalar == replacement
            // Its own number stands for the sign itself.
            if isNone, isNumber(bytes[start...end], of: replacement) { continue }
            entities.append(
                InvisibleEntity(
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
