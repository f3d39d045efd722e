import Support

/// A guide of the source: its front matter, in whichever format, and the lines after it.
struct SourceGuide: Sendable {
    /// Relative to the imported folder.
    var file: String
    var facts: SourceValue
    var body: [SourceLine]

    /// - Parameter entries: takes what cannot be read.
    init(_ file: String, _ lines: [SourceLine], entries: inout [ImportEntry]) {
        self.file = file
        facts = .none
        body = lines
        let first = lines.first?.text.trimmed
        let ends: Set<String> =
            switch first {
            case "---": ["---", "..."]
            case "+++": ["+++"]
            case "{": ["}"]
            default: []
            }
        guard !ends.isEmpty,
            let close = lines.dropFirst().firstIndex(where: { ends.contains($0.text.trimmed) })
        else { return }
        let inner = lines[1..<close].map(\.text).joined(separator: "\n")
        switch first {
        case "+++":
            var reader = TOMLReader(inner, shift: 1)
            do throws(TOMLReader.Fault) {
                facts = try reader.read()
            } catch {
                entries.append(
                    ImportEntry(
                        .left, file, error.line, "the front matter cannot be read as TOML: \(error.message)"))
            }
        case "{":
            var reader = LiteralReader("{\n\(inner)\n}")
            facts = reader.json()
        default:
            if let value = SourceValue.yaml(inner, shift: 1) {
                facts = value
            } else {
                facts = Self.plainKeys(lines[1..<close])
                entries.append(
                    ImportEntry(
                        .left, file, 1,
                        "the front matter cannot be read as YAML; of its lines those with one key and one text were taken"
                    ))
            }
        }
        body = Array(lines[(close + 1)...])
    }

    /// The keys of a front matter that is no YAML, such as one with `title: One: Two`.
    private static func plainKeys(_ lines: ArraySlice<SourceLine>) -> SourceValue {
        let fields = lines.compactMap { line -> SourceValue.Field? in
            guard line.text.indent == 0, let cut = line.text.cut(at: ":"), !cut.before.contains(" ") else {
                return nil
            }
            let value = SourceValue(content: .text(cut.after.trimmed.unquoted), line: line.number)
            return SourceValue.Field(key: cut.before, line: line.number, value: value)
        }
        return SourceValue(content: .map(fields), line: 1)
    }
}
