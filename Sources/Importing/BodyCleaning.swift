import Support

/// What a body has that no page should: characters that nobody sees, and lists of definitions, which have no form.
extension GuideBody {
    /// Takes invisible characters out, and the codes by which terminals colour text.
    mutating func cleanCharacters() {
        for index in lines.indices
        where lines[index].text.utf8.contains(where: { $0 < 32 && $0 != 9 || $0 >= 0x7F }) {
            let bytes = Array(lines[index].text.utf8)
            let plain = Self.withoutCodes(bytes)
            var kept: [UInt8] = []
            var from = 0
            for found in InvisibleText.find(in: plain) {
                kept += plain[from..<found.offset]
                from = found.offset + String(found.scalar).utf8.count
            }
            kept += plain[from...]
            guard kept.count != bytes.count else { continue }
            lines[index].text = String(decoding: kept, as: UTF8.self)
            changed(lines[index].number, "invisible characters were taken out")
        }
    }

    /// A text without codes of terminals, such as `ESC [ 32 m` (ECMA-48, section 5.4).
    private static func withoutCodes(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x1B, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "[") {
                at += 2
                while at < bytes.count, !(0x40...0x7E).contains(bytes[at]) { at += 1 }
                at += 1
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return out
    }

    /// Adds the definitions of links that the settings give to each guide, as far as it uses them.
    mutating func append(_ definitions: [SourceLine]) {
        guard !definitions.isEmpty else { return }
        let text = lines.map { $0.text.lowercased() }.joined(separator: "\n")
        let last = lines.last?.number ?? 1
        var added: [SourceLine] = []
        for definition in definitions {
            let definition = SourceLine(definition.text.trimmed, definition.number)
            guard let label = definition.text.cut(at: "]:")?.before.lowercased() else { continue }
            if text.position(of: label + "]") != nil, text.position(of: label + "]:") == nil {
                added.append(SourceLine(definition.text, last))
            }
        }
        if !added.isEmpty { lines += [SourceLine("", last)] + added }
    }

    /// A list of definitions, `: text` below its term, as a list whose items start with their terms.
    mutating func convertDefinitionLists() {
        guard !syntax.isDisjoint(with: [.shortcodes, .attributes, .definitions]),
            lines.contains(where: { $0.text.trimmed.begins(": ") || $0.text.trimmed.begins(":\t") })
        else { return }
        let code = codeLines
        var out: [SourceLine] = []
        /// Columns of the term whose definition is open.
        var open: Int?
        for (index, line) in lines.enumerated() {
            let indent = line.text.indent
            let text = line.text.trimmed
            if !code[index], text.begins(": ") || text.begins(":\t"),
                let term = out.lastIndex(where: { !$0.text.isBlank }),
                open != nil || out[term].number + 2 >= line.number
            {
                let lead = String(repeating: " ", count: open ?? out[term].text.indent)
                if open == nil {
                    out[term].text = "\(lead)- \(anchored(out[term].text.trimmed))"
                    changed(line.number, "a list of definitions became a list")
                }
                open = lead.utf8.count
                if out.last?.text.isBlank == false { out.append(SourceLine("", line.number)) }
                out.append(SourceLine("\(lead)  \(text.dropFirst().trimmed)", line.number))
                continue
            }
            guard let columns = open else {
                out.append(line)
                continue
            }
            if text.isEmpty {
                out.append(line)
            } else if indent > columns || out.last?.text.isBlank == false {
                // The definition goes on.
                let more = indent > columns ? line.text.dropping(columns: min(indent, columns + 4)) : text
                out.append(SourceLine(String(repeating: " ", count: columns + 2) + more, line.number))
            } else if index + 1 < lines.count, Self.defines(lines[(index + 1)...].prefix(2)) {
                out.append(
                    SourceLine("\(String(repeating: " ", count: columns))- \(anchored(text))", line.number))
            } else {
                open = nil
                out.append(line)
            }
        }
        lines = out
    }

    /// A term with the id that it had.
    private mutating func anchored(_ term: String) -> String {
        guard syntax.contains(.anchoredTerms) else { return term }
        let id = CodeHostAnchor.make(term.replacingBytes("`", with: "").replacingBytes("*", with: ""))
        madeIDs.insert(id)
        return HTMLElements.writtenAnchor(id) + term
    }

    private static func defines(_ lines: ArraySlice<SourceLine>) -> Bool {
        lines.first { !$0.text.isBlank }.map { $0.text.trimmed.begins(": ") || $0.text.trimmed.begins(":\t") }
            ?? false
    }
}
