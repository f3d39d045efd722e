import Findings
import Support

/// Characters that no reader sees, in any file of a site: control characters, and those that hide text.
package enum InvisibleCharacter {
    /// All of a file.
    package static func findings(in source: SourceText, file: String) -> [Finding] {
        hidden(in: source, file: file) + controls(in: source, file: file)
    }

    /// Characters of a file that no reader sees, such as a zero-width space.
    package static func hidden(in source: SourceText, file: String) -> [Finding] {
        InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark).filter { !$0.isControl }
            .map {
                found in
                let location = source.location(of: found.offset)
                let end = SourceLocation(line: Int(location.line), column: Int(location.column) + 1)
                return Finding(
                    .agentsHiddenText, file: file, at: location, to: end,
                    "this is an invisible character: \(found.name)",
                    help: "remove it",
                    fix: Fix.safe(source, found.offset..<(found.offset + source.width(at: found.offset)), ""))
            }
    }

    /// Control characters written raw in a file.
    static func controls(in source: SourceText, file: String) -> [Finding] {
        let found = InvisibleText.find(in: source.bytes, from: FrontMatterSplit.byteOrderMark)
        return found.filter(\.isControl).map { found in
            let location = source.location(of: found.offset)
            let end = SourceLocation(line: Int(location.line), column: Int(location.column) + 1)
            let separates = separates(found.scalar)
            return Finding(
                .contentControlCharacter, file: file, at: location, to: end,
                lineEnds[found.scalar].map {
                    "this is a \($0) (\(found.name)), which some programs read as the end of the line"
                } ?? "this is a control character: \(found.name)",
                help: separates ? "put a space in its place" : "remove it",
                fix: Fix.safe(
                    source, found.offset..<(found.offset + source.width(at: found.offset)),
                    separates ? " " : ""))
        }.limited
    }

    /// An escape of YAML that the reader of a page does not see, such as `"\\e"`, `"\\u200b"`, or `"\\n"` in a text of
    /// one line.
    static func finding(_ escape: YAML.Escape, file: String) -> Finding {
        let isHidden = !isWhiteSpace(escape.scalar) && !InvisibleText.isControl(escape.scalar.value)
        let sign = "an invisible character: \(InvisibleText.name(of: escape.scalar))"
        let meaning =
            whiteSpace[escape.scalar]
            ?? (isHidden ? sign : "a control character: \(InvisibleText.name(of: escape.scalar))")
        let check: CheckID = isHidden ? .agentsHiddenText : .contentControlCharacter
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
}
