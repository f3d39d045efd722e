/// Marks of generators that are still in a body, and that a page would show as they are.
extension GuideBody {
    mutating func tellRest() {
        for (line, isCode) in zip(lines, codeLines) where !isCode {
            let text = line.text.trimmed
            guard !text.isEmpty else { continue }
            if text.begins(":::") {
                left(line.number, "the block `\(MessageWords.short(text))` has no meaning here")
            } else if text.begins(":   "), syntax.contains(.indentedBlocks) {
                left(line.number, "a list of definitions has no form here; write it as a list")
            } else if text.begins("$$") {
                left(line.number, "a formula stays as it is written")
            }
            guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") }) else { continue }
            _ = OutsideCode.map(text) { part in
                for mark in ["{{", "{%"] {
                    if let rest = part.cut(at: mark) {
                        let close = mark == "{{" ? "}}" : "%}"
                        let inner = rest.after.cut(at: close).map { $0.before + close } ?? rest.after
                        left(
                            line.number,
                            "the template `\(MessageWords.short(mark + inner))` has no meaning here")
                        break
                    }
                }
                return part
            }
        }
    }
}
