import Findings
import Support

/// Takes the keys of one YAML mapping and reports what is missing, of the wrong type, or unknown, each at its location.
struct MappingReader {
    let file: String
    /// The name of the mapping in messages, such as `the front matter` or `a resource`.
    let what: String
    private let entries: [YAML.Entry]
    private let location: SourceLocation
    private var known: [String] = []
    /// Keys that were read under their former names.
    private var former: Set<String> = []
    /// False where the value is none, which is a finding already.
    private let isMapping: Bool
    private(set) var findings: [Finding] = []

    init(_ value: YAML, file: String, what: String) {
        self.file = file
        self.what = what
        location = value.location
        if case .mapping(let entries, _) = value {
            self.entries = entries
            isMapping = true
        } else {
            entries = []
            isMapping = false
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: value.location,
                    "\(what) is \(value.kind), not a mapping of keys",
                    help: "write one `key: value` per line"))
        }
    }

    /// The entry of a key, which is known from now on.
    /// - Parameter name: its former name, which sites may still use.
    mutating func entry(_ key: String, formerly name: String? = nil) -> YAML.Entry? {
        known.append(key)
        if let entry = entries.first(where: { $0.key == key }) { return entry }
        guard let name, let entry = entries.first(where: { $0.key == name }) else { return nil }
        former.insert(name)
        return entry
    }

    /// Adds a finding of the caller's own.
    mutating func report(_ finding: Finding) { findings.append(finding) }

    mutating func merge(_ other: MappingReader, allowsOtherKeys: Bool = false) {
        findings.append(contentsOf: other.finish(allowsOtherKeys: allowsOtherKeys))
    }

    /// A kind of value that a key takes, as messages call it.
    private enum Expected: String {
        case text
        case list = "a list"
        case bool = "true or false"
        case number = "a whole number above 0"
        case day = "a day"

        /// One of them, as it is written.
        var example: String {
            switch self {
            case .text: "some text"
            case .list: "[one, two]"
            case .bool: "true"
            case .number: "180"
            case .day: "2026-11-20"
            }
        }
    }

    private mutating func wrongType(_ entry: YAML.Entry, _ expected: Expected) {
        findings.append(
            Finding(
                .contentWrongType, file: file, at: entry.value.location,
                "`\(entry.key)` is \(entry.value.kind), not \(expected.rawValue)",
                help: "write `\(entry.key): \(expected.example)`"))
    }

    private mutating func missing(_ key: String) {
        guard isMapping else { return }
        findings.append(
            Finding(
                .contentMissingKey, file: file, at: location, "\(what) has no `\(key)`",
                help: "add a line `\(key): …`"))
    }

    /// Whether a text is on one line already, with single spaces within; the usual case, told by its bytes.
    private static func isPlainLine(_ text: String) -> Bool {
        var previous: UInt8 = 32
        for byte in text.utf8 {
            if byte < 32 || byte >= 127 || (byte == 32 && previous == 32) { return false }
            previous = byte
        }
        return previous != 32
    }

    /// Text on one line: each run of white space in it is one space.
    private mutating func text(_ value: YAML) -> String? {
        guard case .scalar(let scalar) = value else { return nil }
        if let cut = scalar.cut, !scalar.text.isEmpty {
            findings.append(scalar.finding(of: cut, file: file))
        }
        if Self.isPlainLine(scalar.text) { return scalar.text }
        // Characters that are written as they are were found when the file was read.
        findings += scalar.escapes.map { InvisibleCharacter.finding($0, file: file) }
        let words = scalar.text.split { $0.isWhitespace }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The text of a key, with its location.
    mutating func string(_ key: String, isRequired: Bool = false) -> Located? {
        guard let entry = entry(key) else {
            if isRequired { missing(key) }
            return nil
        }
        return string(of: entry, isRequired: isRequired)
    }

    /// The text of an entry.
    mutating func string(of entry: YAML.Entry, isRequired: Bool = false) -> Located? {
        guard let text = text(entry.value) else {
            if case .scalar(let scalar) = entry.value {
                if isRequired {
                    findings.append(
                        Finding(
                            .contentMissingKey, file: file, at: scalar.cut?.location ?? entry.location,
                            "`\(MessageText.name(entry.key))` is empty"
                                + (scalar.cut == nil ? "" : ", since ` #` starts a comment"),
                            help: scalar.cut.map {
                                "put the text in quotes\(MessageText.afterColon($0.quoted))"
                            }
                                ?? "write its text after the colon",
                            fix: scalar.cut?.fix))
                } else if let cut = scalar.cut, cut.fix.isSafe {
                    findings.append(scalar.finding(of: cut, file: file))
                }
            } else {
                wrongType(entry, .text)
            }
            return nil
        }
        return Located(text: text, location: entry.value.location, end: entry.value.end)
    }

    /// A text, or a list of texts.
    mutating func oneOrMore(_ key: String) -> [Located] {
        if case .scalar(let scalar)? = entries.first(where: { $0.key == key })?.value, !scalar.text.isEmpty {
            return string(key).map { [$0] } ?? []
        }
        return strings(key)
    }

    /// A list of texts.
    mutating func strings(_ key: String) -> [Located] {
        guard let entry = entry(key) else { return [] }
        guard case .sequence(let items, _) = entry.value else {
            if !entry.value.isNothing { wrongType(entry, .list) }
            return []
        }
        return items.compactMap { item in
            if let text = text(item) { return Located(text: text, location: item.location, end: item.end) }
            if case .scalar(let scalar) = item, let cut = scalar.cut {
                findings.append(scalar.finding(of: cut, file: file))
                return nil
            }
            // With braces, a mapping is what was meant.
            if case .mapping(let entries, let location) = item, let first = entries.first,
                location == first.location
            {
                findings.append(keyInText(first, isAlone: entries.count == 1, of: key))
                return nil
            }
            if case .scalar = item {
                findings.append(
                    Finding(
                        .contentWrongType, file: file, at: item.location, "an item of `\(key)` is empty",
                        help: "write its text, or remove the item"))
                return nil
            }
            findings.append(
                Finding(
                    .contentWrongType, file: file, at: item.location,
                    "an item of `\(key)` is \(item.kind), not text",
                    help: "put text that holds a colon or starts with a bracket in quotes"))
            return nil
        }
    }

    /// A colon in an item without quotes, which makes a mapping of what was meant as a text: `- Note: it is`.
    private func keyInText(_ entry: YAML.Entry, isAlone: Bool, of key: String) -> Finding {
        var fix: Fix?
        var quoted = ""
        let start = Int(entry.value.location.column) - 2
        // Where it is written as it reads, the text is known.
        if isAlone, case .scalar(let scalar) = entry.value, !scalar.isQuoted, scalar.cut == nil,
            scalar.location.line == entry.location.line, scalar.end.line == entry.location.line,
            start == Int(entry.location.column) + entry.key.unicodeScalars.count,
            Int(scalar.end.column) == start + 2 + scalar.text.unicodeScalars.count
        {
            let text = "\(entry.key): \(scalar.text)"
            let written = YAML.quoted(text)
            if YAML.value(ofScalar: written) == text {
                quoted = written
                fix = Fix.safe(entry.location, scalar.end, written, replacing: text)
            }
        }
        return Finding(
            .contentWrongType, file: file, at: entry.location,
            "an item of `\(key)` is not text, since YAML reads `\(MessageText.name(entry.key))` before the colon as a key",
            help: "put the text in quotes" + (quoted.isEmpty ? "" : MessageText.afterColon(quoted)), fix: fix)
    }

    /// One of a few words.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _: Value.Type, isRequired: Bool = false
    ) -> Value? where Value.RawValue == String {
        guard let given = string(key, isRequired: isRequired) else { return nil }
        if let value = Value(rawValue: given.text) { return value }
        let names = Value.allCases.map(\.rawValue)
        let near = Nearest.match(given.text, among: names)
        report(
            Finding(
                .contentWrongType, file: file, at: given.location, to: given.end,
                "`\(key)` is \"\(MessageText.name(given.text))\"",
                help: near.map { "did you mean \($0)?" } ?? "write \(names.joined(separator: ", "))",
                fix: near.flatMap { Fix.offered(given, $0) }))
        return nil
    }

    /// The value of a key, `true` or `false`; nil where the key is missing or has another value, which is a finding.
    mutating func bool(_ key: String) -> Bool? {
        guard let entry = entry(key) else { return nil }
        if case .scalar(let scalar) = entry.value, !scalar.isQuoted {
            switch scalar.text {
            case "true", "yes", "on": return true
            case "false", "no", "off": return false
            default: break
            }
        }
        wrongType(entry, .bool)
        return nil
    }

    /// The whole number above 0 of a key; nil where the key is missing or has another value, which is a finding.
    mutating func positiveInt(_ key: String) -> Int? {
        guard let entry = entry(key) else { return nil }
        if case .scalar(let scalar) = entry.value, let number = Int(scalar.text), number > 0 { return number }
        wrongType(entry, .number)
        return nil
    }

    /// The day of a key, such as `2026-11-20`; nil where the key is missing or has another value, which is a finding.
    mutating func day(_ key: String) -> Located.Day? {
        guard let entry = entry(key) else { return nil }
        guard case .scalar(let scalar) = entry.value else {
            wrongType(entry, .day)
            return nil
        }
        guard let day = Day(scalar.text) else {
            findings.append(
                Finding(
                    .contentBadDate, file: file, at: scalar.location,
                    "`\(key)` is \"\(MessageText.name(scalar.text))\", which is not a valid date",
                    help: "write year, month and day: 2026-11-20"))
            return nil
        }
        return Located.Day(day: day, location: scalar.location)
    }

    /// A list of mappings, each read by `read`.
    mutating func list<Value>(
        _ key: String, formerly name: String? = nil, what: String, isRequired: Bool = false,
        _ read: (inout MappingReader) -> Value?
    ) -> [Value] {
        guard let entry = entry(key, formerly: name) else {
            if isRequired { missing(key) }
            return []
        }
        guard case .sequence(let items, _) = entry.value else {
            if !entry.value.isNothing { wrongType(entry, .list) }
            return []
        }
        return items.compactMap { item in
            var reader = MappingReader(item, file: file, what: what)
            let value = read(&reader)
            merge(reader)
            return value
        }
    }

    /// The mapping of a key, read by `read`.
    ///
    /// - Parameter allowsOtherKeys: whether its keys are free.
    mutating func mapping<Value>(
        _ key: String, what: String, allowsOtherKeys: Bool = false, _ read: (inout MappingReader) -> Value?
    ) -> Value? {
        guard let entry = entry(key) else { return nil }
        var reader = MappingReader(entry.value, file: file, what: what)
        let value = read(&reader)
        merge(reader, allowsOtherKeys: allowsOtherKeys)
        return value
    }

    /// All entries of a mapping whose keys are free.
    var freeEntries: [YAML.Entry] { entries }

    /// All findings, with those of keys that nothing asked for.
    func finish(allowsOtherKeys: Bool = false) -> [Finding] {
        guard !allowsOtherKeys else { return findings }
        return findings
            + entries.filter { !known.contains($0.key) && !former.contains($0.key) }.map { entry in
                let near = Nearest.match(entry.key, among: known)
                let end = SourceLocation(
                    line: Int(entry.location.line),
                    column: Int(entry.location.column) + entry.key.unicodeScalars.count)
                return Finding(
                    .contentUnknownKey, file: file, at: entry.location, to: end,
                    "\(what) knows no key `\(MessageText.name(entry.key))`",
                    help: near.map { "did you mean `\($0)`?" }
                        ?? "it knows \(known.sorted().joined(separator: ", "))",
                    fix: near.flatMap {
                        Fix.offered(Located(text: entry.key, location: entry.location, end: end), $0)
                    })
            }
    }
}
