import Content
import Support

/// A value of a front matter or of settings, whichever format it is written in.
struct SourceValue: Sendable {
    indirect enum Content: Sendable {
        case text(String)
        case list([SourceValue])
        case map([Field])
        /// What no literal says: an expression of a program.
        case unknown
    }

    struct Field: Sendable {
        var key: String
        var line: Int
        var value: SourceValue
    }

    var content: Content
    /// The line of the file on which it starts, from 1.
    var line: Int

    static let none = SourceValue(content: .map([]), line: 1)

    init(content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    /// - Parameter shift: the lines of the file before the text that was read.
    init(_ yaml: YAML, shift: Int = 0) {
        line = Int(yaml.location.line) + shift
        switch yaml {
        case .scalar(let scalar): content = .text(scalar.text)
        case .sequence(let items, _): content = .list(items.map { SourceValue($0, shift: shift) })
        case .mapping(let entries, _):
            content = .map(
                entries.map { entry in
                    Field(
                        key: entry.key, line: Int(entry.location.line) + shift,
                        value: SourceValue(entry.value, shift: shift))
                })
        }
    }

    /// The value of a key of a map.
    subscript(_ key: String) -> SourceValue? { fields.first { $0.key == key }?.value }

    var fields: [Field] { if case .map(let fields) = content { fields } else { [] } }
    var items: [SourceValue] { if case .list(let items) = content { items } else { [] } }

    /// A text that is not empty.
    var text: String? {
        guard case .text(let text) = content, !text.isBlank else { return nil }
        return text.trimmed
    }

    /// The texts of a list, or the one text that is in its place.
    var texts: [String] { text.map { [$0] } ?? items.compactMap(\.text) }
    var int: Int? { text.flatMap { Int($0) } }
    var bool: Bool? {
        switch text?.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    /// The day of a date with or without a time, such as `2026-11-20T08:00:00Z`.
    var day: Day? { text.flatMap { Day($0.prefix(10)) } }

    /// The day of a date that starts with its month: `11/20/2026`.
    var monthFirstDay: Day? {
        guard let parts = text?.split(separator: "/"), parts.count == 3 else { return nil }
        func two(_ part: Substring) -> String { part.utf8.count == 1 ? "0\(part)" : String(part) }
        return Day("\(parts[2])-\(two(parts[0]))-\(two(parts[1]))")
    }

    /// Reads some YAML.
    ///
    /// - Parameter shift: the lines of the file before it.
    /// - Returns: nil where it cannot be read.
    static func yaml(_ text: String, shift: Int = 0) -> SourceValue? {
        let source = SourceText(Array(text.utf8))
        guard let yaml = try? YAML.read(source, 0..<source.bytes.count) else { return nil }
        return SourceValue(yaml, shift: shift)
    }

    /// Reads the keys of a YAML file that are asked for. Each is read by itself, since others may hold tags of a program,
    /// which no reader of data knows.
    static func sections(_ keys: Set<String>, of lines: [SourceLine]) -> SourceValue {
        var fields: [Field] = []
        var (key, from) = ("", 0)
        func close(_ end: Int) {
            guard keys.contains(key), let first = lines[from..<end].first else { return }
            let text = lines[from..<end].map(\.text).filter {
                !$0.contains("!ENV") && !$0.contains("!!python")
            }
            let value = yaml(text.joined(separator: "\n"), shift: first.number - 1)
            fields +=
                value?.fields ?? [
                    Field(
                        key: key, line: first.number,
                        value: SourceValue(content: .unknown, line: first.number))
                ]
        }
        for (index, line) in lines.enumerated() {
            guard let first = line.text.utf8.first, first.isASCIILetterOrDigit || first == 95,
                let colon = line.text.cut(at: ":")
            else { continue }
            close(index)
            (key, from) = (colon.before.trimmed, index)
        }
        close(lines.count)
        return SourceValue(content: .map(fields), line: 1)
    }
}
